"""Two pieces of a person's own at once: which looks wear both?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scripts.evaluate.bench import Bench
from scripts.evaluate.metrics import Gains

UPPER = frozenset({"T-Shirt", "Polo", "Undershirt", "Top", "Longsleeve", "Shirt", "Blouse", "Hoodie"})
LOWER = frozenset({"Pants", "Shorts", "Skirt"})


@dataclass(frozen=True, slots=True)
class Pair:
    """Places of two queries in the bench: something for above, something for below."""

    upper: int
    lower: int


def pairs(bench: Bench) -> list[Pair]:
    """The first garment for above with the first for below, the second with the second, and so on."""
    upper = [place for place, query in enumerate(bench.queries) if query.type in UPPER]
    lower = [place for place, query in enumerate(bench.queries) if query.type in LOWER]
    return [Pair(*both) for both in zip(upper, lower, strict=False)]


def pair_gains(bench: Bench, pair: Pair) -> Gains:
    """For each look: 0 unless it wears both types, else the mean of what it gains for each."""
    upper, lower = bench.gains[pair.upper], bench.gains[pair.lower]
    return np.where((upper > 0) & (lower > 0), (upper + lower) / 2, 0.0)
