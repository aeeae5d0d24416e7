"""How often a bot may send, where the playground is told to count (it is not, from the start)."""

from __future__ import annotations

import math
from collections import defaultdict, deque

from bot.playground.clock import Clock
from bot.playground.errors import flood

# Budgets are undocumented and differ between bots; these are the figures of the Bots FAQ.
EVERYWHERE = (30, 1.0)
PRIVATE_CHAT = (5, 5.0)  # one a second, with bursts of five
GROUP = (20, 60.0)

LARGE_UPLOAD = 100_000
UPLOAD_DELAY = 0.5  # the server waits between 0.2 and 0.9 seconds
UPLOAD_BACKLOG = 5.0
UPLOAD_PENALTY = 60

Budget = tuple[int, float]


class Limits:
    """Sliding windows of the messages sent; `enabled` switches the counting on."""

    def __init__(self, clock: Clock) -> None:
        self.enabled = False
        self._clock = clock
        self._sent: dict[tuple[int, int], deque[float]] = defaultdict(deque)
        self._line: dict[tuple[int, int], float] = {}

    def spend(self, bot_id: int, chat_id: int, messages: int) -> None:
        """Count `messages` (an album counts each of its own). Raises ApiError 429 over budget."""
        if not self.enabled:
            return
        windows = [(self._sent[bot_id, 0], EVERYWHERE), (self._sent[bot_id, chat_id], _budget_of(chat_id))]
        now = self._clock.now()
        wait = max(_wait(window, budget, now, messages) for window, budget in windows)
        if wait > 0:
            raise flood(math.ceil(wait))
        for window, _ in windows:
            window.extend([now] * messages)

    async def upload(self, bot_id: int, size: int) -> None:
        """Queue a request's files behind earlier large uploads of exactly this size in all.

        Raises ApiError 429 for a long queue.
        """
        if not self.enabled or size <= LARGE_UPLOAD:
            return
        now = self._clock.now()
        start = max(now, self._line.get((bot_id, size), 0.0))
        if start - now > UPLOAD_BACKLOG:
            raise flood(UPLOAD_PENALTY)
        self._line[bot_id, size] = start + UPLOAD_DELAY
        await self._clock.sleep(start - now)


def _budget_of(chat_id: int) -> Budget:
    return PRIVATE_CHAT if chat_id > 0 else GROUP


def _wait(window: deque[float], budget: Budget, now: float, messages: int) -> float:
    """None while there is any room, which an album may overdraw; else until there is room for all of them."""
    count, seconds = budget
    while window and window[0] <= now - seconds:
        window.popleft()
    if len(window) < count:
        return 0.0
    last_to_go = window[len(window) - count + min(messages, count) - 1]
    return last_to_go + seconds - now
