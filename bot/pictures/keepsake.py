"""The small cutout of a piece that a person keeps: no ground, nothing else of the photo."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from PIL import Image

from bot.pictures import cards
from retrieval.garment import pieces_of
from retrieval.seeing import Cut

SIDE = 480
QUALITY = 80


def draw(cuts: Sequence[Cut], place: int) -> bytes:
    """A WebP with transparency of one of the garments seen on some photos, counted from 0 over them all."""
    pieces = [piece for photo, cutout in cuts for piece in pieces_of(photo, cutout, "lying")]
    seen = pieces[place]
    image = cards.trimmed(seen.photo.rgb, seen.cutout.mask)
    image.thumbnail((SIDE, SIDE), Image.Resampling.LANCZOS)
    out = BytesIO()
    image.save(out, "WEBP", quality=QUALITY)
    return out.getvalue()
