"""The engine: how a database is opened, set up, migrated, and how its errors become ours."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import URL, Connection, Table, exc, func, make_url, select
from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from storage import postgres, sqlite
from storage.errors import StorageBusy, StorageError, StorageTooNew, StorageUnavailable


class Database:
    """An open database; the rooms' tables are read and written through `reading` and `writing`."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        snapshot = {"isolation_level": "REPEATABLE READ"} if engine.dialect.name == "postgresql" else {}
        self._reader = engine.execution_options(**snapshot)
        self._writer = engine.execution_options(writes=True)
        self._pen = sqlite.Pen(engine.url) if engine.dialect.name == "sqlite" else None

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
        if self._pen is not None:
            await self._pen.put_down()
        await self._engine.dispose()

    @property
    def url(self) -> URL:
        """Where it is, its password included."""
        return self._engine.url

    @property
    def is_server(self) -> bool:
        """Whether it is PostgreSQL's, which other processes share."""
        return self._pen is None

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """A transaction that sees one state of the database."""
        with translated():
            async with self._reader.begin() as connection:
                yield connection

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncConnection]:
        """A transaction that holds the pen from its start, so that it never fails half-way for a lock."""
        with translated():
            if self._pen is None:
                async with postgres.writing(self._writer) as connection:
                    yield connection
            else:
                async with self._pen, self._writer.begin() as connection:
                    yield connection


async def insert_new(connection: AsyncConnection, table: Table, values: Mapping[str, Any]) -> bool:
    """Inserts a row unless one with its key is there; says whether it was new."""
    insert = insert_postgresql if connection.dialect.name == "postgresql" else insert_sqlite
    statement = insert(table).values(**values).on_conflict_do_nothing().returning(*table.primary_key)
    return (await connection.execute(statement)).first() is not None


async def upsert(connection: AsyncConnection, table: Table, values: Mapping[str, Any]) -> None:
    """Inserts a row, or puts its values in place of those of the row with the same primary key."""
    insert = insert_postgresql if connection.dialect.name == "postgresql" else insert_sqlite
    key = [column.name for column in table.primary_key]
    rest = {name: value for name, value in values.items() if name not in key}
    statement = insert(table).values(**values)
    await connection.execute(statement.on_conflict_do_update(index_elements=key, set_=rest))


async def one_after_another(connection: AsyncConnection, what: str) -> None:
    """Until the transaction's end nobody else does this; SQLite's writers stand in line anyway."""
    if connection.dialect.name == "postgresql":
        await connection.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(what, 2))))


def address(url: str) -> URL:
    """A database's URL, read. Raises StorageUnavailable where it is none that codibot can use."""
    try:
        parsed = make_url(url)
    except (exc.ArgumentError, ValueError) as error:  # of a port that is no number
        raise StorageUnavailable("The database's URL cannot be read; postgresql://... is one.") from error
    match parsed.drivername.partition("+")[::2]:
        case "sqlite", "" | "aiosqlite":
            return parsed.set(drivername="sqlite+aiosqlite")
        case "postgresql" | "postgres", _:
            return parsed
        case _:
            kinds = "SQLite (sqlite:///PATH) or PostgreSQL (postgresql://...)"
            raise StorageUnavailable(f"codibot keeps its data in {kinds}, not in {parsed.drivername}.")


def named(url: str) -> str:
    """A database as it may be shown: without the password of its URL."""
    return make_url(url).render_as_string(hide_password=True)


@contextmanager
def translated() -> Iterator[None]:
    """Turns SQLAlchemy's, Alembic's and the drivers' errors into ours."""
    try:
        yield
    except exc.DBAPIError as error:
        raise _ours(error) from error
    except exc.TimeoutError as error:
        raise StorageBusy("Every connection to the database is in use: try again in a moment.") from error
    except CommandError as error:
        raise StorageTooNew("The database was written by a newer codibot: update codibot.") from error
    except (UnicodeError, OverflowError) as error:  # half a surrogate pair, more than 64 bits
        raise StorageError("There is a text or a number that no database can hold.") from error


def _ours(error: exc.DBAPIError) -> StorageError:
    return sqlite.ours(error.orig) if isinstance(error.orig, sqlite.Error) else postgres.ours(error)


def _engine(url: str) -> AsyncEngine:
    parsed = address(url)
    return sqlite.engine(parsed) if parsed.get_backend_name() == "sqlite" else postgres.engine(parsed)


def _migrate(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        postgres.one_at_a_time(connection)
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
