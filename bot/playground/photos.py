"""What Telegram makes of a photo: several JPEGs, smallest first, upright, without EXIF."""

from __future__ import annotations

import asyncio
import io
from dataclasses import dataclass

from PIL import Image, ImageOps

from bot.playground.errors import bad_request

MAX_BYTES = 10_000_000  # Telegram takes 10485760; python-telegram-bot's constant is the lower, so it counts
STATED_MAX_BYTES = 10_485_760
MAX_SIDES = 10_000
MAX_RATIO = 20
SIDES = (90, 320, 800, 1280)
QUALITY = 87
FORMATS = ("JPEG", "PNG", "WEBP", "BMP", "GIF")


@dataclass(frozen=True, slots=True)
class PhotoVersion:
    """One size of a photo."""

    jpeg: bytes
    width: int
    height: int


async def versions_of(data: bytes) -> list[PhotoVersion]:
    """A photo's sizes, made outside the event loop. Raises ApiError 400 for what is no photo to Telegram."""
    _refuse_too_many_bytes(data)
    return await asyncio.to_thread(_versions, data)


def _refuse_too_many_bytes(data: bytes) -> None:
    if len(data) > MAX_BYTES:
        raise bad_request(
            f"file of size {len(data)} bytes is too big for a photo; "
            f"the maximum size is {STATED_MAX_BYTES} bytes"
        )


def _refuse_dimensions(width: int, height: int) -> None:
    if width + height > MAX_SIDES or max(width, height) > MAX_RATIO * min(width, height):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")


def _versions(data: bytes) -> list[PhotoVersion]:
    photo = _decoded(data)
    largest = min(max(photo.size), SIDES[-1])
    versions = []
    for side in [largest, *(side for side in reversed(SIDES) if side < largest)]:
        photo.thumbnail((side, side), reducing_gap=2.0)  # each from the one before: far less to read
        versions.append(_version(photo))
    return versions[::-1]


def _decoded(data: bytes) -> Image.Image:
    try:
        photo = Image.open(io.BytesIO(data), formats=FORMATS)
        _refuse_dimensions(*photo.size)
        photo.draft("RGB", (SIDES[-1], SIDES[-1]))
        return _flat(ImageOps.exif_transpose(photo))
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise bad_request("PHOTO_INVALID_DIMENSIONS") from error
    except (OSError, ValueError, SyntaxError) as error:
        raise bad_request("IMAGE_PROCESS_FAILED") from error


def _flat(photo: Image.Image) -> Image.Image:
    if "A" not in photo.getbands() and "transparency" not in photo.info:
        return photo.convert("RGB")
    layered = photo.convert("RGBA")
    white = Image.new("RGBA", layered.size, "white")
    return Image.alpha_composite(white, layered).convert("RGB")


def _version(photo: Image.Image) -> PhotoVersion:
    buffer = io.BytesIO()
    photo.save(buffer, "JPEG", quality=QUALITY, exif=b"", icc_profile=None)
    return PhotoVersion(buffer.getvalue(), photo.width, photo.height)
