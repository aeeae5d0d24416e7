"""Damaged photos: real ones in every format, their bytes changed at random, the same for the same seed."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

from PIL import Image

FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF")
MOST_CHANGES = 4


def damaged(sources: list[bytes], count: int, seed: int) -> Iterator[bytes]:
    """So many photos, each changed one to four times."""
    chance = random.Random(seed)
    for _ in range(count):
        data = chance.choice(sources)
        for _ in range(chance.randint(1, MOST_CHANGES)):
            data = chance.choice(_CHANGES)(data, chance.choice(sources), chance)
        yield data


def in_every_format(pictures: list[Path], side: int = 240) -> list[bytes]:
    """Each picture in each format."""
    return [_encoded(picture, side, kind) for picture in pictures for kind in FORMATS]


def _encoded(picture: Path, side: int, kind: str) -> bytes:
    with Image.open(picture) as opened:
        image = opened.convert("RGB")
    image.thumbnail((side, side))
    kept = BytesIO()
    image.save(kept, kind)
    return kept.getvalue()


def _flip(data: bytes, other: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.randint(1, 20)):
        if changed:
            changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _flip_head(data: bytes, other: bytes, chance: random.Random) -> bytes:
    """Where sizes, counts and offsets stand."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        if changed:
            changed[chance.randrange(min(64, len(changed)))] = chance.choice((0, 1, 127, 128, 255))
    return bytes(changed)


def _cut(data: bytes, other: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def _drop(data: bytes, other: bytes, chance: random.Random) -> bytes:
    start, end = _span(data, chance)
    return data[:start] + data[end:]


def _blank(data: bytes, other: bytes, chance: random.Random) -> bytes:
    start, end = _span(data, chance)
    return data[:start] + bytes([chance.choice((0, 255))]) * (end - start) + data[end:]


def _repeat(data: bytes, other: bytes, chance: random.Random) -> bytes:
    start, end = _span(data, chance)
    return data[:end] + data[start:end] * chance.randint(1, 3) + data[end:]


def _splice(data: bytes, other: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data) + 1)] + other[chance.randrange(len(other) + 1) :]


def _insert(data: bytes, other: bytes, chance: random.Random) -> bytes:
    place = chance.randrange(len(data) + 1)
    return data[:place] + chance.randbytes(chance.randint(1, 40)) + data[place:]


def _span(data: bytes, chance: random.Random) -> tuple[int, int]:
    start = chance.randrange(len(data) + 1)
    return start, min(len(data), start + chance.randint(0, 400))


_Change = Callable[[bytes, bytes, random.Random], bytes]
_CHANGES: tuple[_Change, ...] = (_flip, _flip_head, _cut, _drop, _blank, _repeat, _splice, _insert)
