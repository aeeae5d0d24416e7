"""SQLite on the event loop: a statement takes microseconds, where handing it to a thread takes far longer.

What may take long stays off the loop: waiting for another process, and bringing what was written from the log
into the file. Within this process writers stand in line, so that none of them starves.
"""

from __future__ import annotations

import asyncio
import os
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import Any, Self

from sqlalchemy import URL, Connection, event
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from storage.errors import StorageBusy, StorageDamaged, StorageError, StorageFull, StorageUnavailable

BUSY_SECONDS = 30.0
"""How long another process, such as a backup, is waited for."""
LONGEST_PAUSE = 0.1
CHECKPOINT_EVERY = 500
"""Transactions that write. SQLite alone would choose by size, and let the loop wait for the disk."""

Error = sqlite3.Error

_ERRORS: tuple[tuple[str, type[StorageError], str], ...] = (
    ("disk is full", StorageFull, "The disk is full: make room, then try again."),
    ("is locked", StorageBusy, "Another process is writing to the database: try again in a moment."),
    ("malformed", StorageDamaged, "The database is damaged: put a copy back, or move it away to start anew."),
    ("not a database", StorageDamaged, "The database file is no database: move it away to start anew."),
    ("unable to open", StorageUnavailable, "The database cannot be opened: check the folder and its rights."),
    ("readonly", StorageUnavailable, "The database cannot be written: check the file's rights."),
    ("disk i/o", StorageUnavailable, "The disk does not answer: check it, then start again."),
)

_SET_UP = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = NORMAL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",  # what a person had deleted is not left in the file
    "PRAGMA wal_autocheckpoint = 0",
)


def engine(url: URL) -> AsyncEngine:
    """The engine of a file, whose folder is made, or of `:memory:`. Raises StorageUnavailable."""
    path = url.database or ":memory:"
    if path != ":memory:":
        _make_folder(Path(path).parent)
        _make_file(Path(path))

    async def connect() -> _Connection:
        return await _Connection.open(path)

    # What somebody sent is in no traceback.
    made = create_async_engine(url, async_creator=connect, hide_parameters=True)
    event.listen(made.sync_engine, "begin", _begin)
    return made


def ours(error: Error) -> StorageError:
    """The error for what SQLite says."""
    for part, kind, sentence in _ERRORS:
        if part in str(error).lower():
            return kind(sentence)
    return StorageError(f"The database refused: {error}")


class Pen:
    """The one right to write, first come, first served; now and then the log is brought into the file."""

    def __init__(self, url: URL) -> None:
        self._path = url.database or ":memory:"
        self._line = asyncio.Lock()
        self._written = 0
        self._checkpoint: asyncio.Future[None] | None = None

    async def __aenter__(self) -> None:
        await self._line.acquire()

    async def __aexit__(self, *_error: object) -> None:
        self._line.release()
        self._written += 1
        if self._written % CHECKPOINT_EVERY == 0 and self._path != ":memory:":
            await self.put_down()
            self._checkpoint = asyncio.ensure_future(asyncio.to_thread(_checkpoint, self._path))

    async def put_down(self) -> None:
        """Waits for the log that is being brought into the file; who gives up waiting does not end that."""
        if self._checkpoint is not None:
            await asyncio.wait([self._checkpoint])


def _checkpoint(path: str) -> None:
    """What cannot be brought in now is the next one's; readers and writers go on meanwhile."""
    try:
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("PRAGMA wal_checkpoint(PASSIVE)")
    except sqlite3.Error:
        return


class _Connection:
    """A connection of the standard library with the face of aiosqlite's, which SQLAlchemy knows."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection: sqlite3.Connection | None = connection

    @classmethod
    async def open(cls, path: str) -> Self:
        # The driver's own idea of when to begin a transaction leaves reads outside of it.
        made = cls(sqlite3.connect(path, timeout=0, isolation_level=None))
        for pragma in _SET_UP:
            await made.cursor().execute(pragma)
        return made

    @property
    def _open(self) -> sqlite3.Connection:
        if self._connection is None:
            raise ValueError("no active connection")
        return self._connection

    @property
    def isolation_level(self) -> str | None:
        return self._open.isolation_level

    def cursor(self) -> _Cursor:
        return _Cursor(self._open.cursor())

    async def create_function(self, *arguments: Any, **named: Any) -> None:
        self._open.create_function(*arguments, **named)

    async def commit(self) -> None:
        self._open.commit()

    async def rollback(self) -> None:
        self._open.rollback()

    async def close(self) -> None:
        self.stop()

    def stop(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()


class _Cursor:
    """A cursor whose statements wait for another process without holding up the loop."""

    def __init__(self, cursor: sqlite3.Cursor) -> None:
        self._cursor = cursor

    def __getattr__(self, name: str) -> Any:
        return getattr(self._cursor, name)

    async def __aenter__(self) -> Self:
        return self

    async def execute(self, statement: str, values: Sequence[Any] = ()) -> Self:
        for pause in _pauses():
            try:
                self._cursor.execute(statement, values)
                return self
            except sqlite3.OperationalError as error:  # a statement that met a lock had no effect
                if pause is None or "is locked" not in str(error):
                    raise
            await asyncio.sleep(pause)
        raise AssertionError("the last pause is none")

    async def executemany(self, statement: str, rows: Sequence[Sequence[Any]]) -> Self:
        self._cursor.executemany(statement, rows)
        return self

    async def fetchone(self) -> Any:
        return self._cursor.fetchone()

    async def fetchmany(self, size: int | None = None) -> list[Any]:
        return self._cursor.fetchmany(size or self._cursor.arraysize)

    async def fetchall(self) -> list[Any]:
        return self._cursor.fetchall()

    async def close(self) -> None:
        self._cursor.close()


def _pauses() -> Iterator[float | None]:
    until, pause = time.monotonic() + BUSY_SECONDS, 0.005
    while time.monotonic() < until:
        yield pause
        pause = min(LONGEST_PAUSE, 2 * pause)
    yield None


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise StorageUnavailable(f"The folder {folder} cannot be made: {error.strerror}.") from error


def _make_file(path: Path) -> None:
    """For its owner's eyes alone, and so SQLite's log beside it, which takes the file's rights."""
    try:
        with suppress(FileExistsError):
            # Never one that is there: to close it would let go of the locks that a connection here holds.
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except OSError as error:
        raise StorageUnavailable(f"The database {path} cannot be made: {error.strerror}.") from error
