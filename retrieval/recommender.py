"""The whole question: a photo's garments, facets, style and keywords in; looks with their reasons out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path

import numpy as np

from retrieval import reasons
from retrieval.cutout import Cutter
from retrieval.embedding import Embedder
from retrieval.errors import QueryError
from retrieval.evidence import Evidence, reach
from retrieval.index import folders
from retrieval.index.catalogue import Catalogue
from retrieval.index.cells import Rows
from retrieval.ranking import DECIMALS, WEIGHTS, GarmentEvidence, Scores, Weighed, Weights
from retrieval.seeing import see
from retrieval.types import (
    GENDERS,
    LENSES,
    SEASONS,
    Answer,
    Garment,
    Look,
    Query,
    Reason,
    Recommendation,
    Sight,
)


class Recommender:
    """Answers questions from one build of the index."""

    def __init__(self, catalogue: Catalogue, evidence: Evidence, cutter: Cutter, embedder: Embedder) -> None:
        self.catalogue = catalogue
        self._evidence = evidence
        self._cutter = cutter
        self._embedder = embedder

    @classmethod
    def open(cls, index_dir: Path, cutter: Cutter, embedder: Embedder) -> Recommender:
        """Opens the build that is served now. Raises IndexMissing, IndexMismatch."""
        build = folders.current(index_dir)
        catalogue = Catalogue.of_build(build)
        catalogue.manifest.require(embedder)
        return cls(catalogue, Evidence.open(build, catalogue), cutter, embedder)

    def see(self, data: bytes | Path) -> Sight:
        """What is on a person's photo. Raises PhotoError."""
        return see(data, self._cutter, self._embedder, "lying")

    def recommend(self, query: Query) -> Answer:
        """The looks that answer best, never one outside the facets. Raises QueryError."""
        _require_askable(query)
        inside = self.catalogue.rows(query.facets)
        allowed = self._evidence.allowed(query.keywords, inside)
        words = self._evidence.words(query.keywords, allowed)
        weights = _weights(query, words)
        if weights is None:
            return Answer((), (), len(inside))

        rows = self._evidence.candidates(query, weights, allowed, words)
        rough = self._evidence.weigh(query, weights, rows, words, roughly=True)
        shortlist = np.sort(rows[rough.order[: reach(query)]])
        weighed = self._evidence.weigh(query, weights, shortlist, words)
        recommendations = tuple(self._page(query, weights, weighed))
        return Answer(recommendations, reasons.pairings(recommendations), len(inside))

    def _page(self, query: Query, weights: Weights, weighed: Weighed) -> Iterator[Recommendation]:
        """The ranks asked for, each with its reasons."""
        places = weighed.order[query.offset : query.offset + query.k]
        looks = [self.catalogue.looks[row] for row in weighed.rows[places]]
        why = self._reasons(query, weights, looks, weighed, places)
        for i, (look, place) in enumerate(zip(looks, places, strict=True)):
            yield Recommendation(
                look_id=look.id,
                rank=query.offset + i + 1,
                score=round(float(weighed.scores[place]), DECIMALS),
                reasons=why[i],
                worn_with=reasons.worn_with(look, query.garments),
            )

    def _reasons(
        self, query: Query, weights: Weights, looks: Sequence[Look], weighed: Weighed, places: Rows
    ) -> list[tuple[Reason, ...]]:
        """For each look; only evidence that the lens weighs is a reason."""
        columns = [
            reasons.of_garment(
                asked, self._evidence.garments(seen.worn[places]), looks, seen.cosines[places], weights
            )
            for asked, seen in zip(query.garments, weighed.garments, strict=True)
        ]
        columns.append([self._words(query, weights, look) for look in looks])
        return [tuple(chain(*row)) for row in zip(*columns, strict=True)]

    def _worn(self, seen: GarmentEvidence, places: Rows) -> list[Garment]:
        return self._evidence.garments(seen.worn[places])

    def _words(self, query: Query, weights: Weights, look: Look) -> tuple[Reason, ...]:
        asked = weights.words and query.keywords.strip()
        return self._evidence.vocabulary.matched(query.keywords, look) if asked else ()


def _weights(query: Query, words: Scores | None) -> Weights | None:
    """The lens's weights, or those of the nearest one that can answer; none where no evidence is left."""
    if not query.garments:
        return None if words is None else WEIGHTS["words"]
    return WEIGHTS["all" if query.lens == "words" and words is None else query.lens]


def _require_askable(query: Query) -> None:
    if query.lens not in LENSES:
        raise QueryError(f"There is no lens {query.lens!r}; choose one of {', '.join(LENSES)}.")
    if query.facets.gender not in GENDERS:
        raise QueryError(f"There is no gender {query.facets.gender!r}; choose one of {', '.join(GENDERS)}.")
    if unknown := query.facets.seasons.difference(SEASONS):
        raise QueryError(f"There is no season {min(unknown)!r}; choose some of {', '.join(SEASONS)}.")
    if query.lens == "words" and not query.keywords.strip():
        raise QueryError("The lens words needs keywords; give some or choose another lens.")
    if not query.garments and not query.keywords.strip():
        raise QueryError("Nothing was asked; send a photo or some keywords.")
    if query.k < 1 or query.offset < 0:
        raise QueryError(f"Ranks begin at 1: k is {query.k}, offset {query.offset}.")
