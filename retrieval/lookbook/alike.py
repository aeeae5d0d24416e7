"""Photos that show the same: a perceptual hash finds them, a small copy in colour confirms it.

The hash is the sign of a photo's 64 lowest frequencies (discrete cosine transform of its grey, 32 x 32)
against their median, as in C. Zauner, "Implementation and Benchmarking of Perceptual Image Hash Functions"
(2010). It survives other sizes, formats and slight retouching, but takes plain garments on white for each
other: those the colours tell apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt
from PIL import Image
from scipy.fft import dctn

from retrieval.types import Rgb

GREY_SIDE = 32
FREQUENCIES = 8
COPY_SIDE = 16
MOST_BITS = 6
"""Of 64 that may differ."""
MOST_COLOUR = 6.0
"""Of 255, how far the small copies may differ on average."""
CHUNK = 1024

Copies = npt.NDArray[np.uint8]
"""Shape (photos, COPY_SIDE, COPY_SIDE, 3)."""


def hash_of(rgb: Rgb) -> int:
    """A photo's perceptual hash, 64 bits."""
    grey = np.asarray(Image.fromarray(rgb).convert("L").resize((GREY_SIDE, GREY_SIDE)), dtype=np.float64)
    low = dctn(grey)[:FREQUENCIES, :FREQUENCIES].ravel()
    return int.from_bytes(np.packbits(low > np.median(low)).tobytes(), "big")


def copy_of(rgb: Rgb) -> npt.NDArray[np.uint8]:
    """A photo as small as colours can be compared by."""
    return np.asarray(Image.fromarray(rgb).resize((COPY_SIDE, COPY_SIDE)))


def groups(hashes: Sequence[int], copies: Copies) -> list[list[int]]:
    """The photos that show the same, each group by its places in `hashes`, ascending."""
    leader = list(range(len(hashes)))

    def first_of(place: int) -> int:
        while leader[place] != place:
            place = leader[place]
        return place

    for one, other in _pairs(np.array(hashes, dtype=np.uint64), copies.astype(np.int16)):
        low, high = sorted((first_of(one), first_of(other)))
        leader[high] = low
    found: dict[int, list[int]] = {}
    for place in range(len(hashes)):
        found.setdefault(first_of(place), []).append(place)
    return [group for group in found.values() if len(group) > 1]


def _pairs(hashes: npt.NDArray[np.uint64], copies: npt.NDArray[np.int16]) -> Iterator[tuple[int, int]]:
    """Every photo is compared with every later one: a thousand million of them take some seconds."""
    for start in range(0, len(hashes), CHUNK):
        bits = np.bitwise_count(hashes[start : start + CHUNK, None] ^ hashes[None, start:])
        for row, column in np.argwhere(bits <= MOST_BITS):
            one, other = start + int(row), start + int(column)
            if one < other and np.abs(copies[one] - copies[other]).mean() <= MOST_COLOUR:
                yield one, other
