"""Somebody's CSV with photos beside it becomes a lookbook, by a column map."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from retrieval.errors import LookbookError
from retrieval.lookbook.column_map import ColumnMap
from retrieval.lookbook.importing import ImportReport, Layout, Tell, bring_in
from retrieval.lookbook.rows import Row, numbered


def import_csv(
    source: Path, lookbook: Path, columns: ColumnMap, progress: Tell = lambda done, total: None
) -> ImportReport:
    """Imports a table whose photos are named relative to it. Raises LookbookError."""
    source = source.expanduser()
    rows = _rows(source)
    found = (columns.draft(f"row {number}", row, source.parent) for number, row in rows.items())
    return bring_in(Layout(source.stem, "worn", len(rows), found), lookbook, progress)


def _rows(source: Path) -> dict[int, Row]:
    try:
        text = _decoded(source.read_bytes())
        return numbered(text, _dialect(text))[1]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise LookbookError(f"{source} cannot be read as CSV ({error}).") from error


def _decoded(data: bytes) -> str:
    """UTF-8, or what a Korean spreadsheet writes by itself. Raises UnicodeDecodeError."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp949")


def _dialect(text: str) -> type[csv.Dialect]:
    """Commas, semicolons or tabs: whatever the header has most of."""
    header = io.StringIO(text, newline="").readline()

    class Dialect(csv.excel):
        delimiter = max(",;\t", key=header.count)

    return Dialect
