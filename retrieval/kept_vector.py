"""How a vector is kept: a byte a number, and a scale for every 64 of them."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from retrieval.types import Vector

BLOCK = 64
"""Numbers that share a scale: types' probabilities behind a vector are far larger than what stands before."""
LARGEST = 127
LEAST_SCALE = np.float16(1e-7)

Levels = npt.NDArray[np.int8]
Scales = npt.NDArray[np.float16]


def levels_of(vector: Vector) -> tuple[Levels, Scales]:
    """A vector (n,) as whole numbers (n,) of -127 to 127 and the scale (n / 64, rounded up) of each block.

    Scales are rounded up to half precision, so that a vector that was kept once is kept as it is.
    """
    blocks = [vector[start : start + BLOCK] for start in range(0, len(vector), BLOCK)]
    scales = np.array([_scale(block) for block in blocks], dtype=np.float16)
    return np.round(vector / _spread(scales, len(vector))).astype(np.int8), scales


def vector_of(levels: Levels, scales: Scales) -> Vector:
    """The vector (n,) in float32. Raises `ValueError` where there is not a scale for every block."""
    if len(scales) != -(-len(levels) // BLOCK):
        raise ValueError(f"{len(levels)} numbers do not have {len(scales)} scales")
    return np.asarray(levels * _spread(scales, len(levels)), dtype=np.float32)


def as_kept(vector: Vector) -> Vector:
    """What comes back after keeping, so that kept and new vectors agree."""
    return vector_of(*levels_of(vector))


def _scale(block: Vector) -> np.float16:
    wanted = float(np.abs(block).max()) / LARGEST
    nearest = max(np.float16(wanted), LEAST_SCALE)
    return nearest if float(nearest) >= wanted else np.nextafter(nearest, np.float16(np.inf))


def _spread(scales: Scales, count: int) -> Vector:
    return np.repeat(scales.astype(np.float32), BLOCK)[:count]
