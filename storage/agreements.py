"""Who agreed to what, and since when; without a row nobody did."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import delete, select

from storage import schema
from storage.database import Database, insert_new

NOTICES = "notices"
"""To be written to by the owner."""
PRAISE = "praise"
"""To hear that one's own looks were saved or thanked for."""

_table = schema.agreements


class Agreements:
    """The part of the store that keeps agreements."""

    _database: Database

    async def agree(self, person_id: int, kind: str) -> bool:
        """Notes that a person agrees; says whether that is new."""
        values = {"person_id": person_id, "kind": kind, "at": datetime.now(UTC)}
        async with self._database.writing() as connection:
            return await insert_new(connection, _table, values)

    async def disagree(self, person_id: int, kind: str) -> None:
        """Takes an agreement back."""
        theirs = delete(_table).where(_table.c.person_id == person_id, _table.c.kind == kind)
        async with self._database.writing() as connection:
            await connection.execute(theirs)

    async def disagree_with_all(self, person_id: int) -> int:
        """Takes all of a person's agreements back; says how many there were."""
        theirs = delete(_table).where(_table.c.person_id == person_id)
        async with self._database.writing() as connection:
            return (await connection.execute(theirs)).rowcount

    async def agreed(self, kind: str) -> tuple[int, ...]:
        """Everybody who agrees, in the order of agreeing."""
        query = select(_table.c.person_id).where(_table.c.kind == kind).order_by(_table.c.at)
        async with self._database.reading() as connection:
            return tuple((await connection.scalars(query)).all())
