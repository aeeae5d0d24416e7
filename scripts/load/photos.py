"""Photos that nobody sent before, so that no photo is known by its hash."""

from __future__ import annotations

import random
from io import BytesIO
from pathlib import Path

from PIL import Image

SPOT = 12


def samples(folder: Path) -> list[Image.Image]:
    """A folder's drawn garments, decoded once."""
    return [Image.open(path).convert("RGB") for path in sorted(folder.glob("*.webp"))]


def fresh(sample: Image.Image) -> bytes:
    """A sample as JPEG, with a spot in a corner of a colour that hardly another one has."""
    own = sample.copy()
    own.paste(tuple(random.randbytes(3)), (0, 0, SPOT, SPOT))
    buffer = BytesIO()
    own.save(buffer, "JPEG", quality=90)
    return buffer.getvalue()
