"""A new build is asked a sample of questions before it serves: whether engine, facets and vectors hold."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from retrieval.errors import IndexWrong
from retrieval.index import tables
from retrieval.index.annoy import ANNOY
from retrieval.index.catalogue import Catalogue
from retrieval.index.cells import Rows, rows_by_cell
from retrieval.index.engine import Engine
from retrieval.index.nearest import ExactNearest, Nearest
from retrieval.index.tables import WornTable
from retrieval.types import GENDERS, SEASONS, Facets, Season

SAMPLE = 6
"""Garments asked about under each facets."""
K = 20
LEAST_RECALL = 0.95
"""Of the sample; 0.99 is what all questions together reach."""
UNIT = 0.01
"""How far a vector's length may be from 1: vectors are kept in a byte a number."""
_SEASONS = (frozenset[Season](), *(frozenset({season}) for season in SEASONS))
FACETS = tuple(Facets(gender, seasons) for gender in GENDERS for seasons in _SEASONS)


def try_out(build: Path, engine: Engine = ANNOY) -> None:
    """Raises IndexWrong where a finished build answers wrongly, IndexMissing where a part is gone."""
    catalogue, worn = Catalogue.of_build(build), tables.read_worn(build)
    if not len(worn.vectors):
        raise IndexWrong("The new build holds no garment; the one before still serves.")
    lengths = np.linalg.norm(worn.vectors.astype(np.float32), axis=1)
    if not (np.isfinite(lengths).all() and (abs(lengths - 1) < UNIT).all()):
        raise IndexWrong("Some vectors of the new build are not of unit length; the one before still serves.")
    recall = _recall_at_k(catalogue, worn, engine.open(build, catalogue.looks, worn))
    if recall < LEAST_RECALL:
        raise IndexWrong(f"The new build finds {recall:.0%} of what is nearest; the one before still serves.")


def _recall_at_k(catalogue: Catalogue, worn: WornTable, nearest: Nearest) -> float:
    """Of the sample's answers, against exact search."""
    cells = rows_by_cell([catalogue.looks[row] for row in worn.look_rows])
    exact = ExactNearest(worn.vectors, cells)
    queries = [worn.vectors[row].astype(np.float32) for row in _sample(len(worn.vectors))]
    shares = [
        _recall(nearest.search(query, facets, K)[0], exact.search(query, facets, K)[0])
        for facets in FACETS
        for query in queries
    ]
    return float(np.mean(shares))


def _sample(garments: int) -> Iterator[int]:
    yield from np.unique(np.linspace(0, garments - 1, SAMPLE).astype(int)).tolist()


def _recall(found: Rows, true: Rows) -> float:
    """The share of what is true that was found; none where nothing is true and something was found."""
    if not len(true):
        return 0.0 if len(found) else 1.0
    return len(np.intersect1d(found, true)) / len(true)
