"""codibot's own rows: the recommender whole, and its evidence one kind after another."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from retrieval import seeing
from retrieval.cutout import Cutter
from retrieval.embedding import Embedder
from retrieval.evidence import Evidence
from retrieval.index import build as building
from retrieval.index import folders
from retrieval.index.cache import SightCache, digest_of
from retrieval.index.catalogue import Catalogue
from retrieval.question import Question
from retrieval.ranking import Weights
from retrieval.recommender import Recommender
from retrieval.types import Answer, Garment, Query, Sight
from scripts.evaluate.kept import way_of_seeing
from scripts.evaluate.rows import K


class Codibot:
    """A lookbook indexed by the code as it is, ready to be asked; sights are kept from run to run."""

    def __init__(self, lookbook: Path, cutter: Cutter, embedder: Embedder, work: Path) -> None:
        index = work / "index" / way_of_seeing()
        building.build([lookbook], index, cutter, embedder)
        served = folders.current(index)
        self.recommender = Recommender.open(index, cutter, embedder)
        self.catalogue = Catalogue.of_build(served)
        self.evidence = Evidence.open(served, self.catalogue)

    def answers(self, queries: Sequence[Query]) -> list[Answer]:
        """The recommender's answers."""
        return [self.recommender.recommend(query) for query in queries]

    def weighed(self, garments: Sequence[Garment], weights: Weights) -> list[list[str]]:
        """Look ids by the garments' evidence under some weights, over every look: a step of ours."""
        every = np.arange(len(self.catalogue.looks))
        return [self._best(Question(Query(garments=(each,)), every, None, weights)) for each in garments]

    def _best(self, question: Question) -> list[str]:
        weighed = self.evidence.weigh(question, question.allowed)
        return [self.catalogue.looks[row].id for row in weighed.rows[weighed.order[:K]]]


def lying_sights(photos: Sequence[Path], cutter: Cutter, embedder: Embedder, work: Path) -> list[Sight]:
    """What codibot sees on queries' photos, kept from run to run."""
    kept = SightCache(work / "lying" / way_of_seeing(), embedder, cutter.name)
    return [_sight(path, kept, cutter, embedder) for path in photos]


def look_ids(answers: Sequence[Answer]) -> list[list[str]]:
    """What was answered, best first."""
    return [[each.look_id for each in answer.recommendations] for answer in answers]


def _sight(path: Path, kept: SightCache, cutter: Cutter, embedder: Embedder) -> Sight:
    if (known := kept.get(digest_of(path))) is not None:
        return known
    seen = seeing.see(path, cutter, embedder, "lying")
    kept.put([seen])
    return seen
