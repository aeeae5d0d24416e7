"""Somebody's CSV with photos beside it becomes a lookbook, by a column map."""

from __future__ import annotations

import csv
from pathlib import Path

from retrieval.errors import LookbookError
from retrieval.lookbook.column_map import ColumnMap
from retrieval.lookbook.importing import ImportReport, Layout, Tell, bring_in


def import_csv(
    source: Path, lookbook: Path, columns: ColumnMap, progress: Tell = lambda done, total: None
) -> ImportReport:
    """Imports a table whose photos are named relative to it. Raises LookbookError."""
    source = source.expanduser()
    rows = _rows(source)
    found = (columns.draft(f"row {number}", row, source.parent) for number, row in enumerate(rows, start=2))
    return bring_in(Layout(source.stem, "worn", len(rows), found), lookbook, progress)


def _rows(source: Path) -> list[dict[str, str]]:
    try:
        text = source.read_bytes()
        lines = _decoded(text).splitlines(keepends=True)
        return list(csv.DictReader(lines, restkey="", restval="", dialect=_dialect(lines)))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise LookbookError(f"{source} cannot be read as CSV ({error}).") from error


def _decoded(data: bytes) -> str:
    """UTF-8, or what a Korean spreadsheet writes by itself. Raises UnicodeDecodeError."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp949")


def _dialect(lines: list[str]) -> type[csv.Dialect]:
    """Commas, semicolons or tabs: whatever the header has most of."""
    header = lines[0] if lines else ""

    class Dialect(csv.excel):
        delimiter = max(",;\t", key=header.count)

    return Dialect
