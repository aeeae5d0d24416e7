"""One table of the evaluation, whatever it measures: lines of figures, ready for terminal, JSON and page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from rich.console import Console
from rich.table import Table

from scripts.evaluate.metrics import Figure

Cell = Figure | float | int | str


@dataclass(frozen=True, slots=True)
class Line:
    """A row's name and what it measured, by metric."""

    row: str
    cells: Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Section:
    """A table: what was asked, and a line a row."""

    key: str
    title: str
    lines: Sequence[Line]

    @property
    def columns(self) -> list[str]:
        """Every metric of any line, in order of appearance."""
        return list(dict.fromkeys(name for line in self.lines for name in line.cells))


def written(cell: Cell | None) -> str:
    """A cell for a person to read."""
    if cell is None:
        return ""
    return f"{cell:.3f}" if isinstance(cell, float) else str(cell)


def show(section: Section, console: Console) -> None:
    """The table in the terminal."""
    table = Table(title=section.title, title_justify="left")
    for column in ("row", *section.columns):
        table.add_column(column, no_wrap=column == "row")
    for line in section.lines:
        table.add_row(line.row, *(written(line.cells.get(column)) for column in section.columns))
    console.print(table)


def as_json(sections: Sequence[Section]) -> dict[str, Any]:
    """By key; a figure is its mean, low and high."""
    return {
        section.key: {
            "title": section.title,
            "rows": [
                {"row": line.row, **{name: _plain(cell) for name, cell in line.cells.items()}}
                for line in section.lines
            ],
        }
        for section in sections
    }


def _plain(cell: Cell) -> Any:
    return asdict(cell) if isinstance(cell, Figure) else cell
