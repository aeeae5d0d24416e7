"""The sight of every look's photo: from the cache where it was seen before, else seen now, batch by batch."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from retrieval.cutout import Cutter
from retrieval.embedding import Embedder
from retrieval.errors import PhotoError
from retrieval.index.cache import SightCache, digest_of
from retrieval.lookbook.removed import Removed
from retrieval.seeing import Cut, cut_out, describe
from retrieval.types import Look, Sight

BATCH = 16
"""Photos that go through the network together and are kept together: what a kill can cost."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a build is. `rate`: photos seen a second, those from the cache not counted; 0 before any."""

    done: int
    total: int
    rate: float
    seconds_left: float
    skipped: int


@dataclass(frozen=True, slots=True)
class Sights:
    """Looks with what was seen on their photos, in the lookbooks' order, and who was left out and why."""

    found: tuple[tuple[Look, Sight], ...]
    skipped: tuple[tuple[str, str], ...]  # look id, reason
    reused: int  # of `found`, those from the cache

    def without(self, marks: Removed) -> Sights:
        """Without the looks that were taken down, also those that show a photo that was."""
        gone = [look.id for look, sight in self.found if marks.covers(look.id, sight.digest)]
        found = tuple((look, sight) for look, sight in self.found if look.id not in gone)
        skipped = (*self.skipped, *((look_id, "It was taken down.") for look_id in gone))
        return Sights(found, skipped, max(0, self.reused - len(gone)))


class Gathering:
    """Goes through looks once, keeping each batch's new sights before the next begins."""

    def __init__(self, cache: SightCache, cutter: Cutter, embedder: Embedder) -> None:
        self._cache = cache
        self._cutter = cutter
        self._embedder = embedder
        self._found: list[tuple[Look, Sight]] = []
        self._skipped: list[tuple[str, str]] = []
        self._fresh = 0  # photos seen now
        self._seconds = 0.0  # spent on them

    def run(self, looks: Sequence[Look], progress: Callable[[Progress], None]) -> Sights:
        """The sights of all looks; an unusable photo is skipped. Raises OSError where the disk refuses."""
        for start in range(0, len(looks), BATCH):
            batch = looks[start : start + BATCH]
            self._take(batch)
            progress(self._progress(start + len(batch), len(looks)))
        return Sights(tuple(self._found), tuple(self._skipped), len(self._found) - self._fresh)

    def _take(self, batch: Sequence[Look]) -> None:
        sights: dict[str, Sight] = {}
        fresh: list[tuple[Look, Cut]] = []
        started = time.monotonic()
        for look in batch:
            try:
                if known := self._cache.get(digest_of(look.photo)):
                    sights[look.id] = known
                else:
                    fresh.append((look, cut_out(look.photo, self._cutter)))
            except (PhotoError, OSError) as error:
                self._skipped.append((look.id, _reason(error)))
        described = describe([cut for _, cut in fresh], self._embedder, "worn")
        sights |= {look.id: sight for (look, _), sight in zip(fresh, described, strict=True)}
        self._cache.put(described)
        self._found += [(look, sights[look.id]) for look in batch if look.id in sights]
        self._count(len(fresh), started)

    def _count(self, fresh: int, started: float) -> None:
        if fresh:
            self._fresh += fresh
            self._seconds += time.monotonic() - started

    def _progress(self, done: int, total: int) -> Progress:
        rate = self._fresh / self._seconds if self._fresh else 0.0
        seconds_left = (total - done) / rate if rate else 0.0
        return Progress(done, total, rate, seconds_left, len(self._skipped))


def _reason(error: PhotoError | OSError) -> str:
    if isinstance(error, OSError):
        return f"{error.filename} cannot be read ({error.strerror})."
    return str(error)
