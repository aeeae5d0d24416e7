"""A table's rows as a spreadsheet numbers them, with every cell: also those that no column stands over."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

BEYOND = "\0beyond"
"""Under this name a row has the list of the cells that the header has no column for."""

Row = dict[str, str]


def numbered(
    text: str, dialect: type[csv.Dialect] = csv.excel, strict: bool = False
) -> tuple[list[str], dict[int, Row]]:
    """The header, and each row under its number: the header is 1, and empty lines count. Raises csv.Error."""
    lines = csv.reader(io.StringIO(text, newline=""), dialect, strict=strict)
    header = next(lines, [])
    return header, {number: _row(header, cells) for number, cells in enumerate(lines, start=2) if cells}


def has_more(row: Iterable[object]) -> bool:
    """Whether a row has cells beyond the header, under our name for them or under that of `csv`."""
    return BEYOND in (names := set(row)) or None in names


def _row(header: list[str], cells: list[str]) -> Row:
    row = dict.fromkeys(header, "") | dict(zip(header, cells, strict=False))
    if beyond := cells[len(header) :]:
        row[BEYOND] = beyond  # type: ignore[assignment]  # the one cell that is a list
    return row
