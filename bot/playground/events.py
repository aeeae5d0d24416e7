"""What the page hears as it happens, and the last calls of the bots."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

from bot.playground.records import Json

LAST_CALLS = 200
BACKLOG = 10_000


class Events:
    """Every open page subscribes; what nobody hears is not kept, but for the calls."""

    def __init__(self) -> None:
        self._pages: set[asyncio.Queue[Json]] = set()
        self.calls: deque[Json] = deque(maxlen=LAST_CALLS)

    def publish(self, event: str, **details: object) -> None:
        """Tell every open page; one that has stopped reading misses out."""
        for page in self._pages:
            if page.qsize() < BACKLOG:
                page.put_nowait({"event": event, **details})

    def call(self, entry: Json) -> None:
        """Remember one Bot API call and tell the pages."""
        self.calls.append(entry)
        self.publish("call", **entry)

    @contextmanager
    def subscribed(self) -> Iterator[asyncio.Queue[Json]]:
        """A queue of everything published from now on."""
        page: asyncio.Queue[Json] = asyncio.Queue()
        self._pages.add(page)
        try:
            yield page
        finally:
            self._pages.discard(page)
