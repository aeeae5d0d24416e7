"""The many worn garments on the disk: made once, found again by the next run."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.lib.format import open_memmap

from retrieval.index import manifest, tables
from retrieval.index.cells import CELLS, Cell, Rows, passes
from retrieval.index.manifest import Manifest
from retrieval.index.tables import WornTable
from retrieval.types import Look
from scripts.million.mixing import Mixer, Vectors

SEED, QUESTIONS_SEED = 7, 8


@dataclass(frozen=True, slots=True, eq=False)
class Crowd:
    """Real looks that wear many mixed garments; `folder` holds a manifest, as a build's does."""

    folder: Path
    about: Manifest
    looks: Sequence[Look]
    worn: WornTable

    def cells(self) -> dict[Cell, Rows]:
        """For each cell the rows of its garments."""
        inside = {cell: np.array([passes(look, cell) for look in self.looks]) for cell in CELLS}
        return {cell: np.flatnonzero(of_look[self.worn.look_rows]) for cell, of_look in inside.items()}


def gathered(build: Path, out: Path, count: int) -> Crowd:
    """`count` garments mixed from a real build's, in a folder of their own."""
    about, real = manifest.read(build), tables.read_worn(build)
    looks = tables.read_looks(build, [Path(book.root) for book in about.lookbooks])
    sources = np.random.default_rng(SEED).integers(0, len(real.garments), count)
    folder = out / f"{count}"
    vectors = folder / tables.VECTORS
    if not vectors.exists():
        folder.mkdir(parents=True, exist_ok=True)
        _mix(real, sources, vectors)
    about = dataclasses.replace(about, build_id=f"mixed-{count}", garments=count, engine="pgvector")
    manifest.write(about, folder)
    garments = tuple(real.garments[row] for row in sources)
    many = WornTable(garments, real.look_rows[sources], np.load(vectors, mmap_mode="r"))
    return Crowd(folder, about, [each.look for each in looks], many)


def questions(build: Path, count: int) -> Vectors:
    """Garments mixed in the same way, of which none is among the crowd."""
    real = tables.read_worn(build)
    sources = np.random.default_rng(QUESTIONS_SEED).integers(0, len(real.garments), count)
    return np.concatenate(list(Mixer(real, QUESTIONS_SEED).mixed(sources)))


def _mix(real: WornTable, sources: Rows, vectors: Path) -> None:
    """Written beside and renamed, so that what is there is whole."""
    mixer, beside = Mixer(real, SEED), vectors.with_suffix(".part")
    print(f"nearest neighbour's cosine: {mixer.nearness:.3f}; noise {mixer.noise:.2f}", flush=True)
    table = open_memmap(beside, "w+", np.float32, (len(sources), real.vectors.shape[1]))
    done = 0
    for chunk in mixer.mixed(sources):
        table[done : done + len(chunk)] = chunk
        done += len(chunk)
    table.flush()
    beside.rename(vectors)
