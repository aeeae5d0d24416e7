"""Lookbooks become an index: read, see every photo, write tables and cells, switch."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from retrieval.cutout import Cutter
from retrieval.embedding import Embedder
from retrieval.errors import LookbookError
from retrieval.index import folders, manifest, tables
from retrieval.index.annoy import ANNOY
from retrieval.index.cache import SightCache
from retrieval.index.engine import Engine
from retrieval.index.manifest import IndexedLookbook, Manifest, UsedEmbedder
from retrieval.index.sights import Gathering, Progress, Sights
from retrieval.index.tables import IndexedLook, WornTable
from retrieval.index.trial import try_out
from retrieval.lookbook import removed, schema
from retrieval.lookbook.schema import Lookbook


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did: looks indexed, how many of them were known before, who was left out and why."""

    build_id: str
    indexed: int
    reused: int
    skipped: tuple[tuple[str, str], ...]  # look id, reason
    seconds: float


def build(
    lookbooks: Sequence[Path],
    index_dir: Path,
    cutter: Cutter,
    embedder: Embedder,
    progress: Callable[[Progress], None] = lambda _: None,
    engine: Engine = ANNOY,
) -> BuildReport:
    """Indexes lookbooks and switches to the new index; until then, and after any error, the old one serves.

    Looks that were taken down are left out. Raises LookbookError, IndexWrong where the new index answers a
    sample of questions wrongly, IndexWriteError where the disk refuses, and IndexUnavailable where the
    engine's database cannot be asked.
    """
    started = time.monotonic()
    books = _read(lookbooks)
    with folders.disk_refusals(index_dir):
        marks = removed.of(index_dir, *lookbooks)
        looks = [look for book in books for look in book.looks if look.id not in marks.ids]
        cache = SightCache(index_dir, embedder, cutter.name, lookbooks)
        sights = Gathering(cache, cutter, embedder).run(looks, progress).without(marks)
        _require_some(sights)
        about = _manifest(books, sights, UsedEmbedder.of(embedder), cutter.name, engine.name)
        _write(about, books, sights, index_dir, engine)
    seconds = time.monotonic() - started
    return BuildReport(about.build_id, len(sights.found), sights.reused, sights.skipped, seconds)


def _read(lookbooks: Sequence[Path]) -> list[Lookbook]:
    books = [schema.read(folder) for folder in lookbooks]
    owner: dict[str, Path] = {}
    for book in books:
        for look in book.looks:
            if look.id in owner:
                raise LookbookError(
                    f"The look id {look.id!r} stands in {owner[look.id]} and in {book.root}; rename one."
                )
            owner[look.id] = book.root
    return books


def _require_some(sights: Sights) -> None:
    if not sights.found:
        look_id, reason = sights.skipped[0] if sights.skipped else ("", "every look was taken down")
        raise LookbookError(f"No photo can be used; the first, of look {look_id}: {reason}")


def _manifest(
    books: Sequence[Lookbook], sights: Sights, embedder: UsedEmbedder, cutter: str, engine: str
) -> Manifest:
    now = datetime.now(UTC)
    return Manifest(
        schema=manifest.SCHEMA,
        build_id=now.strftime("%Y%m%dT%H%M%S%fZ"),
        built_at=now.isoformat(timespec="seconds"),
        lookbooks=tuple(map(IndexedLookbook.of, books)),
        embedder=embedder,
        cutter=cutter,
        looks=len(sights.found),
        garments=sum(len(sight.garments) for _, sight in sights.found),
        skipped=len(sights.skipped),
        engine=engine,
    )


def _write(
    about: Manifest, books: Sequence[Lookbook], sights: Sights, index_dir: Path, engine: Engine
) -> None:
    looks, worn = _looks_table(books, sights), _worn_table(sights, about.embedder.dim)
    with folders.unfinished(index_dir) as folder:
        tables.write_looks(looks, [book.root for book in books], folder)
        tables.write_worn(worn, folder)
        manifest.write(about, folder)
        with engine.filled(folder, [indexed.look for indexed in looks], worn):
            try_out(folder, engine)
            folders.serve(folder, index_dir, about.build_id)
    engine.keep(folders.builds(index_dir))


def _looks_table(books: Sequence[Lookbook], sights: Sights) -> list[IndexedLook]:
    book_of = {look.id: number for number, book in enumerate(books) for look in book.looks}
    return [IndexedLook(look, book_of[look.id], sight.digest, sight.wears) for look, sight in sights.found]


def _worn_table(sights: Sights, dim: int) -> WornTable:
    worn = [(row, garment) for row, (_, sight) in enumerate(sights.found) for garment in sight.garments]
    vectors = np.array([garment.embedding for _, garment in worn], dtype=np.float32).reshape(len(worn), dim)
    return WornTable(
        garments=tuple(garment for _, garment in worn),
        look_rows=np.array([row for row, _ in worn], dtype=np.intp),
        vectors=vectors,
    )
