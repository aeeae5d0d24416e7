"""A person's own look as everybody will see it: upright, without metadata, heads unknowable on request."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageFilter

from bot.pictures.drawing import as_jpeg
from retrieval.types import Mask, Photo

SIDE = 1024
"""Of the longer side, in pixels: what an album shows, and no more than is kept."""
GRAINS = 7
"""Across a head: so few colours are left of it that nothing brings the face back."""


@dataclass(frozen=True, slots=True)
class PostPhoto:
    """A JPEG, and whether heads were found on it, which says nothing where none were to be blurred."""

    jpeg: bytes
    has_heads: bool


def draw(photo: Photo, heads: Mask | None) -> PostPhoto:
    """The photo as it is kept. `heads`: what of it must not be known, at any scale; none: nothing."""
    image = Image.fromarray(photo.rgb)
    if heads is not None and heads.any():
        image = _blurred(image, heads)
    image.thumbnail((SIDE, SIDE), Image.Resampling.LANCZOS)
    return PostPhoto(as_jpeg(image), heads is not None and bool(heads.any()))


def _blurred(image: Image.Image, heads: Mask) -> Image.Image:
    """Coarse grains in place of the heads; their size goes by the widest."""
    stencil = Image.fromarray(heads).convert("L").resize(image.size, Image.Resampling.BILINEAR)
    box = stencil.getbbox() or (0, 0, *image.size)
    widest = max(int(_widest_run(heads) * image.width / heads.shape[1]), GRAINS)
    grain = max(1, widest // GRAINS)
    inside = image.crop(box)
    few = (max(1, inside.width // grain), max(1, inside.height // grain))
    coarse = inside.resize(few, Image.Resampling.BOX).resize(inside.size, Image.Resampling.BICUBIC)
    mixed = image.copy()
    edge = stencil.point(lambda level: 255 if level > 64 else 0).filter(ImageFilter.MaxFilter(5))
    mixed.paste(coarse, box, edge.crop(box))
    return mixed


def _widest_run(heads: Mask) -> int:
    """The longest unbroken row of pixels."""
    longest = 0
    for row in heads:
        ends = np.flatnonzero(np.diff(np.concatenate(([0], row.view(np.int8), [0]))))
        if len(ends):
            longest = max(longest, int((ends[1::2] - ends[::2]).max()))
    return longest
