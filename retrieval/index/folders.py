"""Where an index keeps what: `builds/<id>/`, in `current` the id of the one that serves, and `cache/`."""

from __future__ import annotations

import fcntl
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

from retrieval.errors import IndexMissing, IndexWriteError
from retrieval.files import replace
from retrieval.index.manifest import index_command

CURRENT = "current"
BUILDS = "builds"
CELLS = "cells"
LOCK = ".lock"
UNFINISHED = ".unfinished-"
FORGOTTEN_AFTER = 3600.0
"""Seconds after which an unfinished build belongs to nobody: writing one takes seconds."""


def current(index_dir: Path) -> Path:
    """The folder of the build that is served. Raises IndexMissing where nothing was indexed yet."""
    try:
        build_id = (index_dir / CURRENT).read_text(encoding="utf-8").strip()
    except OSError as error:
        raise IndexMissing(f"Nothing is indexed yet in {index_dir}. Type: {index_command()}") from error
    build = index_dir / BUILDS / build_id
    if not build_id or not build.is_dir():
        raise IndexMissing(f"The build {build_id!r} of {index_dir} is gone. Type: {index_command()}")
    return build


@contextmanager
def disk_refusals(index_dir: Path) -> Iterator[None]:
    """Whatever the disk refuses in here becomes IndexWriteError."""
    try:
        yield
    except OSError as error:
        raise IndexWriteError(
            f"The index cannot be written into {index_dir} ({error.strerror or error}). "
            "What was served before still is; make room or change the folder, and index again."
        ) from error


@contextmanager
def unfinished(index_dir: Path) -> Iterator[Path]:
    """A folder to write a build into; removed when the writing fails."""
    builds = index_dir / BUILDS
    builds.mkdir(parents=True, exist_ok=True)
    folder = Path(mkdtemp(prefix=UNFINISHED, dir=builds))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)  # not there any more once it was served


def serve(
    folder: Path, index_dir: Path, build_id: str, instead_of: Path | None = None, forget: bool = False
) -> bool:
    """Gives a finished build its name, switches to it at once, and removes all others.

    The one before stays, unless it is to be forgotten. Says no, and does nothing, where the build is for the
    place of one that serves no more.
    """
    with _switching(index_dir):
        before = _served(index_dir)
        if instead_of is not None and before != instead_of.name:
            return False
        folder.chmod(0o755)  # mkdtemp's folders are private; whoever could read the last build reads this one
        folder.rename(index_dir / BUILDS / build_id)
        replace(index_dir / CURRENT, f"{build_id}\n".encode())
        _remove_others(index_dir, keep={build_id} if forget else {build_id, before})
    return True


def builds(index_dir: Path) -> list[str]:
    """The ids of the finished builds."""
    return [each.name for each in (index_dir / BUILDS).iterdir() if not each.name.startswith(UNFINISHED)]


def roll_back(index_dir: Path) -> str:
    """Switches to the build before the served one and says which that is; both stay.

    Raises IndexMissing where there is none, OSError where the disk refuses.
    """
    current(index_dir)  # where nothing was indexed there is nothing to lock either
    with _switching(index_dir):
        served = current(index_dir).name
        before = [build for build in builds(index_dir) if build < served]
        if not before:
            raise IndexMissing(f"There is no build before {served} in {index_dir}; it goes on serving.")
        replace(index_dir / CURRENT, f"{max(before)}\n".encode())
    return max(before)


@contextmanager
def _switching(index_dir: Path) -> Iterator[None]:
    """One process at a time looks what serves, switches, and removes what serves no more."""
    with (index_dir / LOCK).open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # until the file is closed, also by a kill
        yield


def _served(index_dir: Path) -> str | None:
    try:
        return current(index_dir).name
    except IndexMissing:
        return None


def _remove_others(index_dir: Path, keep: set[str | None]) -> None:
    for folder in (index_dir / BUILDS).iterdir():
        unfinished = folder.name.startswith(UNFINISHED)
        if _is_forgotten(folder) if unfinished else folder.name not in keep:
            shutil.rmtree(folder, ignore_errors=True)


def _is_forgotten(folder: Path) -> bool:
    try:
        return time.time() - folder.stat().st_mtime > FORGOTTEN_AFTER
    except FileNotFoundError:  # its own process took it away just now
        return False
