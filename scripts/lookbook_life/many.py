"""An index of as many looks as wished, mixed from real ones: how long, how large, how fast, how true.

    python -m scripts.lookbook_life.many INDEX OUT [--looks 100000]

INDEX is a real index. Each vector is a mixture of two real garments of one type with noise on it, so much
that the nearest neighbour is as near as among the real ones; looks, photos and palettes are the real ones'.
Where OUT was built before, it is only asked.
"""

from __future__ import annotations

import argparse
import dataclasses
import resource
import time
from itertools import combinations
from pathlib import Path

import numpy as np

from retrieval.evidence import Evidence
from retrieval.index import folders, manifest, tables
from retrieval.index.catalogue import Catalogue
from retrieval.index.cells import rows_by_cell
from retrieval.index.nearest import AnnoyNearest, ExactNearest, write_cells
from retrieval.index.tables import IndexedLook, WornTable
from retrieval.index.trial import try_out
from retrieval.types import GENDERS, SEASONS, Facets, Query
from scripts.million.mixing import Mixer

K = 20
QUERIES = 10
ASKED = 30
EVERY_FACETS = [
    Facets(gender, frozenset(seasons))
    for gender in GENDERS
    for n in range(len(SEASONS) + 1)
    for seasons in combinations(SEASONS, n)
]


def main() -> None:
    """Builds and switches where nothing is built yet, then asks; prints a line for each."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("index", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--looks", type=int, default=100_000)
    wished = parser.parse_args()
    if not (wished.out / folders.CURRENT).exists():
        made(wished.index, wished.out, wished.looks)
        told_memory("building")
    ask(wished.out)
    told_memory("asking")


def made(index: Path, out: Path, count: int) -> None:
    """Mixes looks, writes their index, tries it and switches to it."""
    build = folders.current(index)
    about, worn = manifest.read(build), tables.read_worn(build)
    roots = [Path(book.root) for book in about.lookbooks]
    real = tables.read_looks(build, roots)
    with measured("mixing"):
        looks, many = mixed(real, worn, count)
    with measured("index written and tried"), folders.unfinished(out) as folder:
        tables.write_looks(looks, roots, folder)
        tables.write_worn(many, folder)
        cells = rows_by_cell([looks[row].look for row in many.look_rows])
        write_cells(many.vectors, cells, folder / folders.CELLS)
        counts = {"looks": len(looks), "garments": len(many.garments)}
        manifest.write(dataclasses.replace(about, build_id="many", **counts), folder)
        try_out(folder)
        with measured("switched"):
            folders.serve(folder, out, "many")
    print(f"{len(looks):,} looks, {len(many.garments):,} garments", flush=True)


def mixed(real: tuple[IndexedLook, ...], worn: WornTable, count: int) -> tuple[list[IndexedLook], WornTable]:
    """As many looks as wished, each with the garments of a real one, their vectors mixed."""
    rng = np.random.default_rng(7)
    sources = rng.integers(0, len(real), count)
    looks = [
        dataclasses.replace(real[at], look=dataclasses.replace(real[at].look, id=f"many{number}"))
        for number, at in enumerate(sources)
    ]
    first, last = (np.searchsorted(worn.look_rows, sources, side=side) for side in ("left", "right"))
    rows = np.concatenate([np.arange(a, b) for a, b in zip(first, last, strict=True)])
    look_rows = np.repeat(np.arange(count), last - first)
    vectors = np.concatenate(list(Mixer(worn, seed=7).mixed(rows)))
    garments = tuple(worn.garments[row] for row in rows)
    return looks, WornTable(garments, look_rows, vectors.astype(worn.vectors.dtype))


def ask(index_dir: Path) -> None:
    """Opens the index and asks it."""
    with measured("catalogue opened"):
        catalogue = Catalogue.open(index_dir)
    with measured("index opened"):
        evidence = Evidence.open(folders.current(index_dir), catalogue)
    worn = tables.read_worn(folders.current(index_dir))
    cells = rows_by_cell([catalogue.looks[row] for row in worn.look_rows])
    nearest = AnnoyNearest(worn.vectors, cells, folders.current(index_dir) / folders.CELLS)
    exact = ExactNearest(worn.vectors, cells)
    asked = np.random.default_rng(8).choice(len(worn.garments), ASKED)
    recalls = [recall(nearest, exact, worn, asked[:QUERIES], facets) for facets in EVERY_FACETS]
    print(f"recall@{K} under {len(recalls)} facets: mean {np.mean(recalls):.4f}, worst {min(recalls):.4f}")
    seconds = []
    for row in asked:
        query = Query((worn.garments[row],))
        started = time.perf_counter()
        question = evidence.understand(query, catalogue.rows(query.facets))
        assert question is not None
        evidence.weigh(question, evidence.candidates(question))
        seconds.append(time.perf_counter() - started)
    print(f"a question: median {np.median(seconds) * 1000:.0f} ms, slowest {max(seconds) * 1000:.0f} ms")


def recall(
    nearest: AnnoyNearest, exact: ExactNearest, worn: WornTable, rows: np.ndarray, facets: Facets
) -> float:
    """The share of the exact answers that was found."""
    shares = []
    for row in rows:
        vector = worn.vectors[row].astype(np.float32)
        true, found = (set(each.search(vector, facets, K)[0].tolist()) for each in (exact, nearest))
        shares.append(len(true & found) / max(1, len(true)))
    return float(np.mean(shares))


def told_memory(after: str) -> None:
    """The most that the process had until now."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"memory at most, {after}: {most:.0f} MB", flush=True)


class measured:
    """Prints how long a block took, on the clock and of the processor."""

    def __init__(self, what: str) -> None:
        self._what = what

    def __enter__(self) -> None:
        self._started = time.monotonic(), time.process_time()

    def __exit__(self, *_: object) -> None:
        now = time.monotonic(), time.process_time()
        clock, processor = (after - before for after, before in zip(now, self._started, strict=True))
        print(f"{self._what}: {clock:.1f} s ({processor:.1f} s of the processor)", flush=True)


if __name__ == "__main__":
    main()
