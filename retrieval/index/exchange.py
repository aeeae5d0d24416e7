"""One lookbook of an index taken up anew, quickly: no photo is seen, the others stay as they are served."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import chain, pairwise, takewhile
from pathlib import Path
from typing import TYPE_CHECKING, cast

import numpy as np

from retrieval.errors import IndexWriteError, LookbookError
from retrieval.index import folders, manifest, tables
from retrieval.index.annoy import ANNOY
from retrieval.index.cache import SightCache, digest_of
from retrieval.index.cells import CELLS, Cell, rows_by_cell
from retrieval.index.engine import Engine, Unchanged
from retrieval.index.manifest import IndexedLookbook, Manifest
from retrieval.index.nearest import Vectors
from retrieval.index.tables import GarmentLines, IndexedLook, WornTable
from retrieval.index.trial import try_out
from retrieval.lookbook import removed, schema
from retrieval.lookbook.schema import Lookbook

if TYPE_CHECKING:
    from retrieval.embedding import Embedder  # no network is loaded here

_InCell = tuple[str, str, int]
"""A look's id, its photo's sha256, how many garments it wears."""

ATTEMPTS = 5
"""Another build may be served meanwhile; then it is begun again from that one."""


@dataclass(frozen=True, slots=True)
class Exchanged:
    """The build that serves now, and the lookbook's looks that are left out: no cache has a sight of them, or
    their photos cannot be read.
    """

    build_id: str
    unseen: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Served:
    """A build as it lies on the disk."""

    folder: Path
    about: Manifest
    looks: tuple[IndexedLook, ...]
    worn: WornTable


@dataclass(frozen=True, slots=True)
class _Part:
    """Looks with the garments that they wear, in one order."""

    looks: tuple[IndexedLook, ...]
    lines: tuple[Sequence[str], ...]  # of each look's garments (see `GarmentLines`)
    vectors: tuple[Vectors, ...]


def exchange(lookbook: Path, index_dir: Path, engine: Engine = ANNOY) -> Exchanged:
    """Serves the lookbook as it is now beside the others as they were served, and its looks last.

    Sights come from the cache; a lookbook without a table has no looks. Raises IndexMissing, IndexMismatch,
    LookbookError, IndexWrong, IndexUnavailable, and IndexWriteError where the disk refuses or builds follow
    too fast.
    """
    with folders.disk_refusals(index_dir):
        for _ in range(ATTEMPTS):
            if done := _exchanged(lookbook.resolve(), index_dir, engine):
                return done
    raise IndexWriteError(f"Other builds are served in {index_dir} one after another; try again.")


def _exchanged(root: Path, index_dir: Path, engine: Engine) -> Exchanged | None:
    """One attempt; none where another build is served by now."""
    served = _opened(folders.current(index_dir))
    book = schema.read(root) if (root / schema.TABLE).exists() else None
    whole = _part_of_build(served)
    kept = _without(whole, served.about, str(root))
    part, unseen = _part_of_book(book, index_dir, served.about, whole)
    looks = (*kept.looks, *part.looks)
    if not looks:
        raise LookbookError("No look would be left in the index; the one before still serves.")
    books = [each for each in served.about.lookbooks if each.root != str(root)]
    now = datetime.now(UTC)
    about = replace(
        served.about,
        build_id=now.strftime("%Y%m%dT%H%M%S%fZ"),
        built_at=now.isoformat(timespec="seconds"),
        lookbooks=(*books, *([IndexedLookbook.of(book)] if book else [])),
        looks=len(looks),
        garments=sum(map(len, (*kept.lines, *part.lines))),
        engine=engine.name,
    )
    worn = _worn_table(kept, part, served.worn)
    # The build before would tell of looks that are gone.
    taken_back = bool({each.look.id for each in served.looks} - {each.look.id for each in looks})
    with folders.unfinished(index_dir) as folder:
        _write(folder, _numbered(looks, served.about, about, root), worn, about)
        with engine.filled(
            folder, [each.look for each in looks], worn, _unchanged(looks, worn, served, about)
        ):
            try_out(folder, engine)
            if not folders.serve(folder, index_dir, about.build_id, served.folder, forget=taken_back):
                return None
    engine.keep(folders.builds(index_dir))
    return Exchanged(about.build_id, unseen)


def _opened(build: Path) -> _Served:
    about = manifest.read(build)
    roots = [Path(book.root) for book in about.lookbooks]
    return _Served(build, about, tables.read_looks(build, roots), tables.read_worn(build))


def _part_of_build(served: _Served) -> _Part:
    """All that is served, nothing of it read that is only written again."""
    worn, lines = served.worn, list(tables.lines_of(served.worn.garments))
    ends = np.searchsorted(worn.look_rows, np.arange(len(served.looks) + 1)).tolist()
    spans = [slice(first, last) for first, last in pairwise(ends)]
    vectors = tuple(worn.vectors[span] for span in spans)
    return _Part(served.looks, tuple(lines[span] for span in spans), vectors)


def _without(whole: _Part, about: Manifest, root: str) -> _Part:
    """What is served of all other lookbooks."""
    roots = [book.root for book in about.lookbooks]
    rows = [row for row, look in enumerate(whole.looks) if roots[look.lookbook] != root]
    return _Part(
        tuple(whole.looks[row] for row in rows),
        tuple(whole.lines[row] for row in rows),
        tuple(whole.vectors[row] for row in rows),
    )


def _part_of_book(
    book: Lookbook | None, index_dir: Path, about: Manifest, whole: _Part
) -> tuple[_Part, tuple[str, ...]]:
    """The lookbook's looks with what was seen on them, and those that were never seen."""
    if book is None:
        return _Part((), (), ()), ()
    # The manifest's embedder says all that the cache asks of one.
    cache = SightCache(index_dir, cast("Embedder", about.embedder), about.cutter)
    marks, number = removed.of(index_dir, book.root), len(about.lookbooks)
    served = {look.photo_digest: row for row, look in enumerate(whole.looks)}
    looks: list[IndexedLook] = []
    lines: list[Sequence[str]] = []
    vectors: list[Vectors] = []
    unseen: list[str] = []
    for look in book.looks:
        digest = _digest(look.photo)
        if marks.covers(look.id, digest):
            continue
        if (row := served.get(digest)) is not None:
            lines.append(whole.lines[row])
            vectors.append(whole.vectors[row])
            wears = whole.looks[row].wears
        elif sight := cache.get(digest):
            lines.append(list(tables.lines_of(sight.garments)))
            vectors.append(np.array([garment.embedding for garment in sight.garments], dtype=np.float32))
            wears = sight.wears
        else:
            unseen.append(look.id)
            continue
        looks.append(IndexedLook(look, number, digest, wears))
    return _Part(tuple(looks), tuple(lines), tuple(vectors)), tuple(unseen)


