"""Held getUpdates requests: one for each bot at most, woken by an update, ended by what takes its place."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

from bot.playground.clock import Clock
from bot.playground.errors import ApiError, conflict

TERMINATED_BY_POLL = "terminated by other getUpdates request; make sure that only one bot instance is running"
TERMINATED_BY_WEBHOOK = "terminated by setWebhook request"
HASTE = 3.0
RUSH = 0.5


@dataclass(slots=True, eq=False)
class Poll:
    """One held request; `ended` says why it must answer 409, empty while it may go on."""

    woken: asyncio.Event = field(default_factory=asyncio.Event)
    ended: str = ""


@dataclass(frozen=True, slots=True)
class _Start:
    offset: int
    time: float


class Polls:
    """The held request of each bot, and how hastily each bot asks."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._held: dict[int, Poll] = {}
        self._starts: dict[int, _Start] = {}
        self._next_conflict: dict[int, float] = {}

    async def hold(self, bot_id: int, seconds: float) -> Poll:
        """Wait for an update, for the end of the poll, or for `seconds` to pass."""
        poll = self._held[bot_id] = Poll()
        try:
            await self._clock.wait(poll.woken, seconds)
        finally:
            if self._held.get(bot_id) is poll:
                del self._held[bot_id]
        return poll

    def holds(self, bot_id: int) -> bool:
        """Whether a request of this bot waits."""
        return bot_id in self._held

    def wake(self, bot_id: int) -> None:
        """Something new is there for the bot."""
        if bot_id in self._held:
            self._held[bot_id].woken.set()

    def terminate(self, bot_id: int, reason: str) -> None:
        """End a held request; one that is not held cannot be ended."""
        poll = self._held.pop(bot_id, None)
        if poll is not None:
            poll.ended = reason
            poll.woken.set()

    def pace(self, bot_id: int, offset: int, limit: int, timeout: int) -> tuple[int, int]:
        """Limit and timeout, slowed down for a bot that asks for the same offset again too soon."""
        now = self._clock.now()
        last = self._starts.get(bot_id)
        self._starts[bot_id] = _Start(offset, now)
        if last is None or last.offset != offset:
            return limit, timeout
        return _rushed_limit(limit, now - last.time), _hasty_timeout(timeout, now - last.time)

    async def conflict(self, bot_id: int, reason: str) -> ApiError:
        """The 409 to raise; a second one within three seconds comes three seconds late."""
        now = self._clock.now()
        if now < self._next_conflict.get(bot_id, 0.0):
            await self._clock.sleep(HASTE)
        else:
            self._next_conflict[bot_id] = now + HASTE
        return conflict(reason)


def _hasty_timeout(timeout: int, since: float) -> int:
    return int(HASTE) if timeout < HASTE and since < HASTE else timeout


def _rushed_limit(limit: int, since: float) -> int:
    return 1 if since < RUSH else limit
