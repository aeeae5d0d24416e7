"""The tables of a build: looks and worn garments as JSON lines, vectors as an array. Nothing is pickled."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, overload

import numpy as np
import numpy.typing as npt

from retrieval.errors import IndexMissing
from retrieval.index.cells import Rows
from retrieval.types import TYPES, Box, ColourName, Garment, Look, Palette, Swatch

LOOKS = "looks.jsonl"
WORN = "worn.jsonl"
VECTORS = "vectors.npy"

_TORN = (ValueError, LookupError, TypeError)
"""What a line raises that is no JSON, or of another shape."""


@dataclass(frozen=True, slots=True)
class IndexedLook:
    """A look, the place of its lookbook in the manifest, the sha256 of its photo, and what it wears."""

    look: Look
    lookbook: int
    photo_digest: str
    wears: tuple[float, ...] = ()  # how likely each of TYPES, told from the whole photo; may be empty


class GarmentLines(Sequence[Garment]):
    """Garments as their table's lines without the look's row, each read when it is first asked for.

    A build of which most was served before is written, and tried, without reading them.
    """

    def __init__(self, lines: Sequence[str], vectors: npt.NDArray[np.float32]) -> None:
        self.lines = lines
        self._vectors = vectors
        self._read: dict[int, Garment] = {}

    def __len__(self) -> int:
        return len(self.lines)

    @overload
    def __getitem__(self, place: int) -> Garment: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[Garment, ...]: ...

    def __getitem__(self, place: int | slice) -> Garment | tuple[Garment, ...]:
        if isinstance(place, slice):
            return tuple(self[each] for each in range(len(self))[place])
        if not -len(self) <= place < len(self):
            raise IndexError(place)
        place = int(place) % len(self)
        if place not in self._read:
            self._read[place] = self._garment(place)
        return self._read[place]

    def _garment(self, place: int) -> Garment:
        """Raises IndexMissing where the line is torn."""
        try:
            return _garment_from_json(json.loads(self.lines[place]), self._vectors[place])
        except _TORN as error:
            raise IndexMissing("A garment in the index's table is torn; run codibot index again.") from error


@dataclass(frozen=True, slots=True, eq=False)
class WornTable:
    """Every worn garment, in the order of their looks."""

    garments: Sequence[Garment]
    look_rows: Rows  # (garments,): the row of each one's look
    vectors: npt.NDArray[np.float32]  # (garments, dim), of unit length

    def comparable(self, garment: Garment) -> Garment:
        """The garment; without its vector where other weights made it: colours and types still speak."""
        dim = self.vectors.shape[1]
        if len(garment.embedding) == dim:
            return garment
        return replace(garment, embedding=np.zeros(dim, np.float32))


def write_looks(looks: Iterable[IndexedLook], roots: Sequence[Path], build: Path) -> None:
    """Raises OSError where the disk refuses."""
    _write_lines(build / LOOKS, (_look_to_json(indexed, roots) for indexed in looks))


def read_looks(build: Path, roots: Sequence[Path]) -> tuple[IndexedLook, ...]:
    """Raises IndexMissing where the table is gone or torn."""
    try:
        return tuple(_look_from_json(raw, roots) for raw in _read_lines(build / LOOKS))
    except _TORN as error:
        raise _gone(build / LOOKS) from error


def write_worn(table: WornTable, build: Path) -> None:
    """Raises OSError where the disk refuses."""
    pairs = zip(table.look_rows.tolist(), lines_of(table.garments), strict=True)
    with (build / WORN).open("w", encoding="utf-8") as lines:
        lines.writelines(f'{{"look": {row}, {line[1:]}\n' for row, line in pairs)
    np.save(build / VECTORS, table.vectors, allow_pickle=False)


def read_worn(build: Path) -> WornTable:
    """Raises IndexMissing where a table is gone or torn."""
    try:
        heads, lines = _parted((build / WORN).read_text(encoding="utf-8"))
        look_rows = np.array([int(head.removeprefix('{"look": ')) for head in heads], dtype=np.intp)
    except (OSError, ValueError) as error:
        raise _gone(build / WORN) from error
    try:
        vectors = np.load(build / VECTORS, allow_pickle=False)
    except (OSError, ValueError, EOFError) as error:
        raise _gone(build / VECTORS) from error
    if not isinstance(vectors, np.ndarray) or vectors.ndim != 2:
        raise _gone(build / VECTORS)
    if len(lines) != len(vectors):
        raise _gone(build / WORN)
    return WornTable(GarmentLines(lines, vectors), look_rows, vectors)


def lines_of(garments: Sequence[Garment]) -> Iterable[str]:
    """Garments as lines of JSON, all but their vectors and looks."""
    if isinstance(garments, GarmentLines):
        return garments.lines
    return (json.dumps(_garment_to_json(garment), ensure_ascii=False) for garment in garments)


def _parted(table: str) -> tuple[list[str], list[str]]:
    """Of each line `{"look": 7, "type": ...}` its head, and the rest as an object of its own."""
    parts = [line.partition(", ") for line in table.splitlines()]
    if not all(line.endswith("}") for _, _, line in parts):
        raise ValueError("a line is torn")
    return [head for head, _, _ in parts], ["{" + rest for _, _, rest in parts]


def _write_lines(path: Path, rows: Iterable[dict[str, Any]]) -> None:
    with path.open("w", encoding="utf-8") as lines:
        lines.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def _read_lines(path: Path) -> Iterator[dict[str, Any]]:
    try:
        with path.open(encoding="utf-8") as lines:
            yield from map(json.loads, lines)
    except (OSError, ValueError) as error:
        raise _gone(path) from error


def _gone(path: Path) -> IndexMissing:
    return IndexMissing(f"{path} cannot be read; run codibot index again.")


def _look_to_json(indexed: IndexedLook, roots: Sequence[Path]) -> dict[str, Any]:
    look = indexed.look
    return {
        "id": look.id,
        "lookbook": indexed.lookbook,
        "photo": look.photo.relative_to(roots[indexed.lookbook]).as_posix(),
        "photo_digest": indexed.photo_digest,
        "wears": indexed.wears,
        "gender": look.gender,
        "seasons": sorted(look.seasons),
        "style": look.style,
        "title": look.title,
        "tags": look.tags,
        "credit": look.credit,
        "link": look.link,
        "brands": look.brands,
        "fabrics": look.fabrics,
        "further": dict(look.further),
    }


def _look_from_json(raw: dict[str, Any], roots: Sequence[Path]) -> IndexedLook:
    look = Look(
        id=raw["id"],
        photo=roots[raw["lookbook"]] / raw["photo"],
        gender=raw["gender"],
        seasons=frozenset(raw["seasons"]),
        style=raw["style"],
        title=raw["title"],
        tags=tuple(raw["tags"]),
        credit=raw["credit"],
        link=raw["link"],
        brands=tuple(raw["brands"]),
        fabrics=tuple(raw["fabrics"]),
        further=raw["further"],
    )
    wears = tuple(raw.get("wears", ()))
    if len(wears) not in (0, len(TYPES)):
        raise ValueError("it was told other types than there are")
    return IndexedLook(look, raw["lookbook"], raw["photo_digest"], wears)


def _garment_to_json(garment: Garment) -> dict[str, Any]:
    return {
        "type": garment.type,
        "confidence": garment.confidence,
        "type_probabilities": garment.type_probabilities,
        "box": [garment.box.x0, garment.box.y0, garment.box.x1, garment.box.y1],
        "palette": [asdict(swatch) for swatch in garment.palette],
        "pattern": garment.pattern,
    }


def _garment_from_json(raw: dict[str, Any], vector: npt.NDArray[np.float32]) -> Garment:
    return Garment(
        type=raw["type"],
        confidence=raw["confidence"],
        type_probabilities=tuple(raw["type_probabilities"]),
        box=Box(*raw["box"]),
        embedding=vector,
        palette=_palette_from_json(raw["palette"]),
        pattern=raw["pattern"],
    )


def _palette_from_json(swatches: list[dict[str, Any]]) -> Palette:
    return tuple(
        Swatch(swatch["hex"], tuple(swatch["lab"]), swatch["share"], ColourName(**swatch["name"]))
        for swatch in swatches
    )
