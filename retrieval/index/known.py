"""What an index saw on photos, found by their bytes: for those who check a lookbook, loading no model."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import cast

from retrieval.embedding import Embedder
from retrieval.errors import IndexMismatch, IndexMissing
from retrieval.index import folders, manifest
from retrieval.index.cache import SightCache
from retrieval.types import Sight


def keep(index_dir: Path, sight: Sight) -> None:
    """Keeps what was seen on a photo, the way the served index sees.

    Raises IndexMissing, IndexMismatch, OSError.
    """
    about = manifest.read(folders.current(index_dir))
    SightCache(index_dir, cast(Embedder, about.embedder), about.cutter).put([sight])


def forget(index_dir: Path, digests: Iterable[str]) -> None:
    """Deletes what was seen on photos, known by their sha256, whichever way they were seen."""
    for digest in digests:
        for seen in index_dir.glob(f"cache/*/{digest[:2]}/{digest}.sight"):
            seen.unlink(missing_ok=True)


def sights(index_dir: Path, lookbook: Path) -> Callable[[str], Sight | None]:
    """What was seen on the photo of a sha256, the way the served index sees; nothing without an index."""
    try:
        about = manifest.read(folders.current(index_dir))
    except (IndexMissing, IndexMismatch):
        return lambda digest: None
    # The manifest's embedder says all that the cache asks of one.
    return SightCache(index_dir, cast(Embedder, about.embedder), about.cutter, [lookbook]).get
