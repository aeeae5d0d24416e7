"""Worn garments as rows for a database: facets as one word, and COPY's binary format."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence

from retrieval.index.cells import admits, asked
from retrieval.index.tables import WornTable
from retrieval.types import SEASONS, Facets, Look

_HEADER = b"PGCOPY\n\xff\r\n\0" + struct.pack(">ii", 0, 0)
_END = struct.pack(">h", -1)


def facets_of(look: Look) -> str:
    """A look's facets: `women spring summer`. There are 48 such words."""
    return " ".join((look.gender, *(season for season in SEASONS if season in look.seasons)))


def passes(word: str, facets: Facets) -> bool:
    """Whether looks of such facets are among what was asked for."""
    gender, *seasons = word.split(" ")
    return any(admits(cell, gender, seasons) for cell in asked(facets))


def binary(looks: Sequence[Look], worn: WornTable) -> Iterator[bytes]:
    """Row, look, type, facets, embedding as halves; garments of the same facets together.

    The format: https://www.postgresql.org/docs/current/sql-copy.html. A halfvec is its length in two bytes,
    two empty ones, and its numbers.
    """
    facets = [facets_of(looks[row]) for row in worn.look_rows]
    dim = struct.pack(">HH", worn.vectors.shape[1], 0)
    yield _HEADER
    for row in sorted(range(len(facets)), key=facets.__getitem__):
        look, garment = looks[worn.look_rows[row]], worn.garments[row]
        halves = worn.vectors[row].astype(">f2").tobytes()
        yield _tuple(
            row.to_bytes(4), look.id.encode(), garment.type.encode(), facets[row].encode(), dim + halves
        )
    yield _END


def _tuple(*fields: bytes) -> bytes:
    return struct.pack(">h", len(fields)) + b"".join(struct.pack(">i", len(each)) + each for each in fields)
