"""What an index can say about a question: which looks are worth weighing, and what speaks for each."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from retrieval.index import folders, tables
from retrieval.index.catalogue import Catalogue
from retrieval.index.cells import Rows, rows_by_cell
from retrieval.index.nearest import AnnoyNearest, Nearest
from retrieval.index.tables import WornTable
from retrieval.palette_table import PaletteTable
from retrieval.ranking import GarmentEvidence, Scores, Weighed, Weights, fuse, in_order, most_alike
from retrieval.types import TYPES, UNKNOWN, Facets, Garment, Look, Query
from retrieval.words import Vocabulary, types_of_tag

REACH = 400
"""Looks fetched by likeness, and looks weighed exactly: enough for all evidence to change the first pages."""
PAGES = 100
"""Ranks that one reach serves."""
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
        self._id_ranks = np.argsort(np.argsort([look.id for look in looks]))
        self._palettes = PaletteTable([garment.palette for garment in worn.garments])

    @classmethod
    def open(cls, build: Path, catalogue: Catalogue) -> Evidence:
        """Raises IndexMissing where a file of the build is gone."""
        worn = tables.read_worn(build)
        cells = rows_by_cell([catalogue.looks[row] for row in worn.look_rows])
        return cls(catalogue.looks, worn, AnnoyNearest(worn.vectors, cells, build / folders.CELLS))

    def garments(self, rows: Rows) -> list[Garment]:
        """The worn garments of some rows."""
        return [self._worn.garments[row] for row in rows]

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
        near = [self._nearest_looks(garment, query.facets, reach(query)) for garment in query.garments]
        claims = [words, self._of_style(query.style), *(self._types(garment) for garment in query.garments)]
        return np.intersect1d(np.concatenate([*near, _strongest(claims, allowed)]), allowed)

    def weigh(
        self, query: Query, weights: Weights, rows: Rows, words: Scores | None, roughly: bool = False
    ) -> Weighed:
        """What speaks for each of `rows` (ascending), and their order; colours roughly or exactly."""
        garments = tuple(self._of(garment, rows, weights, roughly) for garment in query.garments)
        scores = fuse(garments, None if words is None else words[rows], weights)
        preferred = self._styles[rows] == query.style
        return Weighed(rows, garments, scores, in_order(scores, self._id_ranks[rows], preferred))

    def _of(self, garment: Garment, rows: Rows, weights: Weights, roughly: bool) -> GarmentEvidence:
        worn = np.flatnonzero(np.isin(self._worn.look_rows, rows))
        cosines = self._worn.vectors[worn] @ garment.embedding
        compare = self._palettes.rough_closeness if roughly else self._palettes.closeness
        colours = compare(garment.palette, worn)
        alike = weights.picture * cosines + weights.colour * colours
        best = most_alike(self._worn.look_rows[worn], worn, alike)
        types = self._types(garment)
        types = None if types is None else types[rows]
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


def reach(query: Query) -> int:
    """How many looks are weighed for a page: the same for all early pages, so that they fit together."""
    return REACH * (1 + (query.offset + query.k) // PAGES)


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
