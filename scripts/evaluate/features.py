"""Vectors of photos for the rows that need no index: whole as the origin had them, and cropped."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image

from retrieval import photo
from retrieval.cutout import Cutter
from retrieval.embedding import Domain, Embedder
from retrieval.garment import crop_of
from retrieval.types import Cutout, Photo, Rgb
from scripts.evaluate.kept import kept_array, way_of_seeing

Vectors = npt.NDArray[np.float32]
WHITE = np.uint8(255)


class Features:
    """Pooled vectors, not centred, shape (photos, dim), of every way to look at a photo; each kept."""

    def __init__(self, embedder: Embedder, cutter: Cutter, folder: Path) -> None:
        self.embedder = embedder
        self.cutter = cutter
        self.folder = folder

    def whole(self, photos: Sequence[Path]) -> Vectors:
        """The whole photo, background and all."""
        return self._kept("whole", photos, lambda opened: self._squashed(opened.rgb))

    def without_background(self, photos: Sequence[Path]) -> Vectors:
        """The whole photo, its background white."""
        return self._kept("without-background", photos, self._cut_out)

    def crops(self, photos: Sequence[Path], domain: Domain) -> Vectors:
        """The cutout's box alone, as codibot looks at it."""
        return self._kept(
            f"crop-{domain}",
            photos,
            lambda opened: crop_of(opened, self.cutter.cut(opened), self.embedder.side, domain),
        )

    def bands(self, photos: Sequence[Path], top: float, bottom: float) -> Vectors:
        """A band of a worn cutout, between two shares of its height."""

        def crop(opened: Photo) -> Rgb:
            return crop_of(opened, band(self.cutter.cut(opened), top, bottom), self.embedder.side, "worn")

        return self._kept(f"band-{top}-{bottom}", photos, crop)

    def _cut_out(self, opened: Photo) -> Rgb:
        mask = self.cutter.cut(opened).mask
        return self._squashed(np.where(mask[..., None], opened.rgb, WHITE))

    def _squashed(self, rgb: Rgb) -> Rgb:
        side = self.embedder.side
        return np.asarray(Image.fromarray(rgb).resize((side, side), Image.Resampling.BILINEAR))

    def _kept(self, name: str, photos: Sequence[Path], look_at: Callable[[Photo], Rgb]) -> Vectors:
        def embed() -> Vectors:
            return self.embedder.embed(np.stack([look_at(photo.open(path)) for path in photos]))

        names = [path.name for path in photos]
        key = (way_of_seeing(), self.embedder.checksum, self.cutter.name, *names)
        return kept_array(self.folder / name, embed, key)


def band(cutout: Cutout, top: float, bottom: float) -> Cutout:
    """The part of a cutout between two shares of its height; all of it where that part is empty."""
    rows = np.flatnonzero(cutout.mask.any(axis=1))
    first, height = rows[0], rows[-1] + 1 - rows[0]
    mask = np.zeros_like(cutout.mask)
    inside = slice(int(first + top * height), int(first + bottom * height) + 1)
    mask[inside] = cutout.mask[inside]
    return Cutout(mask, cutout.confidence) if mask.any() else cutout
