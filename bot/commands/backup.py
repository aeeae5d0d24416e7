"""`codibot backup` and `codibot restore`: all that people entrusted to codibot, in one file.

A backup is a tar of three: a database of SQLite's, whichever kind is in use, the marks of looks taken down,
and a manifest. The index is not in it: it is built anew from the lookbooks.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import os
import tarfile
import tempfile
import zlib
from datetime import UTC, datetime
from pathlib import Path

from bot.alone import alone
from bot.commands.errors import CommandError
from bot.settings import Settings
from retrieval.lookbook.removed import NAME as MARKS
from storage.database import named
from storage.moving import Moved, move

FORMAT = 1
DATABASE, MANIFEST = "codibot.db", "backup.json"


def backup(settings: Settings, file: Path) -> int:
    """Writes the file, also while the bot runs. Raises StorageError, CommandError."""
    if file.is_dir():
        raise CommandError(f"{file} is a folder: name a file, such as codibot.tar.gz.")
    with tempfile.TemporaryDirectory() as folder:
        copy, counts = Path(folder) / DATABASE, dict[str, int]()
        asyncio.run(move(settings.database_url, _url(copy), lambda moved: _count(moved, counts)))
        manifest = Path(folder) / MANIFEST
        manifest.write_text(json.dumps(_manifest(copy, counts), indent=1), "utf-8")
        marks = settings.index_dir / MARKS
        _pack(file, [manifest, copy, *([marks] if marks.is_file() else [])])
    print(f"{sum(counts.values()):,} rows of {named(settings.database_url)} are in {file}.")
    return 0


def restore(settings: Settings, file: Path) -> int:
    """Puts a backup into an empty database. Raises StorageError, CommandError, StartError beside a bot."""
    with tempfile.TemporaryDirectory() as folder, alone(settings):
        there = _unpack(file, Path(folder))
        copy, counts = Path(folder) / DATABASE, dict[str, int]()
        if not _fits(Path(folder) / MANIFEST, copy):
            raise CommandError(f"{file} is damaged, or of a newer codibot.")
        if MARKS in there:
            _add_marks(settings.index_dir / MARKS, (Path(folder) / MARKS).read_bytes())
        asyncio.run(move(_url(copy), settings.database_url, lambda moved: _count(moved, counts)))
    print(f"{sum(counts.values()):,} rows are back in {named(settings.database_url)}.")
    return 0


def _add_marks(marks: Path, brought: bytes) -> None:
    """Those that are not there yet, before any row: what was taken down is at no moment shown."""
    try:
        known = set(marks.read_bytes().splitlines()) if marks.exists() else set()
        missing = [line for line in brought.splitlines() if line and line not in known]
        if missing:
            marks.parent.mkdir(parents=True, exist_ok=True)
            with marks.open("ab") as file:
                # Lines of their own even after one that was cut short.
                file.write(b"\n".join([b"", *missing, b""]))
                file.flush()
                os.fsync(file.fileno())
    except OSError as error:
        raise CommandError(f"{marks} cannot be written ({error.strerror}); nothing is restored.") from error


def _url(path: Path) -> str:
    return f"sqlite+aiosqlite:///{path}"


def _count(moved: Moved, counts: dict[str, int]) -> None:
    counts[moved.table] = moved.rows


def _manifest(copy: Path, counts: dict[str, int]) -> dict[str, object]:
    made_at = datetime.now(UTC).isoformat(timespec="seconds")
    return {"format": FORMAT, "made_at": made_at, "rows": counts, "sha256": _sha256(copy)}


def _fits(manifest: Path, copy: Path) -> bool:
    try:
        told = json.loads(manifest.read_bytes())
    except ValueError:
        return False
    return isinstance(told, dict) and told.get("format") == FORMAT and told.get("sha256") == _sha256(copy)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _pack(file: Path, parts: list[Path]) -> None:
    """Whole or not at all, and for its owner's eyes alone."""
    unfinished = file.with_name(file.name + ".part")
    try:
        handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as raw, tarfile.open(fileobj=raw, mode="w:gz") as tar:
            for part in parts:
                tar.add(part, part.name)
        unfinished.replace(file)
    except OSError as error:
        raise CommandError(f"{file} cannot be written: {error.strerror}.") from error
    finally:
        unfinished.unlink(missing_ok=True)


def _unpack(file: Path, folder: Path) -> set[str]:
    """The parts by the names they have here; any other name in the file is left alone."""
    known = {DATABASE, MANIFEST, MARKS}
    try:
        with tarfile.open(file, "r:gz") as tar:
            parts = {part.name: part for part in tar if part.isfile() and part.name in known}
            for name, part in parts.items():
                content = tar.extractfile(part)
                assert content is not None  # it is a file
                with (folder / name).open("wb") as here:
                    while chunk := content.read(1 << 20):
                        here.write(chunk)
    except (OSError, tarfile.TarError, EOFError, zlib.error) as error:
        raise CommandError(f"{file} cannot be read as a backup of codibot's.") from error
    if not {DATABASE, MANIFEST} <= parts.keys():
        raise CommandError(f"{file} is no backup of codibot's.")
    return set(parts)
