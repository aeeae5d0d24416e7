"""JSON lines with photos beside them become a lookbook, by a column map."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from retrieval.errors import LookbookError
from retrieval.lookbook.column_map import ColumnMap
from retrieval.lookbook.importing import Draft, ImportReport, Layout, LeftOut, Tell, bring_in


def import_jsonl(
    source: Path, lookbook: Path, columns: ColumnMap, progress: Tell = lambda done, total: None
) -> ImportReport:
    """Imports a file of one object a line, whose photos are named relative to it. Raises LookbookError."""
    source = source.expanduser()
    try:
        lines = source.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise LookbookError(f"{source} cannot be read as JSON lines ({error}).") from error
    numbered = [(number, line) for number, line in enumerate(lines, start=1) if line.strip()]
    layout = Layout(source.stem, "worn", len(numbered), _found(numbered, columns, source.parent))
    return bring_in(layout, lookbook, progress)


def _found(lines: list[tuple[int, str]], columns: ColumnMap, folder: Path) -> Iterator[Draft | LeftOut]:
    for number, line in lines:
        where = f"line {number}"
        try:
            record = json.loads(line)
        except ValueError as error:
            yield LeftOut(where, f"It is not JSON ({error}).")
            continue
        if isinstance(record, dict):
            yield columns.draft(where, record, folder)
        else:
            yield LeftOut(where, "It is not an object.")
