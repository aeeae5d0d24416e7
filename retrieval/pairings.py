"""Which clothes in which colours go with one: counted over everything that a lookbook's looks wear."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from retrieval.colours.names import basic_name
from retrieval.index import folders, tables
from retrieval.index.catalogue import Catalogue
from retrieval.index.cells import Rows
from retrieval.index.tables import WornTable
from retrieval.reasons import OFTEN_MISREAD, TOLD_TYPE
from retrieval.types import TYPES, ColourName, Facets, Garment

RAREST = 3
"""Looks that must wear two pieces together before they are told as a pairing."""

Kind = tuple[str, ColourName]
"""A type and a basic colour."""


@dataclass(frozen=True, slots=True)
class Pairing:
    """A piece worn with the one asked for."""

    type: str
    colour: ColourName
    looks: int  # that wear both
    share: float  # of the looks that wear the piece asked for
    lift: float  # `share` over the piece's share of all looks: over 1, worn together more often than apart


@dataclass(frozen=True, slots=True)
class Pairings:
    """What goes with a piece: the looks that wear it, those counted, and the pairings, commonest first."""

    wearing: int
    looks: int
    found: tuple[Pairing, ...]


def of_index(index_dir: Path, type_: str, colour: ColourName | None, facets: Facets) -> Pairings:
    """Over the looks inside the facets of the index that is served. Raises IndexMissing, IndexMismatch."""
    build = folders.current(index_dir)
    return count(tables.read_worn(build), Catalogue.of_build(build).rows(facets), type_, colour)


def count(worn: WornTable, inside: Rows, type_: str, colour: ColourName | None = None) -> Pairings:
    """What the looks of some rows wear with a type (and in a basic colour)."""
    pieces = _by_look(worn, set(inside.tolist()))
    wearing = [kinds for kinds in pieces.values() if _wears(kinds, type_, colour)]
    apart = Counter(kind for kinds in pieces.values() for kind in kinds)
    together = Counter(kind for kinds in wearing for kind in kinds if kind[0] != type_)
    found = [
        _pairing(kind, looks, len(wearing), apart[kind] / len(pieces))
        for kind, looks in together.items()
        if looks >= RAREST
    ]
    found.sort(key=lambda each: (-each.looks, -each.lift, TYPES.index(each.type), each.colour.ko))
    return Pairings(len(wearing), len(inside), tuple(found))


def _by_look(worn: WornTable, inside: set[int]) -> Mapping[int, frozenset[Kind]]:
    pieces: dict[int, frozenset[Kind]] = {}
    for row, garment in zip(worn.look_rows.tolist(), worn.garments, strict=True):
        if row in inside and garment.confidence >= TOLD_TYPE and garment.type not in OFTEN_MISREAD:
            pieces[row] = pieces.get(row, frozenset()) | {_kind(garment)}
    return pieces


def _kind(garment: Garment) -> Kind:
    return garment.type, basic_name(garment.palette[0].name)


def _wears(kinds: Iterable[Kind], type_: str, colour: ColourName | None) -> bool:
    return any(kind == type_ and colour in (None, named) for kind, named in kinds)


def _pairing(kind: Kind, looks: int, wearing: int, apart: float) -> Pairing:
    share = looks / wearing
    return Pairing(*kind, looks, share, share / apart)
