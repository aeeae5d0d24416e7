"""Every facets asked of pgvector and of exact search: how many are inside, how long, how true."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from retrieval.index.cells import Rows, union
from retrieval.index.nearest import ExactNearest, Nearest
from retrieval.index.pgvector import Pgvector
from retrieval.types import GENDERS, SEASONS, Facets, Vector
from scripts.million.crowd import Crowd
from scripts.million.figures import Figures
from scripts.million.mixing import Vectors
from scripts.million.server import Server

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


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """What one question found, and the seconds that it took, ours and the server's."""

    rows: Rows
    clock: float
    processor: float


class Measuring:
    """One crowd, asked."""

    def __init__(
        self, many: Crowd, server: Server, engine: Pgvector, asked: Mapping[str, Vectors], figures: Figures
    ) -> None:
        self._cells = many.cells()
        self._exact = ExactNearest(many.worn.vectors, self._cells)
        self._nearest = engine.open(many.folder, many.looks, many.worn)
        self._server, self._connection = server, server.last_connection()
        self._asked = asked
        self._questions = np.concatenate(list(asked.values()))
        self._kinds = [kind for kind, vectors in asked.items() for _ in vectors]
        self._cosines = _cosines(many.worn.vectors, self._questions)
        self._figures = figures

    def run(self) -> None:
        """Each facets not measured yet; the first questions, which read the disk, are not counted."""
        for question in self._questions:
            self._nearest.search(question, Facets(), REACH)
        for facets in EVERY_FACETS:
            name = " ".join((facets.gender, *(season for season in SEASONS if season in facets.seasons)))
            if name not in self._figures:
                self._figures.note(name, **self._measured(facets))

    def _measured(self, facets: Facets) -> dict[str, float]:
        inside = union(self._cells, facets)
        told: dict[str, float] = {"inside": len(inside)}
        for k in (K, REACH):
            asked = [self._ask(self._nearest, question, facets, k) for question in self._questions]
            told |= _percentiles(f"k={k}", asked)
            if k == K:
                told |= self._recalls([each.rows for each in asked], inside)
        exact = [self._ask(self._exact, each, facets, K) for each in self._questions[:EXACT_TIMED]]
        return told | _percentiles("exact", exact)

    def _ask(self, nearest: Nearest, question: Vector, facets: Facets, k: int) -> Asked:
        clock, processor = time.perf_counter(), self._processor()
        rows, _ = nearest.search(question, facets, k)
        return Asked(rows, time.perf_counter() - clock, self._processor() - processor)

    def _processor(self) -> float:
        return time.process_time() + self._server.processor_of(self._connection)

    def _recalls(self, found: Sequence[Rows], inside: Rows) -> dict[str, float]:
        recalls = [_recall(*each, inside) for each in zip(found, self._cosines, strict=True)]
        by_kind = {
            kind: [recall for recall, of in zip(recalls, self._kinds, strict=True) if of == kind]
            for kind in self._asked
        }
        return {f"recall@{K}, {kind}": round(float(np.mean(each)), 4) for kind, each in by_kind.items()}


def _recall(found: Rows, cosines: Vectors, inside: Rows) -> float:
    true = inside[np.argsort(-cosines[inside], kind="stable")[:K]]
    return len(np.intersect1d(found, true)) / max(1, len(true))


def _cosines(vectors: Vectors, asked: Vectors) -> Vectors:
    """Of each question to each garment, in parts: not all are in memory at once."""
    parts = [vectors[start : start + 50_000] @ asked.T for start in range(0, len(vectors), 50_000)]
    return np.concatenate(parts).T


def _percentiles(what: str, asked: Sequence[Asked]) -> dict[str, float]:
    """p50 and p95 in milliseconds, on the clock and of the processor."""
    return {
        f"{what} {name} p{percent}": round(float(np.percentile(seconds, percent)) * 1000, 1)
        for name, seconds in (
            ("clock", [each.clock for each in asked]),
            ("processor", [each.processor for each in asked]),
        )
        for percent in (50, 95)
    }
