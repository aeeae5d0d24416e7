"""One lookbook of an index taken up anew, quickly: no photo is seen, the others stay as they are served."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

import numpy as np

from retrieval.embedding import Embedder
from retrieval.errors import IndexWriteError, LookbookError
from retrieval.index import folders, manifest, tables
from retrieval.index.cache import SightCache, digest_of
from retrieval.index.cells import CELLS, rows_by_cell
from retrieval.index.engine import ANNOY, Engine, Unchanged
from retrieval.index.manifest import IndexedLookbook, Manifest
from retrieval.index.tables import IndexedLook, WornTable
from retrieval.index.trial import try_out
from retrieval.lookbook import removed, schema
from retrieval.lookbook.schema import Lookbook
from retrieval.types import Garment

ATTEMPTS = 5
"""Another build may be served meanwhile; then it is begun again from that one."""


@dataclass(frozen=True, slots=True)
class Exchanged:
    """The build that serves now, and the lookbook's looks that no cache has a sight of: they are left out."""

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
    garments: tuple[tuple[Garment, ...], ...]


def exchange(lookbook: Path, index_dir: Path, engine: Engine = ANNOY) -> Exchanged:
    """Serves the lookbook as it is now beside the others as they were served, and its looks last.

    Sights come from the cache; a lookbook without a table has no looks. Raises IndexMissing, IndexMismatch,
    LookbookError, IndexWrong, IndexUnavailable, and IndexWriteError where the disk refuses or builds follow
    too fast.
    """
    try:
        for _ in range(ATTEMPTS):
            if done := _exchanged(lookbook.resolve(), index_dir, engine):
                return done
    except OSError as error:
        raise IndexWriteError(f"The index cannot be written into {index_dir} ({error.strerror}).") from error
    raise IndexWriteError(f"Other builds are served in {index_dir} one after another; try again.")


def _exchanged(root: Path, index_dir: Path, engine: Engine) -> Exchanged | None:
    """One attempt; none where another build is served by now."""
    served = _opened(folders.current(index_dir))
    book = schema.read(root) if (root / schema.TABLE).exists() else None
    part, unseen = _part_of(book, index_dir, served.about, len(served.about.lookbooks))
    kept = _kept(served, str(root))
    looks, garments = (*kept.looks, *part.looks), (*kept.garments, *part.garments)
    if not looks:
        raise LookbookError("No look would be left in the index; the one before still serves.")
    books = [each for each in served.about.lookbooks if each.root != str(root)]
    now = datetime.now(UTC)
    about = replace(
        served.about,
        build_id=now.strftime("%Y%m%dT%H%M%S%fZ"),
        built_at=now.isoformat(timespec="seconds"),
        lookbooks=(*books, *([_entry(book)] if book else [])),
        looks=len(looks),
        garments=sum(map(len, garments)),
        engine=engine.name,
    )
    worn = _worn_table(garments, served.worn)
    with folders.unfinished(index_dir) as folder:
        _write(folder, _numbered(looks, served.about, about, root), worn, about)
        with engine.filled(folder, [each.look for each in looks], worn, _unchanged(looks, served, about)):
            try_out(folder, engine)
            if folders.current(index_dir) != served.folder:
                return None
            folders.serve(folder, index_dir, about.build_id)
    if {each.look.id for each in served.looks} - {each.look.id for each in looks}:
        shutil.rmtree(served.folder, ignore_errors=True)  # it tells of looks that were taken back
    engine.keep(folders.builds(index_dir))
    return Exchanged(about.build_id, unseen)


def _opened(build: Path) -> _Served:
    about = manifest.read(build)
    roots = [Path(book.root) for book in about.lookbooks]
    return _Served(build, about, tables.read_looks(build, roots), tables.read_worn(build))


def _part_of(
    book: Lookbook | None, index_dir: Path, about: Manifest, number: int
) -> tuple[_Part, tuple[str, ...]]:
    """The lookbook's looks with what was seen on them, and those that were never seen."""
    if book is None:
        return _Part((), ()), ()
    # The manifest's embedder says all that the cache asks of one.
    cache = SightCache(index_dir, cast(Embedder, about.embedder), about.cutter)
    marks, unseen = removed.of(index_dir, book.root), []
    looks: list[IndexedLook] = []
    garments: list[tuple[Garment, ...]] = []
    for look in book.looks:
        digest = digest_of(look.photo)
        if marks.covers(look.id, digest):
            continue
        if (sight := cache.get(digest)) is None:
            unseen.append(look.id)
            continue
        looks.append(IndexedLook(look, number, digest))
        garments.append(sight.garments)
    return _Part(tuple(looks), tuple(garments)), tuple(unseen)


def _kept(served: _Served, root: str) -> _Part:
    """What was served of all other lookbooks."""
    roots = [book.root for book in served.about.lookbooks]
    worn: list[list[Garment]] = [[] for _ in served.looks]
    for row, garment in zip(served.worn.look_rows, served.worn.garments, strict=True):
        worn[row].append(garment)
    kept = [(look, tuple(worn[row])) for row, look in enumerate(served.looks) if roots[look.lookbook] != root]
    return _Part(tuple(look for look, _ in kept), tuple(garments for _, garments in kept))


def _numbered(
    looks: Sequence[IndexedLook], before: Manifest, now: Manifest, root: Path
) -> tuple[IndexedLook, ...]:
    """The looks with their lookbooks' places in the new manifest."""
    places = {book.root: place for place, book in enumerate(now.lookbooks)}
    roots = [*(book.root for book in before.lookbooks), str(root)]
    return tuple(replace(each, lookbook=places[roots[each.lookbook]]) for each in looks)


def _entry(book: Lookbook) -> IndexedLookbook:
    return IndexedLookbook(str(book.root), book.name, book.kind, book.digest, len(book.looks))


def _write(folder: Path, looks: Sequence[IndexedLook], worn: WornTable, about: Manifest) -> None:
    tables.write_looks(looks, [Path(book.root) for book in about.lookbooks], folder)
    tables.write_worn(worn, folder)
    manifest.write(about, folder)


def _worn_table(garments: Sequence[tuple[Garment, ...]], like: WornTable) -> WornTable:
    rows = [row for row, each in enumerate(garments) for _ in each]
    everything = tuple(garment for each in garments for garment in each)
    vectors = np.array([garment.embedding for garment in everything], dtype=like.vectors.dtype)
    return WornTable(everything, np.array(rows, dtype=np.intp), vectors.reshape(len(rows), -1))


def _unchanged(looks: Sequence[IndexedLook], served: _Served, about: Manifest) -> Unchanged | None:
    """The cells that the exchange does not touch; none where another engine holds the served build."""
    if served.about.engine != about.engine:
        return None
    before, now = _in_cells(served.looks), _in_cells(looks)
    return Unchanged(served.folder, frozenset(cell for cell in CELLS if before[cell.name] == now[cell.name]))


def _in_cells(looks: Sequence[IndexedLook]) -> dict[str, list[tuple[str, str]]]:
    """Of each cell the looks and photos in their order: where these are equal, so are its trees."""
    rows = rows_by_cell([each.look for each in looks])
    return {
        cell.name: [(looks[row].look.id, looks[row].photo_digest) for row in rows[cell]] for cell in CELLS
    }
