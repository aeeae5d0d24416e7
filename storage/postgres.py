"""PostgreSQL, where one machine is too little: many processes of the bot share one database."""

from __future__ import annotations

from sqlalchemy import URL, Connection, text
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from storage.errors import StorageBusy, StorageDamaged, StorageError, StorageFull, StorageUnavailable

CONNECTIONS = 10
CONNECT_SECONDS = 10
MIGRATION_LOCK = 0x636F6469626F74
"""Any number of one's own, by which processes that start at once migrate one after another."""

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
    ("08", StorageUnavailable, "The database cannot be reached: check that it runs, and its URL."),
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
            connect_args={"connect_timeout": CONNECT_SECONDS},
        )
    except ModuleNotFoundError as error:
        raise StorageUnavailable("PostgreSQL needs its driver: pip install 'codibot[scale]'.") from error


def one_at_a_time(connection: Connection) -> None:
    """Holds until the transaction's end what two processes must not do at once."""
    connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": MIGRATION_LOCK})


def ours(sqlstate: str | None) -> StorageError:
    """The error for a code. The server's own text may quote a row, and is told to nobody."""
    if sqlstate is None:  # it never came to a question
        sqlstate = "08"
    for prefix, kind, sentence in _ERRORS:
        if sqlstate.startswith(prefix):
            return kind(sentence)
    return StorageError(f"The database refused with code {sqlstate}.")
