"""`codibot remove`: a look is taken down, at once and for good."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from bot.commands import history
from bot.commands.errors import CommandError
from bot.settings import Settings
from retrieval.errors import IndexWriteError
from retrieval.index.catalogue import Catalogue
from retrieval.lookbook import removed, table
from retrieval.lookbook.removed import Mark
from retrieval.types import Look


def run(settings: Settings, look_id: str, reason: str, erase: bool) -> int:
    """Marks a look as taken down. Raises IndexMissing, IndexWriteError, CommandError."""
    catalogue = Catalogue.open(settings.index_dir)
    look = catalogue.look(look_id)
    if look is None:
        raise CommandError(f"No look {look_id} is served; it may be taken down already.")
    root = _root(catalogue, look)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    _mark(settings.index_dir, root, Mark(look_id, catalogue.photo_digest(look_id) or "", now, reason))
    history.note(settings, "removal", look_id, reason=reason, erased=erase)
    if erase:
        _erase(root, look)
    print(f"Look {look_id} is taken down: a running bot shows it no more within ten seconds.")
    print("Later imports and indexes leave it out, and its photo under any other id.")
    return 0


def _root(catalogue: Catalogue, look: Look) -> Path:
    roots = (Path(lookbook.root) for lookbook in catalogue.manifest.lookbooks)
    return next(root for root in roots if look.photo.is_relative_to(root))


def _mark(index_dir: Path, root: Path, mark: Mark) -> None:
    """In the index first, where it counts at once; a lookbook that nobody may write goes without."""
    try:
        removed.add(index_dir, mark)
    except OSError as error:
        raise IndexWriteError(f"The mark cannot be written into {index_dir} ({error.strerror}).") from error
    try:
        removed.add(root, mark)
    except OSError as error:
        print(f"{root} cannot be written ({error.strerror}): the mark is kept in {index_dir} alone.")


def _erase(root: Path, look: Look) -> None:
    try:
        table.drop(root, look.id)
        look.photo.unlink(missing_ok=True)
    except OSError as error:
        raise CommandError(f"It is taken down, but {root} cannot be written ({error.strerror}).") from error
