"""What an index can say about a question: which looks are worth weighing, and what speaks for each."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from retrieval import palette
from retrieval.index import folders, tables
from retrieval.index.catalogue import Catalogue
from retrieval.index.cells import Rows, rows_by_cell
from retrieval.index.nearest import AnnoyNearest, Nearest
from retrieval.index.tables import WornTable
from retrieval.ranking import GarmentEvidence, Scores, Weights, most_alike
from retrieval.types import TYPES, UNKNOWN, Facets, Garment, Look, Query
from retrieval.words import Vocabulary, types_of_tag

LEAST_NEAREST = 400
"""Garments fetched by likeness alone: enough for colours and words to change the order of the first pages."""
OVERSAMPLE = 4
FITS = 0.1
"""Vocabulary scores below this are syllables shared by chance."""
MOST_CLAIMANTS = 2000
"""Looks weighed, beside the nearest, because of words, type or style: all of a lookbook of this size."""


class Evidence:
    """The worn garments of a build, its words, and the types that its tags name."""

    def __init__(self, looks: Sequence[Look], worn: WornTable, nearest: Nearest) -> None:
        self._worn = worn
        self.vocabulary = Vocabulary.fit(looks)
        self._nearest = nearest
        self._tagged = _tagged_types(looks)
        self._styles = np.array([look.style for look in looks])
        self._labs, self._shares = palette.packed([garment.palette for garment in worn.garments])

    @classmethod
    def open(cls, build: Path, catalogue: Catalogue) -> Evidence:
        """Raises IndexMissing where a file of the build is gone."""
        worn = tables.read_worn(build)
        cells = rows_by_cell([catalogue.looks[row] for row in worn.look_rows])
        return cls(catalogue.looks, worn, AnnoyNearest(worn.vectors, cells, build / folders.CELLS))

    def garment(self, row: int) -> Garment:
        """The worn garment of a row."""
        return self._worn.garments[row]

    def allowed(self, keywords: str, inside: Rows) -> Rows:
        """The rows inside the facets that hold nothing the keywords exclude."""
        return inside[~self.vocabulary.excludes(keywords)[inside]] if keywords.strip() else inside

    def words(self, keywords: str, allowed: Rows) -> Scores | None:
        """How well every look answers the keywords; none where nothing was asked or nothing allowed fits."""
        if not keywords.strip():
            return None
        scores = self.vocabulary.scores(keywords)
        fitting = np.where(scores >= FITS, scores, 0)
        return fitting if fitting[allowed].any() else None

    def candidates(self, query: Query, weights: Weights, allowed: Rows, words: Scores | None) -> Rows:
        """The looks worth weighing, ascending.

        Where pictures count: the nearest of each garment, and those that words, type or style speak for.
        Else all, or those that the words fit.
        """
        if not weights.picture:
            return allowed if weights.colour or words is None else allowed[words[allowed] > 0]
        k = max(LEAST_NEAREST, OVERSAMPLE * (query.offset + query.k))
        near = [self._nearest_looks(garment, query.facets, k) for garment in query.garments]
        claims = [words, self._of_style(query.style), *(self._types(garment) for garment in query.garments)]
        return np.intersect1d(np.concatenate([*near, _strongest(claims, allowed)]), allowed)

    def of(self, garment: Garment, looks: Rows, weights: Weights) -> GarmentEvidence:
        """What speaks for each of `looks` (ascending), seen from one query garment."""
        worn = np.flatnonzero(np.isin(self._worn.look_rows, looks))
        cosines = self._worn.vectors[worn] @ garment.embedding
        colours = 1 - palette.distances(garment.palette, self._labs[worn], self._shares[worn])
        alike = weights.picture * cosines + weights.colour * colours
        best = most_alike(self._worn.look_rows[worn], worn, alike)
        types = self._types(garment)
        types = None if types is None else types[looks]
        return GarmentEvidence(worn[best], cosines[best], colours[best], types)

    def _nearest_looks(self, garment: Garment, facets: Facets, k: int) -> Rows:
        rows, _ = self._nearest.search(garment.embedding, facets, k)
        return self._worn.look_rows[rows]

    def _types(self, garment: Garment) -> Scores | None:
        """How likely each look wears the garment's type, by its tags; none where no type was guessed."""
        guess = _type_guess(garment)
        return None if guess is None else self._tagged @ guess

    def _of_style(self, style: str | None) -> Scores | None:
        return None if style is None else (self._styles == style).astype(np.float32)


def _strongest(claims: Sequence[Scores | None], allowed: Rows) -> Rows:
    """The allowed rows for which most is claimed, if anything is."""
    made = [claim[allowed] for claim in claims if claim is not None]
    total = np.sum(made, axis=0) if made else np.zeros(len(allowed))
    order = np.argsort(-total, kind="stable")[:MOST_CLAIMANTS]
    return allowed[order[total[order] > 0]]


def _tagged_types(looks: Sequence[Look]) -> npt.NDArray[np.float32]:
    """Shape (looks, types): 1 where a tag names a garment of that type."""
    tagged = np.zeros((len(looks), len(TYPES)), dtype=np.float32)
    for row, look in enumerate(looks):
        for tag in look.tags:
            for name in types_of_tag(tag):
                tagged[row, TYPES.index(name)] = 1
    return tagged


def _type_guess(garment: Garment) -> Scores | None:
    """Shape (types,)."""
    if garment.type_probabilities:
        return np.array(garment.type_probabilities, dtype=np.float32)
    if garment.type == UNKNOWN:
        return None
    return np.array([garment.confidence * (name == garment.type) for name in TYPES], dtype=np.float32)
