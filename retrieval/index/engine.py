"""The contract of an engine, which holds a build's vectors and searches them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from retrieval.index.cells import Cell
from retrieval.index.manifest import Manifest
from retrieval.index.nearest import Nearest
from retrieval.index.tables import WornTable
from retrieval.types import Look


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
