"""A query that was understood: which looks it leaves, what its words say of each, what counts how much."""

from __future__ import annotations

from dataclasses import dataclass

from retrieval.errors import QueryError
from retrieval.index.cells import Rows
from retrieval.ranking import CLOSE_COLOURED, WEIGHTS, Scores, Weights, of_outfit
from retrieval.types import GENDERS, LENSES, SEASONS, Garment, Lens, Query

REACH = 400
"""Looks fetched by likeness, and looks weighed exactly: enough for all evidence to change the first pages."""
RANKS_SERVED = 100
"""Ranks that one reach serves: up to the hundredth all pages are of the same."""


@dataclass(frozen=True, slots=True, eq=False)
class Question:
    """A query beside the catalogue it is put to."""

    query: Query
    allowed: Rows  # inside the facets, holding nothing that the keywords exclude; ascending
    words: Scores | None  # how well each look of the catalogue fits the keywords; none where none fits
    weights: Weights
    fitting: int | None = None  # how many of the allowed the words wanted fit; none where none are wanted
    coloured: float = 1.0  # how near the allowed come to a garment that the words ask for in a colour
    moved: tuple[Garment, ...] | None = None  # the query's garments as feedback moved them
    feedback: Scores | None = None  # how each look's tags fit what was liked and disliked

    @property
    def lens(self) -> Lens:
        """The lens that can answer."""
        if not self.query.garments:
            return "words"
        return "all" if self.query.lens == "words" and self.words is None else self.query.lens

    @property
    def found_coloured(self) -> bool:
        """Whether words that ask alone for a garment in a colour find one nearly so."""
        return self.lens != "words" or self.coloured >= CLOSE_COLOURED

    @property
    def garments(self) -> tuple[Garment, ...]:
        """What looks are compared with."""
        return self.query.garments if self.moved is None else self.moved

    @property
    def reach(self) -> int:
        """How many looks are weighed: the same for all early pages, so that they fit together."""
        return REACH * (1 + (self.query.offset + self.query.k - 1) // RANKS_SERVED)


def weights_of(query: Query, words: Scores | None) -> Weights | None:
    """The lens's weights, or those of the nearest lens that can answer; none where nothing speaks."""
    if not query.garments:
        return None if words is None else WEIGHTS["words"]
    weights = WEIGHTS["all" if query.lens == "words" and words is None else query.lens]
    return of_outfit(weights) if query.outfit else weights


def require_askable(query: Query) -> None:
    """Raises QueryError for a question that has no answer whatever the looks are."""
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
