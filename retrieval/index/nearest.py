"""The worn garments nearest to a vector under facets: Annoy by cell, and exact search as its oracle."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt
from annoy import AnnoyIndex

from retrieval.errors import IndexMissing
from retrieval.index.cells import CELLS, Cell, Rows, asked, union
from retrieval.types import Facets, Vector

Vectors = npt.NDArray[np.float32]
"""Shape (garments, dim), each row of unit length."""
Cosines = npt.NDArray[np.float32]
"""Shape (found,), descending."""

TREES = 40
SEED = 20230201  # any number, but always the same: two builds of the same looks are equal
LEAST_CANDIDATES = 200
OVERSAMPLE = 2
SEARCHED_PER_TREE = 2
"""Annoy looks at candidates x trees x this many nodes. Measured on street looks with vectors of lying
garments, far from all outfits: with 1, recall@20 is 0.987 in the worst cell; with 2, 0.997."""

LEAST_REACH = 48_000
"""At least this many nodes, however few are wanted. Among 380,000 garments with vectors of lying ones,
recall@20 under the worst facets is 0.958 with 16,000, 0.975 with 32,000, 0.995 with this."""

WHOLE_SHARE = 4
"""A cell of at most this part of the nodes is scored whole: gathering and sorting the nodes costs more."""


class Nearest(Protocol):
    """Finds worn garments by cosine."""

    def search(self, vector: Vector, facets: Facets, k: int) -> tuple[Rows, Cosines]:
        """Up to `k` rows of the worn table inside the facets with their cosines, best first, ties by row."""
        ...


class ExactNearest:
    """Every garment inside the facets, scored: what an approximate search is measured against."""

    def __init__(self, vectors: Vectors, cells: dict[Cell, Rows]) -> None:
        self._vectors = vectors
        self._cells = cells

    def search(self, vector: Vector, facets: Facets, k: int) -> tuple[Rows, Cosines]:
        return best(self._vectors, union(self._cells, facets), vector, k)


class AnnoyNearest:
    """Candidates from the Annoy index of each cell asked for, more than wanted, scored again exactly.

    What stands in a cell behind the trees' last item came since they grew, and is a candidate always.
    """

    def __init__(self, vectors: Vectors, cells: dict[Cell, Rows], folder: Path) -> None:
        """`folder` is what `write_cells` filled. Raises IndexMissing where a file of it is gone."""
        self._vectors = vectors
        self._cells = cells
        self._trees = {cell: _load(folder, cell, vectors.shape[1]) for cell in CELLS if len(cells[cell])}

    def search(self, vector: Vector, facets: Facets, k: int) -> tuple[Rows, Cosines]:
        wanted = max(LEAST_CANDIDATES, OVERSAMPLE * k)
        found = [self._candidates(cell, vector, wanted) for cell in asked(facets)]
        rows = found[0] if len(found) == 1 else np.unique(np.concatenate(found))
        return best(self._vectors, rows, vector, k)

    def _candidates(self, cell: Cell, vector: Vector, wanted: int) -> Rows:
        if cell not in self._trees:
            return np.empty(0, dtype=np.intp)
        reach = max(LEAST_REACH, wanted * TREES * SEARCHED_PER_TREE)
        if len(self._cells[cell]) <= reach // WHOLE_SHARE:
            return self._cells[cell]
        trees, rows = self._trees[cell], self._cells[cell]
        items = trees.get_nns_by_vector(vector, wanted, search_k=reach)
        return np.concatenate([rows[items], rows[trees.get_n_items() :]])


def best(vectors: Vectors, rows: Rows, vector: Vector, k: int) -> tuple[Rows, Cosines]:
    """The `k` of `rows` with the highest cosine to `vector`."""
    cosines = cosines_of(vectors, rows, vector)
    if k < len(rows):  # sorting only what can be among them is twenty times quicker
        near = cosines >= np.partition(cosines, -k)[-k]
        rows, cosines = rows[near], cosines[near]
    order = np.lexsort((rows, -cosines))[:k]
    return rows[order], cosines[order]


def cosines_of(vectors: Vectors, rows: Rows, vector: Vector) -> Cosines:
    """The cosine of each of `rows` to `vector`, on one core.

    BLAS would share these few milliseconds among all cores, and wait tens of them when another job has one.
    """
    if len(rows) * 4 > len(vectors):  # copying that many rows costs more than multiplying all of them
        return np.asarray(np.einsum("ij,j->i", vectors, vector)[rows], dtype=np.float32)
    return np.asarray(np.einsum("ij,j->i", vectors[rows], vector), dtype=np.float32)


def write_cells(vectors: Vectors, cells: dict[Cell, Rows], folder: Path) -> None:
    """Builds the Annoy index of each cell that is not empty; item i of a cell is its i-th row.

    Raises OSError where the disk refuses.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for cell, rows in cells.items():
        if len(rows):
            _build(vectors[rows]).save(str(cell_file(folder, cell)))


def _build(vectors: Vectors) -> AnnoyIndex:
    trees = AnnoyIndex(vectors.shape[1], "angular")
    trees.set_seed(SEED)
    for item, vector in enumerate(vectors):
        trees.add_item(item, vector)
    trees.build(TREES, n_jobs=1)  # more jobs would plant the trees in another order each time
    return trees


def _load(folder: Path, cell: Cell, dim: int) -> AnnoyIndex:
    trees = AnnoyIndex(dim, "angular")
    try:
        trees.load(str(cell_file(folder, cell)))
    except OSError as error:
        raise IndexMissing(f"{cell_file(folder, cell)} cannot be read; run codibot index again.") from error
    return trees


def cell_file(folder: Path, cell: Cell) -> Path:
    """Where a cell's trees lie."""
    return folder / f"{cell.name}.ann"


def items_of(file: Path, dim: int) -> int:
    """How many garments a cell's trees hold. Raises OSError."""
    trees = AnnoyIndex(dim, "angular")
    trees.load(str(file))
    return int(trees.get_n_items())
