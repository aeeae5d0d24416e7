"""How many photos of one person are looked at in a minute: nobody keeps the others waiting."""

from __future__ import annotations

import math
import time
from collections import defaultdict, deque
from collections.abc import Callable
from datetime import timedelta

from bot.errors import Sorry
from storage.store import Store

MINUTE = 60.0
PEOPLE = 10_000
"""Beyond this many, those who sent nothing for a minute are let go of."""


class PhotoRate:
    """A sliding minute for each person. A restart forgets it: it protects the models, not a quota."""

    def __init__(self, a_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._most = a_minute
        self._clock = clock
        self._sent: defaultdict[int, deque[float]] = defaultdict(deque)

    async def require(self, person_id: int, photos: int = 1) -> None:
        """Counts photos that are about to be looked at. Raises Sorry, which says when there is room again."""
        now = self._clock()
        sent = self._sent[person_id]
        while sent and sent[0] <= now - MINUTE:
            sent.popleft()
        if len(sent) >= self._most:
            raise _later(sent[0] + MINUTE - now)
        sent.extend([now] * photos)
        if len(self._sent) > PEOPLE:
            self._let_go(now)

    def _let_go(self, now: float) -> None:
        idle = [person for person, sent in self._sent.items() if not sent or sent[-1] <= now - MINUTE]
        for person in idle:
            del self._sent[person]


class SharedPhotoRate:
    """The same for several processes, in the database that they share."""

    def __init__(self, a_minute: int, store: Store) -> None:
        self._most = a_minute
        self._store = store

    async def require(self, person_id: int, photos: int = 1) -> None:
        """As `PhotoRate`."""
        minute = timedelta(seconds=MINUTE)
        wait = await self._store.look_at(person_id, photos, self._most, minute)
        if wait is not None:
            raise _later(wait)


def _later(seconds: float) -> Sorry:
    return Sorry("too-many-photos", seconds=max(1, math.ceil(seconds)))
