"""Time as the playground sees it: one object to ask and to wait on, so that tests can move it by hand."""

from __future__ import annotations

import asyncio
import time


class Clock:
    """The wall clock. Subclasses may run on a time of their own."""

    def now(self) -> float:
        """Seconds since the epoch."""
        return time.time()

    async def sleep(self, seconds: float) -> None:
        """Return after `seconds`."""
        await asyncio.sleep(seconds)

    async def wait(self, event: asyncio.Event, seconds: float) -> bool:
        """Return True as soon as `event` is set, False when `seconds` have gone by without it."""
        waiters = [asyncio.ensure_future(event.wait()), asyncio.ensure_future(self.sleep(seconds))]
        try:
            await asyncio.wait(waiters, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for waiter in waiters:
                waiter.cancel()
        return event.is_set()
