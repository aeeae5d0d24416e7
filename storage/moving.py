"""A database moved into another, of the other kind or the same: every row, counted and checked."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Row, Table, func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.database import Database, address
from storage.errors import StorageError
from storage.schema import metadata

ROWS_AT_ONCE = 500


class MoveError(StorageError):
    """A move that was not made: the target is as it was before."""


@dataclass(frozen=True, slots=True)
class Moved:
    """One table after its move."""

    table: str
    rows: int


async def move(source_url: str, target_url: str, told: Callable[[Moved], None]) -> None:
    """Copies every table in one transaction, and reads all of it back before that is made to last.

    Both databases are brought up to date first. Raises MoveError where there is no source, the target holds
    anything, or reads back otherwise than what was written, and storage's other errors.
    """
    _require(source_url)
    source = await Database.open(source_url)
    try:
        target = await Database.open(target_url)
        try:
            async with source.reading() as taken, target.writing() as given:
                for table in metadata.sorted_tables:
                    told(await _move(table, taken, given))
        finally:
            await target.close()
    finally:
        await source.close()


def _require(source_url: str) -> None:
    """SQLite would make a file that is not there, and PostgreSQL says so itself."""
    source = address(source_url)
    if source.get_backend_name() == "sqlite" and not Path(source.database or ":memory:").is_file():
        raise MoveError(f"There is no database {source.database}: nothing was moved.")


async def _move(table: Table, taken: AsyncConnection, given: AsyncConnection) -> Moved:
    if await given.scalar(select(func.count()).select_from(table)):
        raise MoveError(f"The target holds {table.name} already: name a new and empty database.")
    async for rows in _batches(table, taken):
        await given.execute(insert(table), [dict(row._mapping) for row in rows])
    await _go_on_counting(table, given)
    before, after = await _summed(table, taken), await _summed(table, given)
    if before != after:
        raise MoveError(f"{table.name} reads back otherwise than it was written; nothing was moved.")
    return Moved(table.name, after[0])


async def _batches(table: Table, connection: AsyncConnection) -> AsyncIterator[Sequence[Row[Any]]]:
    async with connection.stream(select(table).order_by(*table.primary_key)) as result:
        async for rows in result.partitions(ROWS_AT_ONCE):
            yield rows


async def _summed(table: Table, connection: AsyncConnection) -> tuple[int, int]:
    """How many rows, and the sum of their digests: databases do not agree on the order of texts."""
    count = total = 0
    async for rows in _batches(table, connection):
        count += len(rows)
        total += sum(_digest(row) for row in rows)
    return count, total


def _digest(row: Row[Any]) -> int:
    return int.from_bytes(hashlib.sha256(repr(tuple(map(_plain, row))).encode()).digest())


def _plain(value: Any) -> Any:
    return bytes(value) if isinstance(value, memoryview) else value


async def _go_on_counting(table: Table, connection: AsyncConnection) -> None:
    """PostgreSQL numbers rows from a counter that rows put in with their number do not move."""
    key = table.autoincrement_column
    if key is None or connection.dialect.name != "postgresql":
        return
    counter = func.pg_get_serial_sequence(table.name, key.name)
    highest = select(func.coalesce(func.max(key), 0) + 1).scalar_subquery()
    await connection.execute(select(func.setval(counter, highest, False)))
