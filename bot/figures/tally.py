"""What happens, counted for the owner: numbers of a day, and single words that found nothing."""

from __future__ import annotations

import logging
import re
import time
from collections import Counter, OrderedDict
from collections.abc import Sequence

from telegram import Update

from retrieval.types import Answer
from storage.errors import StorageError
from storage.store import Store

PHOTOS, ANSWERS, EMPTY, SAVES = "photos", "answers", "empty answers", "saves"
WAITED = "waited "
"""Begins the names of waits: `waited 2` counts answers that took more than one and up to two seconds."""
MISSED = "missed "
"""Begins the names of words asked for that found nothing."""
WAITS = (1, 2, 4, 8, 16, 60)
MOST_HELD = 1000
_WORD = re.compile(r"[^\W\d_]{1,12}")
"""A word alone: no sentence, number or address, in which somebody might name somebody."""
_SAVING = re.compile(r"(save|heart):|/save\b")

_log = logging.getLogger(__name__)


class Tally:
    """Counts in memory; `flush` adds them to the day's numbers."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._begun: OrderedDict[int, float] = OrderedDict()  # update id -> when it came

    def came(self, update: Update) -> None:
        """An update came."""
        self._begun[update.update_id] = time.monotonic()
        while len(self._begun) > MOST_HELD:
            self._begun.popitem(last=False)
        if update.message and update.message.photo:
            self._counts[PHOTOS] += 1
        asked = (
            update.callback_query.data if update.callback_query else update.message and update.message.text
        )
        if _SAVING.match(asked or ""):
            self._counts[SAVES] += 1

    def answered(self, update: Update | None, found: Answer, words: Sequence[str]) -> None:
        """An answer went to the chat; `words` are the keywords asked for."""
        self._counts[ANSWERS] += 1
        if not found.recommendations:
            self._counts[EMPTY] += 1
        if words and (found.fitting == 0 or not found.recommendations):
            self._counts.update(f"{MISSED}{word}" for word in words if _WORD.fullmatch(word))
        if update is not None and (begun := self._begun.pop(update.update_id, None)):
            self._counts[wait_name(time.monotonic() - begun)] += 1

    async def flush(self, store: Store) -> None:
        """Adds what was counted; it is kept for the next time where storage refuses."""
        counted, self._counts = self._counts, Counter()
        try:
            for name, value in counted.items():
                await store.count([name], value)
                counted[name] = 0
        except StorageError as error:
            self._counts.update(counted)
            _log.warning("counts could not be kept: %s", error)


def wait_name(seconds: float) -> str:
    """The name under which a wait is counted."""
    return f"{WAITED}{next((each for each in WAITS if seconds <= each), 'longer')}"
