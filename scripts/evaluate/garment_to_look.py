"""The main question: somebody's lying garment against looks that wear one like it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from scripts.evaluate import metrics
from scripts.evaluate.bench import Bench
from scripts.evaluate.metrics import Figure, Values, ndcg, precision
from scripts.evaluate.rows import K, Row
from scripts.evaluate.section import Line

NDCG, TYPE, COLOUR = "nDCG@10", "type P@10", "close colour P@10"


@dataclass(frozen=True, slots=True, eq=False)
class Measured:
    """A row with its metrics: one value a query, and what they come to."""

    row: Row
    values: dict[str, Values]
    macro: dict[str, Figure]
    mean: dict[str, Figure]
    by_type: dict[str, float]  # nDCG@10

    def above(self, other: Measured, types: Sequence[str]) -> Figure:
        """How far this row's nDCG@10 is above another's, query by query, so that the interval is narrow."""
        return metrics.macro(self.values[NDCG] - other.values[NDCG], types)


def measure(row: Row, bench: Bench) -> Measured:
    """Macro over types with enough queries, and the mean over queries, each with its interval."""
    values = per_query(row, bench)
    return Measured(
        row,
        values,
        macro={name: metrics.macro(each, bench.types) for name, each in values.items()},
        mean={name: metrics.mean(each) for name, each in values.items()},
        by_type=dict(metrics.by_type(values[NDCG], bench.types)),
    )


def measured_line(row: Row, bench: Bench) -> Line:
    """A row as a line of a table."""
    return line_of(measure(row, bench))


def line_of(measured: Measured, fixed: Measured | None = None, types: Sequence[str] = ()) -> Line:
    """Macro figures, the mean, and how far the row is above the fixed answer."""
    name = " · ".join(filter(None, (measured.row.name, measured.row.sees)))
    cells = {
        **{f"macro {metric}": figure for metric, figure in measured.macro.items()},
        f"mean {NDCG}": measured.mean[NDCG],
    }
    if fixed is not None:
        cells["above fixed"] = measured.above(fixed, types)
    return Line(name, cells)


def per_query(row: Row, bench: Bench) -> dict[str, Values]:
    """Each metric, one value a query."""
    answered = [(gains[order], gains) for order, gains in zip(row.order, bench.gains, strict=True)]
    return {
        NDCG: np.array([ndcg(got, all_, K) for got, all_ in answered]),
        TYPE: np.array([precision(got >= 1, int((all_ >= 1).sum()), K) for got, all_ in answered]),
        COLOUR: np.array([precision(got >= 2, int((all_ >= 2).sum()), K) for got, all_ in answered]),
    }
