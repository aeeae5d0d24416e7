"""PostgreSQL, where one machine is too little: many processes of the bot share one database."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy import URL, Connection, exc, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from storage.errors import StorageBusy, StorageDamaged, StorageError, StorageFull, StorageUnavailable

CONNECTIONS = 10
CONNECT_SECONDS = 10
ALIVE: dict[str, int] = {
    "connect_timeout": CONNECT_SECONDS,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": 10_000,  # milliseconds
}
"""Of every connection: one that was cut without a word is given up after ten seconds, not after hours."""
DOUBT_SECONDS = 30.0
"""How long a database is asked whether it kept a transaction of which it did not say so."""
MIGRATION_LOCK = 0x636F6469626F74
"""Any number of one's own, by which processes that start at once migrate one after another."""
NOT_REACHED = "08"
"""The code of what never came to a question."""

# https://www.postgresql.org/docs/current/errcodes-appendix.html, the longest prefix first
_ERRORS: tuple[tuple[str, type[StorageError], str], ...] = (
    ("53100", StorageFull, "The database's disk is full: make room, then try again."),
    ("53", StorageBusy, "The database has no room for another question: try again in a moment."),
    ("40", StorageBusy, "Another process is writing to the database: try again in a moment."),
    ("55P03", StorageBusy, "Another process is writing to the database: try again in a moment."),
    ("57014", StorageBusy, "The database took too long: try again in a moment."),
    ("XX00", StorageDamaged, "The database is damaged: put a copy back."),
    ("28", StorageUnavailable, "The database does not let codibot in: check name and password in its URL."),
    ("3D000", StorageUnavailable, "There is no such database: make it, or check its URL."),
    ("42501", StorageUnavailable, "The database cannot be written: check the rights of its user."),
    ("25006", StorageUnavailable, "The database may only be read: check that it is the primary one."),
    ("57P", StorageUnavailable, "The database is going down or starting up: try again in a moment."),
    (NOT_REACHED, StorageUnavailable, "The database cannot be reached: check that it runs, and its URL."),
)


def engine(url: URL) -> AsyncEngine:
    """The engine, whose connections are tried before use, so that a restarted database costs nothing.

    Raises StorageUnavailable where the driver is not installed.
    """
    try:
        return create_async_engine(
            url.set(drivername="postgresql+psycopg"),
            pool_size=CONNECTIONS,
            pool_pre_ping=True,
            connect_args=ALIVE,
            hide_parameters=True,  # what somebody sent is in no traceback
        )
    except ModuleNotFoundError as error:
        raise StorageUnavailable("PostgreSQL needs its driver: pip install 'codibot[scale]'.") from error


@asynccontextmanager
async def writing(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    """A transaction that is there once, or not at all: where its end got no answer the database is asked."""
    async with engine.connect() as connection:
        transaction = await connection.begin()
        try:
            number = await connection.scalar(text("SELECT pg_current_xact_id()::text"))
            yield connection
        except BaseException:
            await transaction.rollback()
            raise
        try:
            await transaction.commit()
            return
        except exc.DBAPIError as error:
            if not error.connection_invalidated:
                raise
            unanswered = error
    # Outside of the block, whose connection may be the last one that the question can have.
    if not await _was_kept(engine, number):
        raise unanswered


async def _was_kept(engine: AsyncEngine, number: str) -> bool:
    """https://www.postgresql.org/docs/current/functions-info.html#FUNCTIONS-INFO-SNAPSHOT"""
    until = asyncio.get_running_loop().time() + DOUBT_SECONDS
    status: str | None = "in progress"
    while status == "in progress" and asyncio.get_running_loop().time() < until:
        await asyncio.sleep(0.2)
        try:
            async with engine.connect() as connection:
                asked = text("SELECT pg_xact_status(CAST(:number AS xid8))")
                status = await connection.scalar(asked, {"number": number})
        except (exc.DBAPIError, exc.TimeoutError):
            continue
    return status == "committed"


def one_at_a_time(connection: Connection) -> None:
    """Holds until the transaction's end what two processes must not do at once."""
    connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": MIGRATION_LOCK})


def ours(error: exc.DBAPIError) -> StorageError:
    """The error for one of the driver's."""
    code: str | None = getattr(error.orig, "sqlstate", None)
    if code is not None:
        return of_code(code)
    if isinstance(error, exc.OperationalError | exc.InterfaceError) or error.connection_invalidated:
        return of_code(NOT_REACHED)
    return StorageError("PostgreSQL's driver refused: no text may hold a NUL, and no URL an unknown option.")


def of_code(sqlstate: str) -> StorageError:
    """The error for a code. The server's own text may quote a row, and is told to nobody."""
    for prefix, kind, sentence in _ERRORS:
        if sqlstate.startswith(prefix):
            return kind(sentence)
    return StorageError(f"The database refused with code {sqlstate}.")
