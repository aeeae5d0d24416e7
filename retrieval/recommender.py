"""The whole question: a photo's garments, facets, style and keywords in; looks with their reasons out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path

import numpy as np

from retrieval import photo, reasons, seeing
from retrieval.cutout import Cutter
from retrieval.embedding import Embedder
from retrieval.evidence import Evidence
from retrieval.index import folders
from retrieval.index.annoy import ANNOY
from retrieval.index.catalogue import Catalogue
from retrieval.index.engine import Engine
from retrieval.lookbook.removed import Removed
from retrieval.question import Question, require_askable
from retrieval.ranking import DECIMALS, Weighed, is_close
from retrieval.seeing import Cut
from retrieval.types import (
    Answer,
    Cutout,
    Garment,
    Query,
    Recommendation,
    Sight,
    Slot,
    Understood,
    Wear,
    WearQuery,
)
from retrieval.wear import Wearables


class Recommender:
    """Answers questions from one build of the index."""

    def __init__(self, catalogue: Catalogue, evidence: Evidence, cutter: Cutter, embedder: Embedder) -> None:
        self.catalogue = catalogue
        self._evidence = evidence
        self._cutter = cutter
        self._embedder = embedder

    @classmethod
    def open(cls, index_dir: Path, cutter: Cutter, embedder: Embedder, engine: Engine = ANNOY) -> Recommender:
        """Opens the build that is served now.

        Raises IndexMissing, IndexMismatch, IndexUnavailable, MarksUnread.
        """
        build = folders.current(index_dir)
        catalogue = Catalogue.of_build(build)
        catalogue.manifest.require(embedder)
        return cls(catalogue, Evidence.open(build, catalogue, engine), cutter, embedder)

    def obey(self, marks: Removed) -> None:
        """Answers with the looks that were taken down no more."""
        self.catalogue.obey(marks)

    def see(self, data: bytes | Path) -> Sight:
        """What is on a person's photo. Raises PhotoError."""
        return self.describe(self.cut(data))

    def cut(self, data: bytes | Path, whole: bool = False) -> Cut:
        """A person's photo and its foreground, or all of it as one garment. Raises PhotoError."""
        if not whole:
            return seeing.cut_out(data, self._cutter)
        opened = photo.open(data)
        return opened, Cutout(np.ones(opened.rgb.shape[:2], np.bool_), confidence=0.0, fell_back=True)

    def describe(self, cut: Cut) -> Sight:
        """The garments of a photo that was cut."""
        return seeing.describe([cut], self._embedder, "lying")[0]

    def understand(self, keywords: str) -> Understood:
        """What keywords say, before anything is asked by them."""
        return self._evidence.read(keywords)

    def recommend(self, query: Query) -> Answer:
        """The looks that answer best, never one outside the facets. Raises QueryError."""
        require_askable(query)
        query = replace(query, garments=self._comparable(query.garments))
        inside = self.catalogue.rows(query.facets)
        question = self._evidence.understand(query, inside)
        if question is None:
            return Answer((), (), len(inside), fitting=0 if self._evidence.wants(query.keywords) else None)

        candidates = self._evidence.candidates(question)
        weighed = self._evidence.weigh(question, candidates)
        recommendations = tuple(self._page(question, *self._evidence.vary(question, weighed)))
        pairings = reasons.pairings(recommendations)
        close = is_close(weighed, question.lens, question.weights, bool(query.outfit))
        close = close and question.found_coloured
        return Answer(recommendations, pairings, len(inside), question.fitting, close)

    def wear(self, query: WearQuery) -> Wear:
        """The looks inside the facets that a person can wear, or nearly, with the pieces they own."""
        query = replace(query, pieces=self._comparable(query.pieces))
        return self._wearables.answer(query, self.catalogue.rows(query.facets))

    def _comparable(self, garments: Sequence[Garment]) -> tuple[Garment, ...]:
        """What was kept before the weights changed is asked for too."""
        return tuple(map(self._evidence.worn.comparable, garments))

    @cached_property
    def _wearables(self) -> Wearables:
        return Wearables(self.catalogue.looks, self._evidence.worn)

    def _page(
        self, question: Question, weighed: Weighed, slots: Mapping[int, Slot]
    ) -> Iterator[Recommendation]:
        """The ranks asked for, each with its reasons."""
        query = question.query
        places = weighed.order[query.offset : query.offset + query.k]
        why = self._evidence.why(question, weighed, places)
        beside = self._evidence.beside(question, weighed, places)
        each = zip(places, why, beside, strict=True)
        for rank, (place, because, worn_with) in enumerate(each, start=query.offset + 1):
            look = self.catalogue.looks[weighed.rows[place]]
            yield Recommendation(
                look_id=look.id,
                rank=rank,
                score=round(float(weighed.scores[place]), DECIMALS),
                reasons=because,
                worn_with=worn_with,
                slot=slots.get(int(place)),
            )
