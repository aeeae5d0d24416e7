"""Pictures drawn for people: numbers on an album's photos, what codibot saw on one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from io import BytesIO
from pathlib import Path

import numpy as np
import pylopdf_fonts_ko
from PIL import Image, ImageDraw, ImageFont, ImageOps

from retrieval.types import Cutout, Garment, Photo

ALBUM_SIDE = 1280
"""Telegram shows photos at most this large; more would only be sent for nothing."""
JPEG_QUALITY = 88

INK = (34, 34, 40)
PAPER = (250, 249, 246)
FRAME = (255, 92, 57)

CELL, GAP = (400, 560), 12
"""Of photos side by side, in pixels."""


@cache
def font(size: int) -> ImageFont.FreeTypeFont:
    """Noto Sans KR (SIL Open Font License), `size` in pixels."""
    return ImageFont.truetype(str(pylopdf_fonts_ko.sans_path()), size)


UNNUMBERED = 0
"""The number of a picture that has none drawn on it."""


def numbered(photo: bytes | Path, number: int) -> bytes:
    """A look's upright photo as a JPEG of at most 1280 pixels a side, with its number. Raises OSError."""
    with Image.open(BytesIO(photo) if isinstance(photo, bytes) else photo) as opened:
        opened.draft("RGB", (ALBUM_SIDE, ALBUM_SIDE))
        image = ImageOps.exif_transpose(opened).convert("RGB")
    image.thumbnail((ALBUM_SIDE, ALBUM_SIDE), Image.Resampling.LANCZOS)
    if number != UNNUMBERED:
        _badge(image, str(number))
    return as_jpeg(image)


def side_by_side(photos: Sequence[Path]) -> bytes:
    """Photos in a row as a JPEG, each cropped from its middle to the same upright cell. Raises OSError."""
    width, height = CELL
    row = Image.new("RGB", (max(1, len(photos)) * (width + GAP) + GAP, height + 2 * GAP), PAPER)
    for place, photo in enumerate(photos):
        with Image.open(photo) as opened:
            upright = ImageOps.exif_transpose(opened).convert("RGB")
        cell = ImageOps.fit(upright, CELL, Image.Resampling.LANCZOS)
        row.paste(cell, (GAP + place * (width + GAP), GAP))
    return as_jpeg(row)


def cut_out(photo: Photo, cutout: Cutout) -> Image.Image:
    """The photo with everything but its foreground transparent."""
    alpha = np.where(cutout.mask, np.uint8(255), np.uint8(0))
    return Image.fromarray(np.dstack([photo.rgb, alpha]))


def overlay(photo: Photo, cutout: Cutout, garments: Iterable[Garment]) -> Image.Image:
    """The photo, its background dimmed, each garment framed and named by type and confidence."""
    dimmed = np.where(cutout.mask[..., None], photo.rgb, photo.rgb // 3)
    image = Image.fromarray(dimmed.astype(np.uint8))
    for garment in garments:
        _frame(image, garment, scale=image.width / photo.width)
    return image


def _badge(image: Image.Image, text: str) -> None:
    side = max(28, min(image.size) // 8)
    left = top = side // 3
    draw = ImageDraw.Draw(image, "RGBA")
    draw.ellipse((left, top, left + side, top + side), fill=(*INK, 215), outline="white", width=side // 16)
    centre = (left + side / 2, top + side / 2)
    draw.text(centre, text, "white", font(round(side * 0.56)), anchor="mm", stroke_width=side // 48)


def _frame(image: Image.Image, garment: Garment, scale: float) -> None:
    box = garment.box
    left, top, right, bottom = (round(side * scale) for side in (box.x0, box.y0, box.x1, box.y1))
    draw = ImageDraw.Draw(image)
    size = max(14, image.width // 32)
    draw.rectangle((left, top, right - 1, bottom - 1), outline=FRAME, width=max(2, size // 8))
    label = f" {garment.type} {garment.confidence:.0%} "
    place = draw.textbbox((left, top), label, font(size))
    draw.rectangle(place, fill=FRAME)
    draw.text((left, top), label, "white", font(size))


def as_jpeg(image: Image.Image) -> bytes:
    """As it is sent."""
    out = BytesIO()
    image.save(out, "JPEG", quality=JPEG_QUALITY, optimize=True)
    return out.getvalue()
