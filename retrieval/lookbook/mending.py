"""What can be mended in a lookbook without asking: nothing is lost, and a copy of the table stays."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from retrieval import photo
from retrieval.errors import LookbookError, PhotoError
from retrieval.lookbook import schema, table
from retrieval.lookbook.facet_words import gender_of, seasons_of
from retrieval.lookbook.rows import Row, has_more, numbered

SET_ASIDE = "set_aside.csv"
_WHY = "why"


@dataclass(frozen=True, slots=True)
class Mended:
    """What was done, a sentence each, and the copy of the table; no sentence: nothing was changed."""

    done: tuple[str, ...]
    backup: Path | None


def mend(lookbook: Path) -> Mended:
    """Mends what is safe.

    A table that is not UTF-8 but a Korean spreadsheet's CP949 is written as UTF-8; genders and seasons in
    other words become the lookbook's; rows whose photo is missing or unusable, and rows that say of the same
    photo the same as one before, go into `set_aside.csv`. Raises LookbookError where the table cannot be read
    or written, or where writing it anew would lose a cell.
    """
    lookbook = lookbook.expanduser().resolve()
    path = lookbook / schema.TABLE
    try:
        raw = path.read_bytes()
        text, recoded = _decoded(raw)
        header, by_number = numbered(text, strict=True)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise LookbookError(f"{path} cannot be mended by itself ({error}).") from error
    _require_whole(path, header, by_number)
    rows = list(by_number.values())
    reworded = sum(_reword(row) for row in rows)
    kept, aside = _sort_out(rows, lookbook)
    done = tuple(_told(recoded, reworded, aside))
    return Mended(done, _write(lookbook, raw, header, kept, aside) if done else None)


def _require_whole(path: Path, header: list[str], rows: Mapping[int, Row]) -> None:
    """Raises LookbookError where a cell has no column of its own: only its keeper knows where it belongs."""
    if problems := list(schema.header_problems(header)):
        raise LookbookError(f"{path} must be mended by hand: {'; '.join(map(str, problems))}.")
    if beyond := [str(number) for number, row in rows.items() if has_more(row)]:
        named = ", ".join(beyond[: schema.MOST_NAMED]) + (", ..." if len(beyond) > schema.MOST_NAMED else "")
        raise LookbookError(
            f"{path} must be mended by hand: row {named} has more cells than the header has columns; "
            "put quotes around commas."
        )


def _decoded(raw: bytes) -> tuple[str, bool]:
    try:
        return raw.decode("utf-8-sig"), False
    except UnicodeDecodeError:
        return raw.decode("cp949"), True


def _reword(row: Row) -> bool:
    """Writes gender and seasons as a lookbook does; says whether that changed anything."""
    gender, seasons = gender_of(row["gender"]), seasons_of(row["seasons"])
    said = {"gender": gender or row["gender"]}
    if seasons is not None:
        written = [each.strip() for each in row["seasons"].split(schema.SEPARATOR)]
        said["seasons"] = row["seasons"] if set(written) <= {*seasons, ""} else schema.SEPARATOR.join(seasons)
    changed = any(row[column] != cell for column, cell in said.items())
    row.update(said)
    return changed


def _sort_out(rows: Sequence[Row], lookbook: Path) -> tuple[list[Row], list[Row]]:
    kept: list[Row] = []
    aside: list[Row] = []
    told: set[tuple[str, ...]] = set()
    for row in rows:
        what = _usable(lookbook, row["photo"].strip())
        says = (what.digest, *(str(cell) for column, cell in row.items() if column not in ("id", "photo")))
        if what.reason:
            aside.append({**row, _WHY: what.reason})
        elif says in told:
            aside.append({**row, _WHY: "A row before says the same of the same photo."})
        else:
            told.add(says)
            kept.append(row)
    return kept, aside


@dataclass(frozen=True, slots=True)
class _Usable:
    digest: str = ""
    reason: str = ""


def _usable(lookbook: Path, place: str) -> _Usable:
    """Whether a row's photo can be indexed; a place that the schema refuses is left for its keeper."""
    inside = (lookbook / place).resolve()
    if not place or not inside.is_relative_to(lookbook):
        return _Usable(digest=place)
    try:
        return _Usable(digest=photo.open(inside).digest)
    except PhotoError as error:
        return _Usable(reason=str(error))


def _told(recoded: bool, reworded: int, aside: Sequence[object]) -> list[str]:
    told = ["wrote the table as UTF-8"] if recoded else []
    if reworded:
        told.append(f"wrote gender or seasons of {reworded:,} rows in a lookbook's words")
    if aside:
        told.append(f"set {len(aside):,} rows aside in {SET_ASIDE}, each with its reason")
    return told


def _write(lookbook: Path, raw: bytes, header: list[str], kept: list[Row], aside: list[Row]) -> Path:
    """The copy first, then what is set aside, then the table: a kill in between loses nothing."""
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
    backup = lookbook / f"{schema.TABLE}.{stamp}.bak"
    try:
        backup.write_bytes(raw)
        if aside:
            _append(lookbook / SET_ASIDE, header, aside)
        table.write_rows(lookbook / schema.TABLE, header, kept)
    except OSError as error:
        raise LookbookError(f"{lookbook} cannot be written ({error.strerror or error}).") from error
    return backup


def _append(path: Path, header: list[str], rows: list[Row]) -> None:
    before: list[Row] = []
    if path.exists():
        with path.open(encoding="utf-8", newline="") as file:
            before = list(csv.DictReader(file, restval=""))
    columns = dict.fromkeys([*header, _WHY, *(column for row in before for column in row)])
    table.write_rows(path, list(columns), [*before, *rows])
