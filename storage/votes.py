"""Votes for one look of an answer: one a person, gone once they are counted."""

from __future__ import annotations

from sqlalchemy import delete, select

from storage import schema
from storage.database import Database, upsert

_table = schema.votes


class Votes:
    """The part of the store that keeps votes."""

    _database: Database

    async def vote(self, answer_id: str, person_id: int, number: int) -> None:
        """A person's vote for a number of an answer, in place of the one before."""
        values = {"answer_id": answer_id, "person_id": person_id, "number": number}
        async with self._database.writing() as connection:
            await upsert(connection, _table, values)

    async def votes(self, answer_id: str) -> dict[int, int]:
        """What everybody voted for, by person."""
        query = select(_table).where(_table.c.answer_id == answer_id)
        async with self._database.reading() as connection:
            return {row.person_id: row.number for row in await connection.execute(query)}

    async def count_votes(self, answer_id: str) -> dict[int, int]:
        """What everybody voted for; the votes are gone, so that they are counted once."""
        these = delete(_table).where(_table.c.answer_id == answer_id)
        async with self._database.writing() as connection:
            rows = await connection.execute(these.returning(_table.c.person_id, _table.c.number))
            return {row.person_id: row.number for row in rows}
