"""What a check needs to know of each photo, read once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from retrieval import photo
from retrieval.errors import PhotoError
from retrieval.lookbook import alike
from retrieval.types import Look

Tell = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, eq=False)
class PhotoFacts:
    """A photo that can be used: size in pixels, sha256, perceptual hash, small copy (side, side, 3)."""

    look: Look
    width: int
    height: int
    digest: str
    hash: int
    copy: npt.NDArray[np.uint8]

    @property
    def colour(self) -> tuple[int, int, int]:
        """Its middle's colour (sRGB), where the garments are."""
        side, edge = alike.COPY_SIDE, alike.COPY_SIDE // 3
        middle = self.copy[edge : side - edge, edge : side - edge].reshape(-1, 3)
        red, green, blue = (int(value) for value in np.median(middle, axis=0))
        return red, green, blue


@dataclass(frozen=True, slots=True)
class Unusable:
    """A photo that cannot be used, and why."""

    look: Look
    reason: str


def of(looks: Sequence[Look], tell: Tell) -> tuple[list[PhotoFacts], list[Unusable]]:
    """The facts of every photo that can be used, and the others."""
    facts: list[PhotoFacts] = []
    unusable: list[Unusable] = []
    for done, look in enumerate(looks, start=1):
        try:
            facts.append(_facts(look))
        except PhotoError as error:
            unusable.append(Unusable(look, str(error)))
        tell(done, len(looks))
    return facts, unusable


def _facts(look: Look) -> PhotoFacts:
    opened = photo.open(look.photo)
    hashed, copy = alike.hash_of(opened.rgb), alike.copy_of(opened.rgb)
    return PhotoFacts(look, opened.width, opened.height, opened.digest, hashed, copy)
