"""What can be worn of a person's own pieces: looks by how many of their garments the person owns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from retrieval.colour_difference import ciede2000
from retrieval.glossary import types_of_tag
from retrieval.index.cells import Rows
from retrieval.index.tables import WornTable
from retrieval.palette import packed
from retrieval.types import TYPES, UNKNOWN, Garment, Look, Wear, Wearable, WearQuery, WornPiece

TOLD_TYPE = 0.5
"""A worn garment's confidence from which it counts as a piece of its look, and is told of by its type."""
SAME_COLOUR = 16.0
"""CIEDE2000 below which a main colour passes for another: navy for dark blue, not black for grey."""
MAIN_SHARE = 0.25
"""A colour of a smaller share is not a garment's main colour."""
MAIN_COLOURS = 2
SAME_KIND = 0.3
"""How likely two garments are of one type, or of types that pass for one another."""
ALIKE = 0.1
"""The cosine below which two garments of one type and colour are still not alike; strangers have about 0."""

_KIN = (("t-shirt", "top"), ("top", "knit"), ("top", "shirt"), ("shirt", "kurta"), ("outerwear", "blazer"))
_PASSES = 0.5
"""How far one of kin passes for the other."""

_Flags = npt.NDArray[np.bool_]
_Scores = npt.NDArray[np.float32]


@dataclass(slots=True)
class _Worn:
    """One look's garments: which of them a piece stands for, and how well."""

    owned: dict[int, int] = field(default_factory=dict)  # the piece, by the garment's row
    likeness: float = 0.0


class Wearables:
    """The worn garments of a build, set out to be compared with a person's pieces."""

    def __init__(self, looks: Sequence[Look], worn: WornTable) -> None:
        self._looks = looks
        self._worn = worn
        self._chances = chances(worn.garments)
        self._labs, self._shares = _main_colours(worn.garments)
        self._counts = np.array([_counts(garment) for garment in worn.garments], dtype=np.bool_)

    def answer(self, query: WearQuery, inside: Rows) -> Wear:
        """Of the looks `inside` those that wear a piece: most owned first, then least missing, then alike."""
        rows = np.array([row for row in inside if self._is_among(query, int(row))], dtype=np.intp)
        found = self._matched(query.pieces, rows)
        ranked = sorted(found, key=lambda row: self._order(row, found[row]))
        page = ranked[query.offset : query.offset + query.k]
        looks = tuple(
            self._wearable(row, found[row], rank) for rank, row in enumerate(page, query.offset + 1)
        )
        return Wear(looks, len(ranked))

    def _is_among(self, query: WearQuery, row: int) -> bool:
        return query.among is None or self._looks[row].id in query.among

    def _matched(self, pieces: Sequence[Garment], rows: Rows) -> dict[int, _Worn]:
        """By look: each piece stands for one garment at most, and the most alike pairs come first."""
        garments = np.flatnonzero(np.isin(self._worn.look_rows, rows))
        pairs = [
            (float(score), piece, int(garment))
            for piece, each in enumerate(pieces)
            for score, garment in zip(*self._like(each, garments), strict=True)
        ]
        found: dict[int, _Worn] = {}
        for score, piece, garment in sorted(pairs, reverse=True):
            look = found.setdefault(int(self._worn.look_rows[garment]), _Worn())
            if garment not in look.owned and piece not in look.owned.values():
                look.owned[garment] = piece
                look.likeness += score
        return found

    def _like(self, piece: Garment, garments: Rows) -> tuple[_Scores, Rows]:
        """The garments of the piece's kind and colour, and how alike they are."""
        kind = (chances([piece]) @ _passing() @ self._chances[garments].T)[0] >= SAME_KIND
        garments = garments[kind]
        garments = garments[self._same_colour(piece, garments)]
        cosines = self._worn.vectors[garments].astype(np.float32) @ piece.embedding
        alike = cosines >= ALIKE
        return cosines[alike], garments[alike]

    def _same_colour(self, piece: Garment, garments: Rows) -> _Flags:
        """Whether a main colour of each garment passes for the piece's first."""
        (labs,), _ = _main_colours([piece])
        near = ciede2000(labs[None, :1], self._labs[garments]) < SAME_COLOUR
        return np.asarray((near & (self._shares[garments] >= MAIN_SHARE)).any(axis=1))

    def _order(self, row: int, worn: _Worn) -> tuple[int, int, float, str]:
        missing = len(self._missing(row, worn))
        return -len(worn.owned), missing, -worn.likeness, self._looks[row].id

    def _wearable(self, row: int, worn: _Worn, rank: int) -> Wearable:
        look = self._looks[row]
        missing = tuple(_told(look, garment) for garment in self._missing(row, worn))
        return Wearable(look.id, rank, tuple(sorted(worn.owned.values())), missing)

    def _missing(self, row: int, worn: _Worn) -> list[Garment]:
        """The look's garments that no piece stands for, one a type, the largest first."""
        table = self._worn
        own = {table.garments[garment].type for garment in worn.owned}
        first, last = np.searchsorted(table.look_rows, (row, row + 1))
        others = [table.garments[g] for g in range(first, last) if self._counts[g] and g not in worn.owned]
        missing: dict[str, Garment] = {}
        for garment in sorted(others, key=_area, reverse=True):
            if garment.type not in own:
                missing.setdefault(garment.type, garment)
        return list(missing.values())


def chances(garments: Sequence[Garment]) -> _Scores:
    """How likely each garment has each type, (n, 14); one of an unknown type may have any."""
    table = np.ones((len(garments), len(TYPES)), dtype=np.float32)
    for row, garment in enumerate(garments):
        if garment.type_probabilities:
            table[row] = garment.type_probabilities
        elif garment.type != UNKNOWN:
            table[row] = np.equal(TYPES, garment.type)
    return table


def _passing() -> _Scores:
    """How far each type passes for each other, (14, 14)."""
    table = np.eye(len(TYPES), dtype=np.float32)
    for one, other in _KIN:
        a, b = TYPES.index(one), TYPES.index(other)
        table[a, b] = table[b, a] = _PASSES
    return table


def _main_colours(garments: Sequence[Garment]) -> tuple[_Scores, _Scores]:
    """The first colours of each garment, (n, 2, 3) in CIELAB, and their shares, (n, 2)."""
    labs, shares = packed([garment.palette for garment in garments])
    return labs[:, :MAIN_COLOURS], shares[:, :MAIN_COLOURS]


def _counts(garment: Garment) -> bool:
    return garment.type != UNKNOWN and garment.confidence >= TOLD_TYPE


def _area(garment: Garment) -> int:
    box = garment.box
    return (box.x1 - box.x0) * (box.y1 - box.y0)


def _told(look: Look, garment: Garment) -> WornPiece:
    """A garment by its type, main colour, and the tag of the look that names it."""
    tag = next((tag for tag in look.tags if garment.type in types_of_tag(tag)), "")
    return WornPiece(garment.type, garment.palette[0].name if garment.palette else None, tag)
