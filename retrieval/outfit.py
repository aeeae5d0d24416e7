"""What is worn on a photo, told from the photo as a whole: also what no piece of it was found for.

The parser tells pieces apart, and each piece's type speaks for itself alone. Read together the same
probabilities say more: a coat hides a shirt, a long skirt seldom goes with trousers, hair is taken for a hat.
"""

from __future__ import annotations

from functools import cache
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
import numpy.typing as npt

from retrieval.errors import WeightsError
from retrieval.regions import BACKGROUND, OTHER, REGIONS, SKIN
from retrieval.types import TYPES

Array = npt.NDArray[np.float32]

BUILTIN = Path(__file__).parent / "builtin" / "weights" / "outfit.npz"

BANDS = 4
"""Slices of the foreground from top to bottom, of equal height."""
BRIGHTEST = 0.02
"""The share of all places where a type is likeliest, whose mean stands for its best place."""
LEAST = 1e-3
"""Added before logarithms."""
FAR = 4.0
"""Deviations from the mean; what is further away is no more telling."""
PARTS = (("top", "outerwear"), ("trousers", "shorts", "skirt", "dress"), ("shoes",))
"""Regions on which the types are read together."""

PIECES = slice(SKIN + 1, OTHER)
"""The regions that are pieces of clothing stand side by side."""


def wears(regions: Array, types: Array) -> tuple[float, ...]:
    """How likely somebody on the photo wears each of TYPES; each for itself, so they need not sum to one.

    Args:
        regions: probabilities (regions, height, width) of a parser.
        types: its logits (types, height / 4, width / 4).

    Raises `WeightsError` where the file of weights is damaged.
    """
    mean, deviation, kernel, bias = weights()
    logits = standardised(described(regions, types), mean, deviation) @ kernel + bias
    return tuple(np.round(1 / (1 + np.exp(-logits.astype(float))), 4).tolist())


def described(regions: Array, types: Array) -> Array:
    """A parser's answer in 187 numbers: what of each region and type there is, and at which height."""
    coarse = _coarse(regions, types.shape[1:])
    there = 1 - coarse[BACKGROUND]
    pieces = coarse[PIECES].sum(0)
    likely = np.exp(types - types.max(0))
    likely = likely / likely.sum(0) * pieces
    numbers = [
        _log(coarse.sum((1, 2)) / max(float(there.sum()), LEAST)),
        _log(likely.sum((1, 2)) / max(float(pieces.sum()), LEAST)),
        *(_read(types, coarse[[REGIONS.index(name) for name in part]].sum(0)) for part in PARTS),
        _log(_brightest(likely)),
        _log(coarse[PIECES].max((1, 2))),
    ]
    for band in _bands(there):
        numbers += [_read(types[:, band], pieces[band]), _log(coarse[SKIN:OTHER, band].mean((1, 2)))]
    return np.concatenate(numbers).astype(np.float32)


def standardised(numbers: Array, mean: Array, deviation: Array) -> Array:
    """Numbers (..., 187) beside those of the photos that were learned from, none further away than `FAR`."""
    return np.asarray(np.clip((numbers - mean) / deviation, -FAR, FAR), dtype=np.float32)


def _coarse(regions: Array, size: tuple[int, ...]) -> Array:
    """The regions where the types are, their means."""
    count, height, width = regions.shape
    coarse: Array = regions.reshape(count, size[0], height // size[0], size[1], width // size[1]).mean((2, 4))
    return coarse


def _log(shares: Array) -> Array:
    return np.asarray(np.log(shares + LEAST), dtype=np.float32)


def _read(types: Array, weight: Array) -> Array:
    """The types' logits where `weight` is, beside their mean."""
    read = (types * weight).sum((1, 2)) / (float(weight.sum()) + 0.01)
    return np.asarray(read - read.mean(), dtype=np.float32)


def _brightest(likely: Array) -> Array:
    places = likely.reshape(len(likely), -1)
    count = max(1, int(BRIGHTEST * places.shape[1]))
    return np.asarray(np.sort(places, axis=1)[:, -count:].mean(1), dtype=np.float32)


def _bands(there: Array) -> list[slice]:
    """The bands' rows; where there are fewer rows than bands, some share one."""
    rows = there.sum(1)
    full = np.flatnonzero(rows >= 0.05 * rows.max())
    edges = np.linspace(full[0], full[-1] + 1, BANDS + 1).round().astype(int)
    starts = [(min(first, full[-1]), last) for first, last in pairwise(edges)]
    return [slice(first, max(last, first + 1)) for first, last in starts]


@cache
def weights() -> tuple[Array, Array, Array, Array]:
    """Mean and deviation of the numbers, kernel (187, types) and bias (types,) of a logistic regression."""
    try:
        with np.load(BytesIO(BUILTIN.read_bytes())) as held:
            mean, deviation, kernel, bias = (held[name] for name in ("mean", "deviation", "kernel", "bias"))
    except (OSError, EOFError, ValueError, KeyError, BadZipFile) as error:
        raise WeightsError(f"{BUILTIN} cannot be read: {error}") from error
    if kernel.shape != (len(mean), len(TYPES)):
        raise WeightsError(f"{BUILTIN} knows {kernel.shape[1]} types, not {len(TYPES)}.")
    return mean, deviation, kernel, bias
