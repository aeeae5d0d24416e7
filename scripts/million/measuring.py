"""Every facets asked of pgvector and of exact search: how many are inside, how long, how true."""

from __future__ import annotations

import time
from collections.abc import Mapping
from itertools import combinations

import numpy as np

from retrieval.index.cells import Rows, union
from retrieval.index.nearest import ExactNearest, Nearest
from retrieval.index.pgvector import Pgvector
from retrieval.types import GENDERS, SEASONS, Facets
from scripts.million.crowd import Crowd
from scripts.million.figures import Figures
from scripts.million.mixing import Vectors

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
        self._questions = np.concatenate(list(asked.values()))
        self._kinds = [kind for kind, vectors in asked.items() for _ in vectors]
        self._cosines = _cosines(many.worn.vectors, self._questions)
        self._figures = figures

    def run(self) -> None:
        """Each facets not measured yet; the first questions, which read the disk, are not counted."""
        self._asked_of(self._nearest, Facets(), REACH)
        for facets in EVERY_FACETS:
            name = " ".join((facets.gender, *(season for season in SEASONS if season in facets.seasons)))
            if name not in self._figures:
                self._figures.note(name, **self._measured(facets))

    def _measured(self, facets: Facets) -> dict[str, float]:
        inside = union(self._cells, facets)
        asked = [self._asked_of(self._nearest, facets, k) for k in (K, REACH)]
        exact = [seconds for _, seconds in self._asked_of(self._exact, facets, K, EXACT_TIMED)]
        told: dict[str, float] = {"inside": len(inside)}
        for k, answers in zip((K, REACH), asked, strict=True):
            seconds = [each for _, each in answers]
            told |= {f"p50 ms, k={k}": _ms(seconds, 50), f"p95 ms, k={k}": _ms(seconds, 95)}
        told["exact ms"] = _ms(exact, 50)
        recalls = [
            _recall(found, inside, cosines)
            for (found, _), cosines in zip(asked[0], self._cosines, strict=True)
        ]
        for kind in self._asked:
            of_kind = [recall for recall, of in zip(recalls, self._kinds, strict=True) if of == kind]
            told[f"recall@{K}, {kind}"] = round(float(np.mean(of_kind)), 4)
        return told

    def _asked_of(
        self, nearest: Nearest, facets: Facets, k: int, first: int | None = None
    ) -> list[tuple[Rows, float]]:
        """The rows that each question finds, and the seconds that it took."""
        answers = []
        for question in self._questions[:first]:
            began = time.perf_counter()
            rows, _ = nearest.search(question, facets, k)
            answers.append((rows, time.perf_counter() - began))
        return answers


def _recall(found: Rows, inside: Rows, cosines: Vectors) -> float:
    true = inside[np.argsort(-cosines[inside], kind="stable")[:K]]
    return len(np.intersect1d(found, true)) / max(1, len(true))


def _cosines(vectors: Vectors, asked: Vectors) -> Vectors:
    """Of each question to each garment, in parts: not all are in memory at once."""
    parts = [vectors[start : start + 50_000] @ asked.T for start in range(0, len(vectors), 50_000)]
    return np.concatenate(parts).T


def _ms(seconds: list[float], percentile: int) -> float:
    return round(float(np.percentile(seconds, percentile)) * 1000, 1)
