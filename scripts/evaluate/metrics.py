"""nDCG, precision and their intervals: every row of every table uses these and no others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Gains = npt.NDArray[np.float64]
Values = npt.NDArray[np.float64]
"""One metric, one number a query; `UNDEFINED` where nothing in the catalogue is relevant."""
UNDEFINED = float("nan")
MIN_QUERIES = 10
"""A type enters the macro mean with at least this many queries."""
BOOTSTRAPS = 1000


@dataclass(frozen=True, slots=True)
class Figure:
    """A mean with its 95 % bootstrap interval."""

    mean: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.mean:.3f} [{self.low:.3f}, {self.high:.3f}]"


def ndcg(gains: Gains, catalogue_gains: Gains, k: int = 10) -> float:
    """Linear gains, log2 discount (Järvelin and Kekäläinen 2002); the ideal order is the catalogue's own.

    Args:
        gains: of the answer, in its order.
        catalogue_gains: of every look that could have been answered, in any order.
    """
    ideal = _dcg(np.sort(catalogue_gains)[::-1][:k])
    return _dcg(gains[:k]) / ideal if ideal > 0 else UNDEFINED


def precision(relevant: npt.NDArray[np.bool_], total_relevant: int, k: int = 10) -> float:
    """Relevant looks among the first k, divided by what could be had: min(k, relevant looks)."""
    possible = min(k, total_relevant)
    return float(relevant[:k].sum()) / possible if possible else UNDEFINED


def macro(values: Values, types: Sequence[str], seed: int = 0) -> Figure:
    """Mean over types of the mean over a type's queries; queries are resampled within their type."""
    groups = list(_groups(values, types).values())
    if not groups:
        return Figure(float("nan"), float("nan"), float("nan"))
    generator = np.random.default_rng(seed)
    drawn = [group[generator.integers(len(group), size=(BOOTSTRAPS, len(group)))].mean(1) for group in groups]
    return _figure(float(np.mean([group.mean() for group in groups])), np.mean(drawn, axis=0))


def mean(values: Values, seed: int = 0) -> Figure:
    """Mean over queries with its interval."""
    values = values[~np.isnan(values)]
    generator = np.random.default_rng(seed)
    drawn = values[generator.integers(len(values), size=(BOOTSTRAPS, len(values)))].mean(1)
    return _figure(float(values.mean()), drawn)


def by_type(values: Values, types: Sequence[str]) -> Mapping[str, float]:
    """The mean of each type that has enough queries."""
    return {name: float(group.mean()) for name, group in _groups(values, types).items()}


def _groups(values: Values, types: Sequence[str]) -> dict[str, Values]:
    labels, defined = np.asarray(types), ~np.isnan(values)
    groups = {name: values[(labels == name) & defined] for name in sorted(set(types))}
    return {name: group for name, group in groups.items() if len(group) >= MIN_QUERIES}


def _dcg(gains: Gains) -> float:
    return float((gains / np.log2(np.arange(2, len(gains) + 2))).sum())


def _figure(centre: float, drawn: Values) -> Figure:
    low, high = np.percentile(drawn, (2.5, 97.5))
    return Figure(centre, float(low), float(high))
