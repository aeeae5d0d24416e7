"""What a lookbook is: a folder with `looks.csv` and photos, read strictly, every problem named at once."""

from __future__ import annotations

import csv
import hashlib
import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast, get_args

from retrieval.errors import LookbookError, MarksUnread
from retrieval.lookbook import removed
from retrieval.lookbook.rows import BEYOND, Row, numbered
from retrieval.types import SEASONS, Look, LookGender, Season

TABLE = "looks.csv"
ABOUT = "lookbook.json"
REQUIRED = ("id", "photo", "gender", "seasons", "style", "title", "tags", "credit")
OPTIONAL = ("link", "brands", "fabrics")
SEPARATOR = "|"
MOST_NAMED = 20
"""Problems told in one error: enough to mend a file by, few enough to read."""

Kind = Literal["worn", "product"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend. `row` counts as a spreadsheet does (1 is the header); 0 means no one row."""

    row: int
    column: str
    value: str
    mend: str

    def __str__(self) -> str:
        if not self.row:
            return self.mend
        return f"row {self.row}, {self.column} {self.value!r}: {self.mend}"


@dataclass(frozen=True, slots=True)
class Lookbook:
    """A lookbook as read: `root` absolute, looks in the file's order, `digest` sha256 of what was read."""

    root: Path
    name: str
    kind: Kind
    looks: tuple[Look, ...]
    digest: str


def read(folder: Path) -> Lookbook:
    """Reads a lookbook. Photos may be missing: `check` tells, and indexing skips them.

    Raises LookbookError, which names row, column, value and the mend of up to twenty problems.
    """
    lookbook, problems = inspect(folder)
    if lookbook is None or problems:
        raise LookbookError(_sentence(folder, problems))
    return lookbook


def inspect(folder: Path) -> tuple[Lookbook | None, list[Problem]]:
    """The lookbook, as far as it can be read, and everything that must be mended in it."""
    root = folder.expanduser().resolve()
    problems: list[Problem] = []
    about = _about(root, problems)
    raw = _bytes(root, problems)
    rows = _rows(raw, problems) if raw is not None else {}
    try:
        taken_down = removed.of(root).ids
    except MarksUnread as error:
        problems.append(_whole(str(error)))
    if problems:
        return None, problems
    looks = [look for look in _looks(root, rows, problems) if look.id not in taken_down]
    name = str(about.get("name") or root.name)
    kind = cast(Kind, about.get("kind", "worn"))
    digest = hashlib.sha256(raw or b"")
    digest.update(json.dumps(about, sort_keys=True).encode())
    return Lookbook(root, name, kind, tuple(looks), digest.hexdigest()), problems


def _sentence(folder: Path, problems: list[Problem]) -> str:
    named = [f"  {problem}" for problem in problems[:MOST_NAMED]]
    if len(problems) > MOST_NAMED:
        named.append(f"  and {len(problems) - MOST_NAMED} more")
    return "\n".join([f"The lookbook {folder} must be mended:", *named])


def _whole(mend: str) -> Problem:
    return Problem(0, "", "", mend)


def _bytes(root: Path, problems: list[Problem]) -> bytes | None:
    try:
        return (root / TABLE).read_bytes()
    except FileNotFoundError:
        what = f"write {TABLE} into it" if root.is_dir() else "name a folder that exists"
        problems.append(_whole(f"there is no {TABLE} in {root}; {what}"))
    except OSError as error:
        problems.append(_whole(f"{root / TABLE} cannot be read ({error.strerror}); name a lookbook's folder"))
    return None


def _about(root: Path, problems: list[Problem]) -> dict[str, object]:
    try:
        about = json.loads((root / ABOUT).read_text(encoding="utf-8-sig"))
    except OSError:
        return {}  # optional
    except ValueError as error:
        problems.append(_whole(f"{ABOUT} is not JSON in UTF-8 ({error}); mend it or remove it"))
        return {}
    if not isinstance(about, dict):
        problems.append(_whole(f'{ABOUT} must be an object such as {{"name": "My looks", "kind": "worn"}}'))
        return {}
    if about.get("kind", "worn") not in get_args(Kind):
        problems.append(_whole(f"{ABOUT}: kind {about['kind']!r} must be worn or product"))
    return about


def _rows(raw: bytes, problems: list[Problem]) -> dict[int, Row]:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        value = raw[error.start : error.start + 8]
        problems.append(_whole(f"{TABLE} is not UTF-8 (line {line}, bytes {value!r}); save it as UTF-8"))
        return {}
    try:
        header, rows = numbered(text, strict=True)
    except csv.Error as error:
        problems.append(_whole(f"{TABLE} is not well-formed CSV ({error}); save it again as CSV"))
        return {}
    problems.extend(header_problems(header))
    if not rows and not problems:
        problems.append(_whole(f"{TABLE} has no looks; add a row for each photo"))
    return rows


def header_problems(header: list[str]) -> Iterator[Problem]:
    """What must be mended before any row can be understood."""
    if missing := [column for column in REQUIRED if column not in header]:
        yield _whole(f"{TABLE} lacks the columns {', '.join(missing)}; its header is {','.join(REQUIRED)}")
    if twice := sorted({column for column in header if header.count(column) > 1}):
        yield _whole(f"{TABLE} has the columns {', '.join(twice)} more than once; keep one of each")


def _looks(root: Path, rows: dict[int, Row], problems: list[Problem]) -> list[Look]:
    looks: list[Look] = []
    first_row: dict[str, int] = {}
    for number, row in rows.items():
        found = list(_row_problems(root, number, row, first_row))
        first_row.setdefault(row["id"].strip(), number)
        problems.extend(found)
        if not found:
            looks.append(_look(root, row))
    return looks


def _row_problems(root: Path, number: int, row: Row, first_row: dict[str, int]) -> Iterator[Problem]:
    def problem(column: str, mend: str, value: str | None = None) -> Problem:
        return Problem(number, column, row[column] if value is None else value, mend)

    look_id = row["id"].strip()
    if not re.fullmatch(r"[^\s|]{1,64}", look_id):
        yield problem("id", "give an id of 1 to 64 characters without spaces")
    elif look_id in first_row:
        yield problem("id", f"already used in row {first_row[look_id]}; ids are unique")
    if outside := _photo_problem(root, row["photo"].strip()):
        yield problem("photo", outside)
    if row["gender"].strip() not in get_args(LookGender):
        yield problem("gender", "write men, women or unisex")
    for season in _values(row["seasons"]):
        if season not in SEASONS:
            yield problem("seasons", f"write some of {', '.join(SEASONS)} joined by {SEPARATOR}", season)
    if cells := row.get(BEYOND):
        mend = "more cells than the header has columns; put quotes around commas"
        yield problem("(beyond the header)", mend, str(cells))


def _photo_problem(root: Path, photo: str) -> str | None:
    if not photo:
        return "name a photo inside the lookbook"
    if Path(photo).is_absolute() or "\0" in photo:
        return "name the photo relative to the lookbook"
    if not (root / photo).resolve().is_relative_to(root):
        return "leads outside the lookbook; put the photo inside it"
    return None


def _look(root: Path, row: Row) -> Look:
    return Look(
        id=row["id"].strip(),
        photo=root / row["photo"].strip(),
        gender=cast(LookGender, row["gender"].strip()),
        seasons=frozenset(cast(tuple[Season, ...], _values(row["seasons"]))),
        style=row["style"].strip(),
        title=_text(row["title"]),
        tags=_values(row["tags"]),
        credit=_text(row["credit"]),
        link=row.get("link", "").strip(),
        brands=_values(row.get("brands", "")),
        fabrics=_values(row.get("fabrics", "")),
        further={column: cell for column, cell in row.items() if column not in (*REQUIRED, *OPTIONAL)},
    )


def _values(cell: str) -> tuple[str, ...]:
    """The values of a cell, each once, in the order written."""
    return tuple(dict.fromkeys(value for part in cell.split(SEPARATOR) if (value := _text(part))))


def _text(cell: str) -> str:
    # A Mac writes Hangul decomposed; one look's tags must equal another's.
    return unicodedata.normalize("NFC", cell).strip()
