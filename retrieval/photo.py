"""A photo's bytes become upright RGB pixels, or a `PhotoError` that says what to do."""

from __future__ import annotations

import hashlib
import warnings
from io import BytesIO
from pathlib import Path

import numpy as np
import pi_heif
from PIL import Image, UnidentifiedImageError

from retrieval.colours.srgb import in_srgb
from retrieval.errors import PhotoError, PhotoReason
from retrieval.types import Photo, Rgb

FORMATS = ("JPEG", "PNG", "WEBP", "HEIF", "BMP", "GIF")
MAX_BYTES = 20 * 1024 * 1024
MAX_PIXELS = 50_000_000
MIN_SIDE = 16
WORKING_SIDE = 1024
"""The long side of `Photo.rgb`: more than any network or palette looks at."""

_ORIENTATION = 0x0112  # EXIF
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_LYING = (5, 6, 7, 8)
_WHITE = (255, 255, 255)

_SENTENCES: dict[PhotoReason, str] = {
    "empty": "The file is empty: send the photo once more.",
    "too_heavy": "The file is over 20 MB: send a smaller copy of the photo.",
    "too_large": "The photo has over 50 megapixels: send a smaller copy.",
    "too_small": f"The photo is under {MIN_SIDE} pixels wide or high: send a larger one.",
    "not_a_photo": "This is not a photo codibot can read: send a JPEG, PNG, WebP, HEIC, BMP or GIF.",
    "damaged": "The photo is damaged or was cut short: send it once more.",
    "transparent": "Every pixel of the photo is transparent: send one with something on it.",
}

pi_heif.register_heif_opener()


def open(source: bytes | Path) -> Photo:
    """Read a photo: upright, RGB, at most about `WORKING_SIDE` pixels on its long side.

    Size and dimensions are checked before a pixel is decoded. Raises `PhotoError`.
    """
    data = _bytes_of(source)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Pillow's remarks on odd metadata are nobody's concern
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        image = _sniff(data)
        orientation = _orientation(image)
        width, height = reversed(image.size) if orientation in _LYING else image.size
        pixels = _decode(image, orientation)
    return Photo(pixels, width, height, hashlib.sha256(data).hexdigest())


def _error(reason: PhotoReason) -> PhotoError:
    return PhotoError(reason, _SENTENCES[reason])


def _bytes_of(source: bytes | Path) -> bytes:
    """The bytes themselves, once their number is known to be bearable."""
    try:
        size = len(source) if isinstance(source, bytes) else source.stat().st_size
        if size > MAX_BYTES:
            raise _error("too_heavy")
        data = source if isinstance(source, bytes) else source.read_bytes()
    except OSError as error:
        raise PhotoError(
            "not_a_photo", f"{source!s} cannot be read: check its path and permissions."
        ) from error
    if not data:
        raise _error("empty")
    return data


def _sniff(data: bytes) -> Image.Image:
    """The photo by its content, whatever its name says; nothing is decoded yet."""
    try:
        image = Image.open(BytesIO(data), formats=FORMATS)
    except UnidentifiedImageError as error:
        raise _error("not_a_photo") from error
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _error("too_large") from error
    except Exception as error:  # a reader fed hostile bytes may raise anything
        raise _error("damaged") from error
    if image.width * image.height > MAX_PIXELS:
        raise _error("too_large")
    if min(image.size) < MIN_SIDE:
        raise _error("too_small")
    return image


def _orientation(image: Image.Image) -> int:
    """How the photo was held, as EXIF numbers it; 1 is upright."""
    try:
        said = image.getexif().get(_ORIENTATION)
    except Exception:  # torn metadata does not spoil the picture
        return 1
    return said if isinstance(said, int) and said in _TURNS else 1


def _decode(image: Image.Image, orientation: int) -> Rgb:
    """The working copy: eight bits, sRGB, upright, on white."""
    try:
        # A JPEG decodes at 1/2, 1/4 or 1/8; a little short of the target looks the same, and is faster.
        image.draft("RGB", _within(image.size, WORKING_SIDE * 7 // 8))
        image.load()
        small = in_srgb(_reduced(_eight_bit(image)), image.info.get("icc_profile"))
        upright = small.transpose(_TURNS[orientation]) if orientation in _TURNS else small
    except Exception as error:  # a decoder fed torn bytes may raise anything
        raise _error("damaged") from error
    return np.asarray(_on_white(upright))


def _within(size: tuple[int, int], side: int) -> tuple[int, int]:
    """`size` scaled down so that its long side is at most `side`."""
    scale = min(1.0, side / max(size))
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


def _eight_bit(image: Image.Image) -> Image.Image:
    """RGB, or RGBA where something may be transparent; CMYK stays, for only its profile knows its inks."""
    if image.mode in ("I", "F") or image.mode.startswith("I;16"):
        return _from_deep_grey(image)
    if image.has_transparency_data:
        return image.convert("RGBA")
    return image if image.mode == "CMYK" else image.convert("RGB")


def _from_deep_grey(image: Image.Image) -> Image.Image:
    """Sixteen-bit grey; Pillow's own conversion clips it to white."""
    grey = np.clip(np.asarray(image, dtype=np.float32) / 257, 0, 255).astype(np.uint8)
    return Image.fromarray(grey).convert("RGB")


def _reduced(image: Image.Image) -> Image.Image:
    return image.resize(_within(image.size, WORKING_SIDE), Image.Resampling.LANCZOS, reducing_gap=2.0)


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode != "RGBA":
        return image
    alpha = image.getchannel("A")
    if not alpha.getbbox():
        raise _error("transparent")
    paper = Image.new("RGB", image.size, _WHITE)
    paper.paste(image, mask=alpha)
    return paper
