"""The recommender that the models' process serves: over the index of the day, its networks warm."""

from __future__ import annotations

import logging
from pathlib import Path

import numpy as np

from bot.settings import Settings
from retrieval import cutout, embedding
from retrieval.cutout import Cutter
from retrieval.embedding import Embedder
from retrieval.errors import RetrievalError
from retrieval.recommender import Recommender
from retrieval.types import Answer, Photo, Query, Sight

WARM_UP_SIDE = 320
"""Pixels: no less than any embedder looks at."""

log = logging.getLogger(__name__)


class CurrentRecommender:
    """A recommender that opens the index again when `index/current` changes."""

    def __init__(self, settings: Settings) -> None:
        """Loads the networks. Raises WeightsError, IndexMissing, IndexMismatch."""
        self._index_dir = settings.index_dir
        self._cutter = cutout.make(settings.cutout)
        self._embedder = embedding.make(settings.embedder)
        self._build = _build_of(self._index_dir)
        self._recommender = self._open()
        _warm_up(self._cutter, self._embedder)

    def see(self, data: bytes) -> Sight:
        """What is on a photo."""
        return self._current().see(data)

    def recommend(self, query: Query) -> Answer:
        """The looks that answer a question."""
        return self._current().recommend(query)

    def _current(self) -> Recommender:
        build = _build_of(self._index_dir)
        if build != self._build:
            self._build = build
            try:
                self._recommender = self._open()
            except RetrievalError as error:
                log.warning("the new index cannot be used, the one before still is: %s", error)
        return self._recommender

    def _open(self) -> Recommender:
        return Recommender.open(self._index_dir, self._cutter, self._embedder)


def _build_of(index_dir: Path) -> tuple[int, int] | None:
    """What changes with every switch of `index/current`; cheap enough for every request."""
    try:
        status = (index_dir / "current").stat()
    except OSError:
        return None
    return status.st_ino, status.st_mtime_ns


def _warm_up(cutter: Cutter, embedder: Embedder) -> None:
    """A network's first picture costs about twice the next; nobody is to wait for that."""
    grey = np.full((WARM_UP_SIDE, WARM_UP_SIDE, 3), 128, dtype=np.uint8)
    cutter.cut(Photo(grey, WARM_UP_SIDE, WARM_UP_SIDE, digest=""))
    embedder.embed(grey[None, : embedder.side, : embedder.side])
