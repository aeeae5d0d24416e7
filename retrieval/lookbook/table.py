"""A lookbook's files are written here: each replaced whole, so that a reader finds the old or the new one."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from retrieval.errors import LookbookError
from retrieval.files import replace
from retrieval.lookbook import schema
from retrieval.lookbook.rows import has_more
from retrieval.lookbook.schema import Kind

Row = Mapping[str, str]


def add(lookbook: Path, rows: Sequence[Row]) -> None:
    """Appends rows, and columns that the table lacks and a row fills. Raises OSError, LookbookError."""
    if not rows:
        return
    path = lookbook / schema.TABLE
    written = path.read_bytes().decode("utf-8-sig") if path.exists() else ",".join(schema.REQUIRED) + "\n"
    reader = csv.DictReader(io.StringIO(written, newline=""))
    header = list(reader.fieldnames or ())
    filled = dict.fromkeys(column for row in rows for column, cell in row.items() if cell)
    if more := [column for column in filled if column not in header]:
        write_rows(path, [*header, *more], [*reader, *rows])
    else:
        text = written if written.endswith("\n") else f"{written}\n"
        replace(path, (text + _lines(header, rows)).encode())


def write_rows(path: Path, header: Sequence[str], rows: Sequence[Row]) -> None:
    """Writes a table anew. Raises OSError, and LookbookError rather than lose a cell that has no column."""
    for row in rows:
        if has_more(row):
            raise LookbookError(
                f"{path}: the row of {row.get('id')!r} has more cells than the header has columns; "
                "put quotes around commas."
            )
    replace(path, _lines(header, [dict(zip(header, header, strict=True)), *rows]).encode())


def drop(lookbook: Path, look_id: str) -> None:
    """Takes a look's row out. Raises OSError, LookbookError."""
    path = lookbook / schema.TABLE
    reader = csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline=""))
    rows = [row for row in reader if row["id"].strip() != look_id]
    write_rows(path, list(reader.fieldnames or ()), rows)


def name(lookbook: Path, called: str, kind: Kind) -> None:
    """Writes `lookbook.json` where there is none. Raises OSError."""
    about = lookbook / schema.ABOUT
    if not about.exists():
        said = json.dumps({"name": called, "kind": kind}, ensure_ascii=False)
        replace(about, f"{said}\n".encode())


def _lines(header: Sequence[str], rows: Sequence[Row]) -> str:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, header, restval="", extrasaction="ignore", lineterminator="\n")
    writer.writerows(rows)
    return text.getvalue()
