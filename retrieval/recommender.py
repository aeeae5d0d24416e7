"""The whole question: a photo's garments, facets, style and keywords in; looks with their reasons out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from retrieval import reasons
from retrieval.cutout import Cutter
from retrieval.embedding import Embedder
from retrieval.errors import QueryError
from retrieval.evidence import Evidence
from retrieval.index import folders
from retrieval.index.catalogue import Catalogue
from retrieval.ranking import DECIMALS, WEIGHTS, GarmentEvidence, Scores, Weights, fuse, in_order
from retrieval.seeing import see
from retrieval.types import GENDERS, LENSES, SEASONS, Answer, Look, Query, Reason, Recommendation, Sight


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
        looks = [self.catalogue.looks[row] for row in rows]
        garments = [self._evidence.of(garment, rows, weights) for garment in query.garments]
        scores = fuse(garments, None if words is None else words[rows], weights)
        recommendations = tuple(self._page(query, weights, looks, garments, scores))
        return Answer(recommendations, reasons.pairings(recommendations), len(inside))

    def _page(
        self,
        query: Query,
        weights: Weights,
        looks: Sequence[Look],
        garments: Sequence[GarmentEvidence],
        scores: Scores,
    ) -> Iterator[Recommendation]:
        """The ranks asked for, each with its reasons."""
        preferred = np.array([look.style == query.style for look in looks], dtype=np.bool_)
        order = in_order(scores, [look.id for look in looks], preferred)
        first = query.offset
        for rank, place in enumerate(order[first : first + query.k], start=first + 1):
            look = looks[place]
            yield Recommendation(
                look_id=look.id,
                rank=rank,
                score=round(float(scores[place]), DECIMALS),
                reasons=tuple(self._reasons(query, weights, look, garments, place)),
                worn_with=reasons.worn_with(look, query.garments),
            )

    def _reasons(
        self, query: Query, weights: Weights, look: Look, garments: Sequence[GarmentEvidence], place: int
    ) -> Iterator[Reason]:
        """Only evidence that the lens weighs is a reason."""
        for asked, evidence in zip(query.garments, garments, strict=True):
            worn = self._evidence.garment(evidence.worn[place])
            cosine = float(evidence.cosines[place])
            if weights.picture and (alike := reasons.garment_reason(asked, worn, look, cosine)):
                yield alike
            if weights.colour and (shared := reasons.colour_reason(asked.palette, worn.palette)):
                yield shared
        if weights.words and query.keywords:
            yield from self._evidence.vocabulary.matched(query.keywords, look)


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
