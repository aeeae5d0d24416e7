"""Cutout, embedding, palette and type come together: the garments of a photo."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PIL import Image

from retrieval.embedding import Domain, Embedder
from retrieval.palette import palette_of
from retrieval.types import TYPES, UNKNOWN, Box, Cutout, Garment, Mask, Photo, Rgb, Vector

WHITE = 255
MARGIN = 0.1
"""How much ground a lying garment keeps around its box, as a share of the box."""


def describe(photo: Photo, cutout: Cutout, embedder: Embedder, domain: Domain) -> tuple[Garment, ...]:
    """The garments of one photo: for now one, its whole cutout.

    A lying garment has the type head's answer; what a worn cutout holds is no single type, so it is unknown.
    """
    return describe_many([(photo, cutout)], embedder, domain)[0]


def describe_many(
    seen: Sequence[tuple[Photo, Cutout]], embedder: Embedder, domain: Domain
) -> tuple[tuple[Garment, ...], ...]:
    """`describe` for several photos, which go through the network together."""
    if not seen:
        return ()
    crops = [crop_of(photo, cutout, embedder.side, domain) for photo, cutout in seen]
    pooled = embedder.embed(np.stack(crops))
    vectors = embedder.centre(pooled, domain)
    types = _types(embedder, pooled, domain)
    return tuple(
        (_garment(photo, cutout, vector, probabilities),)
        for (photo, cutout), vector, probabilities in zip(seen, vectors, types, strict=True)
    )


def crop_of(photo: Photo, cutout: Cutout, side: int, domain: Domain) -> Rgb:
    """What the network looks at, shape (side, side, 3), seen as the clothes weights saw it in training.

    A lying garment keeps the ground it lies on and is squashed to a square; a worn one is cut out and padded
    with white. The model card has what the alternatives measured.
    """
    crop = (
        _with_ground(photo.rgb, cutout.mask)
        if domain == "lying"
        else _padded(_cut_out(photo.rgb, cutout.mask))
    )
    image = Image.fromarray(np.ascontiguousarray(crop))
    return np.asarray(image.resize((side, side), Image.Resampling.BILINEAR, reducing_gap=3.0))


def _with_ground(rgb: Rgb, mask: Mask) -> Rgb:
    """The mask's box, wider by `MARGIN` on each side where the photo has so much."""
    box = _mask_box(mask)
    across, down = round(MARGIN * (box.x1 - box.x0)), round(MARGIN * (box.y1 - box.y0))
    return rgb[max(0, box.y0 - down) : box.y1 + down, max(0, box.x0 - across) : box.x1 + across]


def _cut_out(rgb: Rgb, mask: Mask) -> Rgb:
    """The mask's box, white outside the mask."""
    box = _mask_box(mask)
    inside = slice(box.y0, box.y1), slice(box.x0, box.x1)
    return np.where(mask[inside][..., None], rgb[inside], np.uint8(WHITE))


def _padded(crop: Rgb) -> Rgb:
    """In the middle of a white square."""
    height, width = crop.shape[:2]
    side = max(height, width)
    top, left = (side - height) // 2, (side - width) // 2
    square = np.full((side, side, 3), WHITE, dtype=np.uint8)
    square[top : top + height, left : left + width] = crop
    return square


def _mask_box(mask: Mask) -> Box:
    """The smallest box that holds the mask, in its own pixels."""
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    return Box(int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1)


def _photo_box(box: Box, photo: Photo) -> Box:
    """A box of the working copy in pixels of the upright original, rounded outwards."""
    height, width = photo.rgb.shape[:2]
    return Box(
        box.x0 * photo.width // width,
        box.y0 * photo.height // height,
        -(-box.x1 * photo.width // width),
        -(-box.y1 * photo.height // height),
    )


def _types(embedder: Embedder, pooled: Vector, domain: Domain) -> Sequence[tuple[float, ...]]:
    probabilities = embedder.type_probabilities(pooled) if domain == "lying" else None
    if probabilities is None:
        return [()] * len(pooled)
    return [tuple(row) for row in probabilities.astype(float).tolist()]


def _garment(photo: Photo, cutout: Cutout, vector: Vector, probabilities: tuple[float, ...]) -> Garment:
    confidence = max(probabilities, default=0.0)
    return Garment(
        type=TYPES[probabilities.index(confidence)] if probabilities else UNKNOWN,
        confidence=confidence,
        type_probabilities=probabilities,
        box=_photo_box(_mask_box(cutout.mask), photo),
        embedding=vector,
        palette=palette_of(photo.rgb, cutout.mask),
    )
