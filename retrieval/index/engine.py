"""Which engine holds a build's vectors and searches them: Annoy's files, or a table of pgvector's."""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from retrieval.errors import IndexUnavailable
from retrieval.index import folders
from retrieval.index.cells import Cell, rows_by_cell
from retrieval.index.manifest import Manifest
from retrieval.index.nearest import AnnoyNearest, Nearest, cell_file, items_of, write_cells
from retrieval.index.tables import WornTable
from retrieval.types import Look

LOOSE = 500
"""Garments of a cell that may stand behind its trees: to compare them all takes a fifth of a millisecond."""


@dataclass(frozen=True, slots=True)
class Unchanged:
    """How many garments each cell begins with as it does in an earlier build; others went or came since."""

    build: Path
    garments: Mapping[Cell, int]


class Engine(Protocol):
    """Takes builds in, opens them to be searched, lets them go."""

    @property
    def name(self) -> str:
        """As the settings and a build's manifest spell it."""

    def filled(
        self, build: Path, looks: Sequence[Look], worn: WornTable, unchanged: Unchanged | None = None
    ) -> AbstractContextManager[None]:
        """Takes a build in; lets it go again where what follows fails.

        Raises OSError or IndexWriteError where the disk refuses, IndexUnavailable.
        """

    def open(self, build: Path, looks: Sequence[Look], worn: WornTable) -> Nearest:
        """Raises IndexMissing where the build was never taken in."""

    def keep(self, builds: Collection[str]) -> None:
        """Lets go of all builds but these."""

    def examine(self, about: Manifest) -> str:
        """What holds a build, in words. Raises IndexMissing where it is not there as a whole."""


class Annoy:
    """The engine of one machine: files in the build's folder, which come and go with it."""

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


def make(setting: str, database_url: str) -> Engine:
    """`annoy`, or `pgvector` in the database of that URL. Raises IndexUnavailable without its driver."""
    if setting == Annoy.name:
        return ANNOY
    try:
        from retrieval.index.pgvector import Pgvector
    except ModuleNotFoundError as error:
        raise IndexUnavailable("pgvector needs its driver: pip install 'codibot[scale]'.") from error
    return Pgvector(database_url)


def _worn_by(looks: Sequence[Look], worn: WornTable) -> list[Look]:
    """The look of each worn garment."""
    return [looks[row] for row in worn.look_rows]


def _link(file: Path, place: Path) -> None:
    try:
        os.link(file, place)
    except OSError:  # a disk without links
        shutil.copyfile(file, place)
