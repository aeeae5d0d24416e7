"""The engine of one machine: Annoy's files in the build's folder, which come and go with it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from retrieval.index import folders
from retrieval.index.cells import rows_by_cell
from retrieval.index.engine import Unchanged
from retrieval.index.manifest import Manifest
from retrieval.index.nearest import AnnoyNearest, cell_file, items_of, write_cells
from retrieval.index.tables import WornTable
from retrieval.types import Look

LOOSE = 500
"""Garments of a cell that may stand behind its trees: to compare them all takes a fifth of a millisecond."""


class Annoy:
    """A file of trees for each cell that is asked for."""

    name = "annoy"

    @contextmanager
    def filled(
        self, build: Path, looks: Sequence[Look], worn: WornTable, unchanged: Unchanged | None = None
    ) -> Iterator[None]:
        """Grows the trees of cells that changed, or to which much came; others' files are linked.

        Raises OSError.
        """
        into, cells = build / folders.CELLS, rows_by_cell(_worn_by(looks, worn))
        into.mkdir()
        if unchanged is not None:
            for cell, alike in unchanged.garments.items():
                before = cell_file(unchanged.build / folders.CELLS, cell)
                grown = items_of(before, worn.vectors.shape[1]) if before.exists() else 0
                if 0 < grown <= alike and len(cells[cell]) - grown <= LOOSE:
                    _link(before, cell_file(into, cell))
                    del cells[cell]
        write_cells(worn.vectors, cells, into)
        yield

    def open(self, build: Path, looks: Sequence[Look], worn: WornTable) -> AnnoyNearest:
        """Raises IndexMissing where a file of the cells is gone."""
        return AnnoyNearest(worn.vectors, rows_by_cell(_worn_by(looks, worn)), build / folders.CELLS)

    def keep(self, builds: Collection[str]) -> None:
        """The folders went already."""

    def examine(self, about: Manifest) -> str:
        """Annoy's files are opened with the build."""
        return self.name


ANNOY = Annoy()


def _worn_by(looks: Sequence[Look], worn: WornTable) -> list[Look]:
    """The look of each worn garment."""
    return [looks[row] for row in worn.look_rows]


def _link(file: Path, place: Path) -> None:
    try:
        os.link(file, place)
    except OSError:  # a disk without links
        shutil.copyfile(file, place)
