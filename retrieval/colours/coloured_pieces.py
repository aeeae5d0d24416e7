"""Which looks wear a garment in a colour: one piece, or one tag, must be both."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix

from retrieval.colours.near import TERMS, nearness
from retrieval.index.cells import Rows
from retrieval.index.tables import WornTable
from retrieval.language.glossary import Names, glossary, types_of_tag
from retrieval.ranking import Scores
from retrieval.regions import kin
from retrieval.type_guess import Table
from retrieval.types import LEGS, TYPES, Garment, Look

TAKEN_FOR = 0.1
"""How likely a piece of another type, worn in the same place, is the one asked for: types are misread."""
LEAST_SEEN = 0.3
"""How likely the pieces of a look must be of a type at least for one of them surely to be it."""
SURELY_SEEN, AT_MOST_NEAR = 0.6, 0.1
"""From and up to where a look's garment is surely of another colour: who refuses one is not to meet it."""

_PLACES = {term.name: place for place, term in enumerate(TERMS)}
_Asked = npt.NDArray[np.float32]
"""What counts of each of TYPES."""


class ColouredPieces:
    """The worn pieces of a build by type and colour; every array it gives is in the order of the looks."""

    def __init__(self, looks: Sequence[Look], worn: WornTable, kinds: Table | None) -> None:
        self._n_looks = len(looks)
        self._look_rows = worn.look_rows
        self._told = kinds is not None
        nothing = np.zeros((len(worn.look_rows), len(TYPES)), dtype=np.float32)
        self._kinds = nothing if kinds is None else kinds
        self._shares = _colour_shares(worn.garments)
        self._tagged = list(_coloured_tags(looks))

    def tell(self, colours: Sequence[str], garment: str) -> bool:
        """Whether types and palettes tell anything of these words: no piece is 실버, and none a scarf."""
        named = all(nearness(colour) is not None for colour in colours)
        return named and bool(types_of_tag(garment)) and self._told

    def coloured(self, colours: Sequence[str], garment: str) -> Scores:
        """If a look wears the garment, how near it comes to one of the colours, 0 to 1."""
        kinds = self._kinds @ _asked(types_of_tag(garment), TAKEN_FOR)
        summed = np.bincount(self._look_rows, kinds, self._n_looks)
        likely = kinds / np.maximum(summed, LEAST_SEEN)[self._look_rows]
        found = np.bincount(self._look_rows, likely * self._near(colours), self._n_looks)
        found[self._so_tagged(colours, garment)] = 1
        return found.astype(np.float32)

    def seen(self, colours: Sequence[str], garment: str) -> Scores:
        """How far a look was seen to wear a piece of the garment's type in the colour, 0 to 1."""
        found = np.zeros(self._n_looks, dtype=np.float32)
        pieces = self._kinds @ _asked(types_of_tag(garment), 0) * self._near(colours)
        np.maximum.at(found, self._look_rows, pieces)
        return found

    def otherwise(self, colours: Sequence[str], garment: str) -> npt.NDArray[np.bool_]:
        """Where a look was surely seen to wear the garment, and not in or near any of the colours."""
        kinds = self._kinds @ _asked(types_of_tag(garment), 0)
        surely = np.bincount(self._look_rows, kinds, self._n_looks) >= SURELY_SEEN
        return surely & (self.coloured(colours, garment) <= AT_MOST_NEAR)

    def _near(self, colours: Sequence[str]) -> Scores:
        """How much of each piece is in or near one of the colours."""
        near = [found for colour in colours if (found := nearness(colour)) is not None]
        return np.asarray(self._shares @ np.max(near, axis=0), dtype=np.float32)

    def _so_tagged(self, colours: Sequence[str], garment: str) -> Rows:
        """The looks of which one tag says both."""
        of_colour = frozenset[str]().union(*map(glossary().named, colours))
        of_garment = glossary().named(garment)
        rows = [row for row, names in self._tagged if names & of_colour and names & of_garment]
        return np.array(rows, dtype=np.intp)


def _asked(types: frozenset[str], others: float) -> _Asked:
    places = frozenset[str]().union(*(LEGS if each in LEGS else kin(each) for each in types))
    return np.array([1 if each in types else others * (each in places) for each in TYPES], dtype=np.float32)


def _colour_shares(garments: Sequence[Garment]) -> csr_matrix:
    """How far each of TERMS is each garment's colour, shape (garments, terms); a garment's sum to 1.

    Shares count squared: what most of it shows is its colour, folds and linings are not.
    """
    each = [
        (row, _PLACES[swatch.name], swatch.share)
        for row, garment in enumerate(garments)
        for swatch in garment.palette
        if swatch.name in _PLACES
    ]
    rows, places, shares = np.array(each, dtype=np.float64).reshape(-1, 3).T
    squares, rows = shares**2, rows.astype(np.intp)
    parts = squares / np.bincount(rows, squares)[rows]
    return csr_matrix((parts, (rows, places)), (len(garments), len(TERMS)), dtype=np.float32)


def _coloured_tags(looks: Sequence[Look]) -> Iterator[tuple[int, Names]]:
    """The looks with a tag that names a garment and its colour, and what it names."""
    named = {tag: _coloured(tag) for tag in {tag for look in looks for tag in look.tags}}
    return ((row, names) for row, look in enumerate(looks) for tag in look.tags if (names := named[tag]))


def _coloured(tag: str) -> Names:
    """What a tag of a garment in a colour names; else nothing."""
    words = glossary()
    colours = (name for name in words.words_of_tag(tag) if words.entries[name].kind == "colour")
    heads = words.head_of_tag(tag)
    return frozenset(colours) | words.upward(heads) if heads else frozenset()
