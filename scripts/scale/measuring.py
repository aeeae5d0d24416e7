"""Every facets asked of pgvector and of exact search: how many are inside, how long, how true."""

from __future__ import annotations

import time
from collections.abc import Mapping
from itertools import combinations

import numpy as np

from retrieval.index.cells import Rows, union
from retrieval.index.nearest import ExactNearest, Nearest
from retrieval.index.pgvector import Pgvector
from retrieval.types import GENDERS, SEASONS, Facets, Vector
from scripts.scale.crowd import Crowd
from scripts.scale.figures import Figures
from scripts.scale.mixing import Vectors

K, REACH = 20, 400
"""What recall is measured on, and what a question of the bot's asks for."""
EXACT_TIMED = 3
"""Questions put to exact search under each facets."""
EVERY_FACETS = tuple(
    Facets(gender, frozenset(seasons))
    for gender in GENDERS
    for n in range(len(SEASONS) + 1)
    for seasons in combinations(SEASONS, n)
)


class Measuring:
    """One crowd, asked."""

    def __init__(self, many: Crowd, engine: Pgvector, asked: Mapping[str, Vectors], figures: Figures) -> None:
        self._cells = many.cells()
        self._exact = ExactNearest(many.worn.vectors, self._cells)
        self._nearest = engine.open(many.folder, many.looks, many.worn)
        self._asked = asked
        self._cosines = {kind: _cosines(many.worn.vectors, each) for kind, each in asked.items()}
        self._figures = figures

    def run(self) -> None:
        """Each facets not measured yet; the first questions, which read the disk, are not counted."""
        for vector in np.concatenate(list(self._asked.values())):
            self._nearest.search(vector, Facets(), REACH)
        for facets in EVERY_FACETS:
            name = " ".join((facets.gender, *(season for season in SEASONS if season in facets.seasons)))
            if name not in self._figures:
                self._figures.note(name, **self._measured(facets))

    def _measured(self, facets: Facets) -> dict[str, float]:
        inside = union(self._cells, facets)
        everything = np.concatenate(list(self._asked.values()))
        told: dict[str, float] = {"inside": len(inside)}
        for k in (K, REACH):
            seconds = [_timed(self._nearest, vector, facets, k) for vector in everything]
            told |= {f"p50 ms, k={k}": _ms(seconds, 50), f"p95 ms, k={k}": _ms(seconds, 95)}
        exact = [_timed(self._exact, vector, facets, K) for vector in everything[:EXACT_TIMED]]
        told["exact ms"] = _ms(exact, 50)
        for kind, vectors in self._asked.items():
            recalls = [
                self._recall(vector, facets, inside, cosines)
                for vector, cosines in zip(vectors, self._cosines[kind], strict=True)
            ]
            told[f"recall@{K}, {kind}"] = round(float(np.mean(recalls)), 4)
        return told

    def _recall(self, vector: Vector, facets: Facets, inside: Rows, cosines: Vector) -> float:
        found, _ = self._nearest.search(vector, facets, K)
        true = inside[np.argsort(-cosines[inside], kind="stable")[:K]]
        return len(np.intersect1d(found, true)) / max(1, len(true))


def _cosines(vectors: Vectors, asked: Vectors) -> Vectors:
    """Of each question to each garment, in parts: not all are in memory at once."""
    parts = [vectors[start : start + 50_000] @ asked.T for start in range(0, len(vectors), 50_000)]
    return np.concatenate(parts).T


def _timed(nearest: Nearest, vector: Vector, facets: Facets, k: int) -> float:
    began = time.perf_counter()
    nearest.search(vector, facets, k)
    return time.perf_counter() - began


def _ms(seconds: list[float], percentile: int) -> float:
    return round(float(np.percentile(seconds, percentile)) * 1000, 1)
