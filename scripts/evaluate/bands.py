"""Body bands: what pictures alone can tell before anything is parsed: a cutout in slices.

Each band is asked what a query garment is asked: its vector, its palette, and which type the head sees in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from retrieval import palette, photo
from retrieval.ranking import Weights
from retrieval.types import Garment, Palette
from scripts.evaluate.features import Features, Vectors, band
from scripts.evaluate.kept import kept_array, way_of_seeing

BANDS = ((0.0, 0.2), (0.12, 0.55), (0.45, 0.92), (0.85, 1.0))
"""Head, upper body, lower body, feet, as shares of a standing person's height from above."""

Scores = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Bands:
    """The bands of every look, look by look."""

    vectors: Vectors  # (looks, bands, dim), centred, of unit length
    types: Scores  # (looks, bands, types), probabilities
    labs: Scores  # (looks * bands, 5, 3), of the palettes
    shares: Scores  # (looks * bands, 5)

    @classmethod
    def of(cls, photos: Sequence[Path], features: Features) -> Bands | None:
        """Seen once, then kept; none where the weights name no types."""
        embedder = features.embedder
        pooled = np.stack([features.bands(photos, *each) for each in BANDS], axis=1)
        flat = pooled.reshape(-1, pooled.shape[-1])
        types = embedder.type_probabilities(flat)
        if types is None:
            return None
        shape = pooled.shape[:2]
        swatches = _palettes(photos, features)
        vectors = embedder.centre(flat, "worn").reshape(*shape, -1)
        return cls(vectors, types.reshape(*shape, -1), swatches[..., :3], swatches[..., 3])

    def scores(self, garment: Garment, weights: Weights) -> Scores:
        """For each look its best band by the weighted evidence, shape (looks,)."""
        cosines = self.vectors @ garment.embedding
        colours = 1 - palette.distances(garment.palette, self.labs, self.shares).reshape(cosines.shape)
        types = self.types @ np.array(garment.type_probabilities, dtype=np.float32)
        alike = weights.picture * cosines + weights.colour * colours + weights.types * types
        return np.asarray(alike.max(axis=1), dtype=np.float32)


def _palettes(photos: Sequence[Path], features: Features) -> Scores:
    """CIELAB and share of every band's swatches, shape (looks * bands, 5, 4)."""

    def measure() -> Scores:
        labs, shares = palette.packed([each for path in photos for each in _band_palettes(path, features)])
        return np.concatenate([labs, shares[..., None]], axis=-1)

    key = (way_of_seeing(), features.cutter.name, BANDS, *(path.name for path in photos))
    return kept_array(features.folder / "band-palettes", measure, key)


def _band_palettes(path: Path, features: Features) -> list[Palette]:
    opened = photo.open(path)
    cutout = features.cutter.cut(opened)
    return [palette.palette_of(opened.rgb, band(cutout, *each).mask) for each in BANDS]
