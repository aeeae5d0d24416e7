"""A clock that only tests move."""

from __future__ import annotations

import asyncio

from bot.playground.clock import Clock


class ManualClock(Clock):
    """A clock that stands still until `advance`."""

    def __init__(self, start: float = 1_800_000_000.0) -> None:
        self.time = start
        self._sleepers: list[tuple[float, asyncio.Event]] = []

    def now(self) -> float:
        return self.time

    async def sleep(self, seconds: float) -> None:
        if seconds <= 0:
            return
        sleeper = (self.time + seconds, asyncio.Event())
        self._sleepers.append(sleeper)
        try:
            await sleeper[1].wait()
        finally:
            self._sleepers = [other for other in self._sleepers if other is not sleeper]

    async def advance(self, seconds: float) -> None:
        """Let time pass and everybody who waited for it act."""
        self.time += seconds
        for moment, woken in self._sleepers:
            if moment <= self.time:
                woken.set()
        await settled()

    @property
    def sleeping(self) -> int:
        """How many wait for time to pass."""
        return len(self._sleepers)

    async def slept(self) -> float:
        """How long the next sleeper means to wait, once there is one."""
        while not self._sleepers:
            await asyncio.sleep(0)
        return min(moment for moment, _ in self._sleepers) - self.time


async def settled() -> None:
    """Give every task that can act a chance to."""
    for _ in range(30):
        await asyncio.sleep(0)
