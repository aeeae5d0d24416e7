"""The recommender that the models' process serves: over the index of the day, its networks warm."""

from __future__ import annotations

import logging
from io import BytesIO
from pathlib import Path

from PIL import Image

from bot.settings import Settings
from retrieval import cutout, embedding
from retrieval.errors import RetrievalError
from retrieval.recommender import Recommender
from retrieval.types import Answer, Query, Sight

WARM_UP_SIDE = 640

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
        _warm_up(self._recommender)

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


def _warm_up(recommender: Recommender) -> None:
    """Sends a drawn garment all the way: the first photo costs twice the next, and nobody shall wait."""
    picture = Image.new("RGB", (WARM_UP_SIDE, WARM_UP_SIDE), "white")
    picture.paste("navy", (WARM_UP_SIDE // 4, WARM_UP_SIDE // 4, 3 * WARM_UP_SIDE // 4, WARM_UP_SIDE))
    encoded = BytesIO()
    picture.save(encoded, "JPEG")
    recommender.recommend(Query(garments=recommender.see(encoded.getvalue()).garments))
