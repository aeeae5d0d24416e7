"""The engine: how a database is opened, set up, migrated, and how its errors become ours."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import Connection, Table, event, exc, make_url
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from storage.errors import (
    StorageBusy,
    StorageDamaged,
    StorageError,
    StorageFull,
    StorageTooNew,
    StorageUnavailable,
)

BUSY_TIMEOUT_S = 5.0

_SQLITE_ERRORS: tuple[tuple[str, type[StorageError], str], ...] = (
    ("disk is full", StorageFull, "The disk is full: make room, then try again."),
    ("is locked", StorageBusy, "Another process is writing to the database: try again in a moment."),
    ("malformed", StorageDamaged, "The database is damaged: put a copy back, or move it away to start anew."),
    ("not a database", StorageDamaged, "The database file is no database: move it away to start anew."),
    ("unable to open", StorageUnavailable, "The database cannot be opened: check the folder and its rights."),
    ("readonly", StorageUnavailable, "The database cannot be written: check the file's rights."),
    ("disk i/o", StorageUnavailable, "The disk does not answer: check it, then start again."),
)


class Database:
    """An open database; the rooms' tables are read and written through `reading` and `writing`."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    @classmethod
    async def open(cls, url: str) -> Database:
        """Opens and migrates. Raises the errors of `storage.errors`, never SQLAlchemy's."""
        database = cls(_engine(url))
        try:
            async with database.writing() as connection:
                await connection.run_sync(_migrate)
        except BaseException:
            await database.close()
            raise
        return database

    async def close(self) -> None:
        """Gives every connection back."""
        await self._engine.dispose()

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """A transaction that sees one state of the database."""
        with translated():
            async with self._engine.begin() as connection:
                yield connection

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncConnection]:
        """A transaction that holds the pen from its start, so that it never fails half-way for a lock."""
        with translated():
            async with self._engine.execution_options(writes=True).begin() as connection:
                yield connection


async def insert_new(connection: AsyncConnection, table: Table, values: Mapping[str, Any]) -> bool:
    """Inserts a row unless one with its key is there; says whether it was new."""
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    result = await connection.execute(insert(table).values(**values).on_conflict_do_nothing())
    return result.rowcount == 1


async def upsert(connection: AsyncConnection, table: Table, values: Mapping[str, Any]) -> None:
    """Inserts a row, or puts its values in place of those of the row with the same primary key."""
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    key = [column.name for column in table.primary_key]
    rest = {name: value for name, value in values.items() if name not in key}
    statement = insert(table).values(**values)
    await connection.execute(statement.on_conflict_do_update(index_elements=key, set_=rest))


@contextmanager
def translated() -> Iterator[None]:
    """Turns SQLAlchemy's and Alembic's errors into ours."""
    try:
        yield
    except exc.DBAPIError as error:
        raise _ours(str(error.orig)) from error
    except CommandError as error:
        raise StorageTooNew("The database was written by a newer codibot: update codibot.") from error


def _ours(message: str) -> StorageError:
    for part, kind, sentence in _SQLITE_ERRORS:
        if part in message.lower():
            return kind(sentence)
    return StorageError(f"The database refused: {message}")


def _engine(url: str) -> AsyncEngine:
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        return create_async_engine(parsed)
    if parsed.database and parsed.database != ":memory:":
        _make_folder(Path(parsed.database).parent)
    engine = create_async_engine(parsed, connect_args={"timeout": BUSY_TIMEOUT_S})
    event.listen(engine.sync_engine, "connect", _set_up_sqlite)
    event.listen(engine.sync_engine, "begin", _begin_sqlite)
    return engine


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageUnavailable(f"The folder {folder} cannot be made: {error.strerror}.") from error


def _set_up_sqlite(connection: Any, _record: Any) -> None:
    # The driver's own idea of when to begin a transaction leaves reads outside of it.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = NORMAL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA secure_delete = ON")  # what a person had deleted is not left in the file
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _migrate(connection: Connection) -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
