"""What can be worn of a person's own pieces: looks by how many of theirs the person owns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from retrieval.colours.difference import ciede2000
from retrieval.index.cells import Rows
from retrieval.index.tables import WornTable
from retrieval.language.glossary import types_of_tag
from retrieval.palette import packed
from retrieval.reasons import TOLD_TYPE
from retrieval.types import TYPES, UNKNOWN, Garment, Look, Wear, Wearable, WearQuery, WornPiece

SAME_COLOUR = 16.0
"""CIEDE2000 below which a main colour passes for another: navy for dark blue, not black for grey."""
MAIN_SHARE = 0.25
"""A colour of a smaller share is not a garment's main colour."""
SHARE_OF_OUTFIT = 0.1
"""The same where only the whole outfit was seen: one of its pieces has no more of it."""
SAME_KIND = 0.3
"""How likely two garments are of one type, or of types that pass for one another."""
ALIKE = 0.1
"""The cosine below which two garments of one type and colour are still not alike; strangers have about 0."""

_KIN = (("t-shirt", "top"), ("top", "knit"), ("top", "shirt"), ("shirt", "kurta"), ("outerwear", "blazer"))
_PASSES = 0.5
"""How far one of kin passes for the other."""

_Scores = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class _Piece:
    """A piece of a look: the worn garment that shows it, and what is known of its type."""

    look: int  # row
    garment: int  # row of the worn table
    chances: _Scores  # (14,)
    type: str | None  # told; none where it is too unsure to be named
    tag: str = ""  # where a tag alone tells of it, on a look that no parser read

    @property
    def least_share(self) -> float:
        """Of a colour that may be this piece's."""
        return SHARE_OF_OUTFIT if self.tag else MAIN_SHARE


@dataclass(slots=True)
class _Match:
    """One look's pieces that the person owns: by piece, the place among the person's; and how alike."""

    owned: dict[int, int] = field(default_factory=dict)
    likeness: float = 0.0


class Wearables:
    """The pieces of every look of a build, set out to be compared with a person's own."""

    def __init__(self, looks: Sequence[Look], worn: WornTable) -> None:
        self._looks = looks
        self._worn = worn
        rows = enumerate(zip(worn.look_rows.tolist(), worn.garments, strict=True))
        self._pieces = [
            piece for row, (look, each) in rows for piece in _pieces(looks[look], look, row, each)
        ]
        self._look_rows = np.array([piece.look for piece in self._pieces], dtype=np.intp)
        self._garments = np.array([piece.garment for piece in self._pieces], dtype=np.intp)
        self._chances = np.array([piece.chances for piece in self._pieces], np.float32).reshape(
            -1, len(TYPES)
        )
        labs, shares = packed([garment.palette for garment in worn.garments])
        least = np.array([piece.least_share for piece in self._pieces], dtype=np.float32)
        self._labs = labs[self._garments]
        self._is_main = shares[self._garments] >= least[:, None]

    def answer(self, query: WearQuery, inside: Rows) -> Wear:
        """Of the looks `inside` those that wear a piece: most owned first, then least missing, then alike."""
        rows = np.array([row for row in inside if self._is_among(query, int(row))], dtype=np.intp)
        found = self._matched(query.pieces, rows)
        ranked = sorted(found, key=lambda row: self._order(row, found[row]))
        page = ranked[query.offset : query.offset + query.k]
        looks = (self._wearable(row, found[row], rank) for rank, row in enumerate(page, query.offset + 1))
        return Wear(tuple(looks), len(ranked))

    def _is_among(self, query: WearQuery, row: int) -> bool:
        return query.among is None or self._looks[row].id in query.among

    def _matched(self, own: Sequence[Garment], rows: Rows) -> dict[int, _Match]:
        """By look: each of the person's stands for one piece at most, and the most alike pairs come first."""
        there = np.flatnonzero(np.isin(self._look_rows, rows))
        pairs = [
            (float(score), place, int(piece))
            for place, garment in enumerate(own)
            for score, piece in zip(*self._like(garment, there), strict=True)
        ]
        found: dict[int, _Match] = {}
        for score, place, piece in sorted(pairs, reverse=True):
            look = found.setdefault(self._pieces[piece].look, _Match())
            if piece not in look.owned and place not in look.owned.values():
                look.owned[piece] = place
                look.likeness += score
        return found

    def _like(self, own: Garment, pieces: Rows) -> tuple[_Scores, Rows]:
        """The pieces of the garment's kind and colour, and how alike they are."""
        passes = (chances([own]) @ _passing())[0]
        pieces = pieces[self._chances[pieces] @ passes >= SAME_KIND]
        (labs,), _ = packed([own.palette])
        near = ciede2000(labs[None, :1], self._labs[pieces]) < SAME_COLOUR
        pieces = pieces[(near & self._is_main[pieces]).any(axis=1)]
        cosines = self._worn.vectors[self._garments[pieces]].astype(np.float32) @ own.embedding
        alike = (cosines >= ALIKE) | (not own.embedding.any())  # nothing to be unlike by
        return cosines[alike], pieces[alike]

    def _order(self, row: int, match: _Match) -> tuple[int, int, float, str]:
        missing = len(self._missing(row, match))
        return -len(match.owned), missing, -match.likeness, self._looks[row].id

    def _wearable(self, row: int, match: _Match, rank: int) -> Wearable:
        missing = tuple(self._told(piece) for piece in self._missing(row, match))
        return Wearable(self._looks[row].id, rank, tuple(sorted(match.owned.values())), missing)

    def _missing(self, row: int, match: _Match) -> list[_Piece]:
        """The look's pieces that are not owned, one a type, the largest first."""
        first, last = np.searchsorted(self._look_rows, (row, row + 1))
        own = {self._pieces[piece].type for piece in match.owned}
        others = [self._pieces[place] for place in range(first, last) if place not in match.owned]
        missing: dict[str, _Piece] = {}
        for piece in sorted(others, key=lambda piece: -_area(self._worn.garments[piece.garment])):
            if piece.type is not None and piece.type not in own:
                missing.setdefault(piece.type, piece)
        return list(missing.values())

    def _told(self, piece: _Piece) -> WornPiece:
        """By its type, its colour where it was seen for itself, and the tag of the look that names it."""
        assert piece.type is not None
        if piece.tag:
            return WornPiece(piece.type, None, piece.tag)
        tags = self._looks[piece.look].tags
        tag = next((tag for tag in tags if piece.type in types_of_tag(tag)), "")
        palette = self._worn.garments[piece.garment].palette
        return WornPiece(piece.type, palette[0].name if palette else None, tag)


def _pieces(look: Look, look_row: int, row: int, garment: Garment) -> Iterator[_Piece]:
    """A garment that was told apart is one piece; a whole outfit has those that the look's tags name."""
    if garment.type != UNKNOWN or garment.type_probabilities:
        told = garment.type if garment.type != UNKNOWN and garment.confidence >= TOLD_TYPE else None
        yield _Piece(look_row, row, chances([garment])[0], told)
        return
    named: dict[str, _Piece] = {}
    for tag in look.tags:
        if types := types_of_tag(tag):
            likely = np.isin(TYPES, sorted(types)).astype(np.float32)
            named.setdefault(min(types), _Piece(look_row, row, likely, min(types), tag))
    yield from named.values() or [_Piece(look_row, row, chances([garment])[0], None)]


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


def _area(garment: Garment) -> int:
    box = garment.box
    return (box.x1 - box.x0) * (box.y1 - box.y0)
