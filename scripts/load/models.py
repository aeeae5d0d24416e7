"""A recommender without models, for measuring the bot alone: it serves the index's looks in their order."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from io import BytesIO

import numpy as np
from PIL import Image

from bot.pictures import cards
from bot.pictures.cards import CardLabels
from bot.pictures.drawing import as_jpeg
from bot.posts import public_photo
from bot.posts.public_photo import PostPhoto
from bot.settings import Settings
from retrieval import photo
from retrieval.index.catalogue import Catalogue
from retrieval.types import (
    Answer,
    Box,
    ColourName,
    Garment,
    Query,
    Recommendation,
    Sight,
    Swatch,
    Understood,
    Wear,
    Wearable,
    WearQuery,
)

NAVY = Swatch("#1b2a4a", (17.0, 2.0, -21.0), 1.0, ColourName("네이비", "navy"))


class FirstLooks:
    """Sees a navy shirt on every photo, and recommends whatever the facets leave."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def see(self, data: bytes, whole: bool = False) -> Sight:
        """A shirt. Raises PhotoError as the real one does."""
        photo.open(data)
        shirt = Garment("shirt", 0.9, (), Box(0, 0, 9, 9), np.ones(1, np.float32), (NAVY,))
        return Sight(hashlib.sha256(data).hexdigest(), 9, 9, (shirt,), 0.9, False)

    def card(self, photos: Sequence[bytes], sight: Sight, piece: int | None, labels: CardLabels) -> bytes:
        """A plain picture: what it costs to draw is measured elsewhere."""
        return as_jpeg(Image.new("RGB", cards.CARD))

    def keepsake(self, photos: Sequence[bytes], whole: bool, place: int) -> bytes:
        """A navy square. Raises PhotoError as the real one does."""
        for data in photos:
            photo.open(data)
        kept = BytesIO()
        Image.new("RGBA", (48, 48), NAVY.hex).save(kept, "WEBP")
        return kept.getvalue()

    def prepare(self, data: bytes, blurred: bool) -> PostPhoto:
        """The photo as it is kept, without heads to blur."""
        return public_photo.draw(photo.open(data), None)

    def learn(self, data: bytes) -> Sight:
        """A shirt, as `see` has it."""
        return self.see(data)

    def wear(self, query: WearQuery) -> Wear:
        """The looks of a page, each with the first piece."""
        rows = self._catalogue.rows(query.facets)
        ids = [self._catalogue.looks[int(row)].id for row in rows]
        ids = [each for each in ids if query.among is None or each in query.among]
        page = enumerate(ids[query.offset : query.offset + query.k], query.offset + 1)
        return Wear(tuple(Wearable(each, rank, (0,), ()) for rank, each in page), len(ids))

    def understand(self, keywords: str) -> Understood:
        """Every word is a keyword."""
        return Understood(tuple(keywords.replace(",", " ").split()))

    def recommend(self, query: Query) -> Answer:
        """The looks of a page, by their row."""
        rows = self._catalogue.rows(query.facets)
        page = rows[query.offset : query.offset + query.k]
        found = (
            Recommendation(self._catalogue.looks[int(row)].id, rank, 1 / rank, (), ())
            for rank, row in enumerate(page, query.offset + 1)
        )
        return Answer(tuple(found), (), len(rows))


def open_first_looks(settings: Settings) -> FirstLooks:
    """What CODIBOT_MODELS names."""
    return FirstLooks(Catalogue.open(settings.index_dir))
