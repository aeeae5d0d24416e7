"""The queue of updates of each bot: created, filtered, kept for a while, handed out, confirmed."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable
from typing import Any

from bot.playground import strict_json
from bot.playground.clock import Clock
from bot.playground.records import Bot, Json, Update
from bot.playground.world import World

DAY = 24 * 3600.0
LIFETIMES = {"callback_query": 150.0, "inline_query": 30.0, "chosen_inline_result": 600.0}
OPT_IN = {"chat_member", "message_reaction", "message_reaction_count"}
KINDS = OPT_IN | {
    "message", "edited_message", "callback_query", "inline_query", "chosen_inline_result", "my_chat_member",
    "channel_post", "edited_channel_post", "shipping_query", "pre_checkout_query", "poll", "poll_answer",
    "chat_join_request", "chat_boost", "removed_chat_boost", "business_connection", "business_message",
    "edited_business_message", "deleted_business_messages", "purchased_paid_media",
}  # fmt: skip
OF_A_CHAT = ("message", "edited_message")
MAX_BATCH_BYTES = 4 * 1024 * 1024
FUTURE = 10
WEEK = 7 * DAY

Listener = Callable[[int], None]


class Updates:
    """All bots' queues. Listeners hear the id of a bot that has something new."""

    def __init__(self, world: World, clock: Clock) -> None:
        self._world = world
        self._clock = clock
        self._listeners: list[Listener] = []

    def listen(self, listener: Listener) -> None:
        """Call `listener` after each new update."""
        self._listeners.append(listener)

    def create(self, bot: Bot, kind: str, payload: Json, whose: int, pause: bool = False) -> None:
        """Queue an update of a chat or a person unless the bot's filter, as it is now, leaves it out."""
        if not wanted(bot, kind):
            return
        now = self._clock.now()
        update_id = _next_id(bot, now)
        expires = now + LIFETIMES.get(kind, DAY)
        self._world.bots.put(bot)
        self._world.updates.put(
            Update(bot.id, update_id, kind, payload, expires, lane_of(kind, whose), pause)
        )
        for listener in self._listeners:
            listener(bot.id)

    def pending(self, bot: Bot) -> list[Update]:
        """What waits for the bot, oldest first; what is too old is forgotten."""
        now = self._clock.now()
        for update in self._of(bot):
            if update.expires <= now:
                self._world.updates.remove(update)
        return self._of(bot)

    def batch(self, bot: Bot, offset: int, limit: int) -> list[Json]:
        """Confirm what lies below `offset`, then hand out up to `limit` updates in less than 4 MiB."""
        queue = self.pending(bot)
        if offset < 0:
            self.confirm(bot, _negative_start(queue, offset))
        elif not _in_the_future(bot, offset):
            self.confirm(bot, offset)
        return _fitting(self._of(bot)[:limit])

    def confirm(self, bot: Bot, offset: int) -> None:
        """Forget every update with an id below `offset`."""
        for update in self._of(bot):
            if update.update_id < offset:
                self._world.updates.remove(update)

    def forget(self, update: Update) -> None:
        """Drop one update: it was delivered, or given up."""
        self._world.updates.remove(update)

    def clear(self, bot: Bot) -> None:
        """Drop everything that waits."""
        for update in self._of(bot):
            self._world.updates.remove(update)

    def _of(self, bot: Bot) -> list[Update]:
        return [update for update in self._world.updates if update.bot_id == bot.id]


def as_json(update: Update) -> Json:
    """An update as the Bot API shows it."""
    return {"update_id": update.update_id, update.kind: update.payload}


def lane_of(kind: str, whose: int) -> str:
    """Which order an update belongs to: messages to their chat's, other kinds each to one of their own."""
    return f"{'message' if kind in OF_A_CHAT else kind}/{whose}"


def wanted(bot: Bot, kind: str) -> bool:
    """Whether the bot's filter lets this kind in; without one, everything but the kinds one opts into."""
    if not bot.allowed_updates:
        return kind not in OPT_IN
    return kind in bot.allowed_updates


def read_filter(raw: Any, previous: list[str] | None) -> list[str] | None:
    """The new filter: absent or malformed keeps `previous`; nothing known means the default (None)."""
    try:
        names = strict_json.loads(raw) if raw else None
    except ValueError:
        return previous
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        return previous
    return [name for name in dict.fromkeys(name.lower() for name in names) if name in KINDS] or None


def _next_id(bot: Bot, now: float) -> int:
    if not bot.next_update or now - bot.last_update > WEEK:
        bot.next_update = 2 + secrets.randbelow(2**30)
    update_id = bot.next_update
    bot.next_update += 1
    bot.last_update = now
    return update_id


def _in_the_future(bot: Bot, offset: int) -> bool:
    return offset > bot.next_update + FUTURE


def _negative_start(queue: list[Update], offset: int) -> int:
    kept = queue[offset:]
    return kept[0].update_id if kept else 0


def _fitting(updates: list[Update]) -> list[Json]:
    batch: list[Json] = []
    size = 0
    for update in updates:
        body = as_json(update)
        size += len(json.dumps(body, ensure_ascii=False).encode())
        if batch and size > MAX_BATCH_BYTES:
            break
        batch.append(body)
        if update.pause:
            break
    return batch
