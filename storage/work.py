"""What work done elsewhere gave, until whoever asked has it: a short while."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta

from sqlalchemy import delete, func, select

from storage import schema
from storage.database import Database, upsert

WORK_CHANNEL = "codibot_work"
"""Where it is heard that a result is there: its id."""
KEPT = timedelta(minutes=10)

_table = schema.work_results


class Work:
    """The part of the store that keeps results of jobs by their id."""

    _database: Database

    async def keep_result(self, result_id: str, body: bytes, tell: bool = True) -> None:
        """Keeps a result, in place of one before; those who wait hear of it."""
        async with self._database.writing() as connection:
            values = {"id": result_id, "body": body, "at": func.now()}
            await upsert(connection, _table, values)
            if tell:
                await connection.execute(select(func.pg_notify(WORK_CHANNEL, result_id)))

    async def result(self, result_id: str) -> bytes | None:
        """A result that stays."""
        async with self._database.reading() as connection:
            body: bytes | None = await connection.scalar(
                select(_table.c.body).where(_table.c.id == result_id)
            )
            return body

    async def take_results(self, result_ids: Collection[str]) -> dict[str, bytes]:
        """Those of some results that are there; they are gone from now on."""
        theirs = delete(_table).where(_table.c.id.in_(result_ids)).returning(_table.c.id, _table.c.body)
        async with self._database.writing() as connection:
            return {row.id: row.body for row in await connection.execute(theirs)}

    async def prune_results(self) -> int:
        """Deletes what nobody fetched."""
        old = _table.c.at < func.now() - KEPT
        async with self._database.writing() as connection:
            return (await connection.execute(delete(_table).where(old))).rowcount