def _digest(photo: Path) -> str:
    """The photo's sha256; empty, which nothing is known of, where it cannot be read."""
    try:
        return digest_of(photo)
    except OSError:
        return ""


def _numbered(
    looks: Sequence[IndexedLook], before: Manifest, now: Manifest, root: Path
) -> tuple[IndexedLook, ...]:
    """The looks with their lookbooks' places in the new manifest."""
    places = {book.root: place for place, book in enumerate(now.lookbooks)}
    roots = [*(book.root for book in before.lookbooks), str(root)]
    return tuple(replace(each, lookbook=places[roots[each.lookbook]]) for each in looks)


def _write(folder: Path, looks: Sequence[IndexedLook], worn: WornTable, about: Manifest) -> None:
    tables.write_looks(looks, [Path(book.root) for book in about.lookbooks], folder)
    tables.write_worn(worn, folder)
    manifest.write(about, folder)


def _worn_table(kept: _Part, part: _Part, like: WornTable) -> WornTable:
    lines = [*kept.lines, *part.lines]
    dim, kind = like.vectors.shape[1], like.vectors.dtype
    each = [vectors.reshape(-1, dim).astype(kind) for vectors in (*kept.vectors, *part.vectors)]
    vectors, rows = np.concatenate(each), np.repeat(np.arange(len(lines)), [len(those) for those in lines])
    return WornTable(GarmentLines(list(chain.from_iterable(lines)), vectors), rows, vectors)


def _unchanged(
    looks: Sequence[IndexedLook], worn: WornTable, served: _Served, about: Manifest
) -> Unchanged | None:
    """What each cell has in common with the served build; none where another engine holds that one."""
    if served.about.engine != about.engine:
        return None
    before, now = _in_cells(served.looks, served.worn), _in_cells(looks, worn)
    return Unchanged(served.folder, {cell: _alike(before[cell], now[cell]) for cell in CELLS})


def _alike(before: Sequence[_InCell], now: Sequence[_InCell]) -> int:
    """The garments of the looks that both begin with."""
    pairs = takewhile(lambda pair: pair[0] == pair[1], zip(before, now, strict=False))
    return sum(garments for (_, _, garments), _ in pairs)


def _in_cells(looks: Sequence[IndexedLook], worn: WornTable) -> dict[Cell, list[_InCell]]:
    """The looks of each cell in their order: by these its trees grow."""
    counts = np.bincount(worn.look_rows, minlength=len(looks)).tolist()
    rows = rows_by_cell([each.look for each in looks])
    return {
        cell: [(looks[row].look.id, looks[row].photo_digest, counts[row]) for row in rows[cell]]
        for cell in CELLS
    }
