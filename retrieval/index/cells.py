"""The fifteen cells, gender by season, that an index is cut into, and which of them a question opens."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from retrieval.types import GENDERS, SEASONS, Facets, Gender, Look, Season

Rows = npt.NDArray[np.intp]
"""Positions in a table, ascending."""


@dataclass(frozen=True, slots=True)
class Cell:
    """The looks of one gender (unisex ones pass each) and one season; no season means every look."""

    gender: Gender
    season: Season | None

    @property
    def name(self) -> str:
        return f"{self.gender}-{self.season or 'all'}"


CELLS: tuple[Cell, ...] = tuple(Cell(gender, season) for gender in GENDERS for season in (None, *SEASONS))


def asked(facets: Facets) -> tuple[Cell, ...]:
    """The cells whose union is what the facets leave."""
    seasons = tuple(season for season in SEASONS if season in facets.seasons)
    return tuple(Cell(facets.gender, season) for season in seasons or (None,))


def passes(look: Look, cell: Cell) -> bool:
    """Whether a look stands in a cell. One without seasons stands only where no season was asked."""
    return admits(cell, look.gender, look.seasons)


def admits(cell: Cell, gender: str, seasons: Collection[str]) -> bool:
    """Whether looks of that gender and those seasons stand in a cell."""
    of_gender = cell.gender == "all" or gender in (cell.gender, "unisex")
    return of_gender and (cell.season is None or cell.season in seasons)


def rows_by_cell(looks: Sequence[Look]) -> dict[Cell, Rows]:
    """For each cell the rows of `looks` that stand in it."""
    return {
        cell: np.array([row for row, look in enumerate(looks) if passes(look, cell)], dtype=np.intp)
        for cell in CELLS
    }


def union(cells: dict[Cell, Rows], facets: Facets) -> Rows:
    """The rows that the facets leave, each once."""
    parts = [cells[cell] for cell in asked(facets)]
    return parts[0] if len(parts) == 1 else np.unique(np.concatenate(parts))
