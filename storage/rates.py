"""How many photos of one person were looked at lately, for processes that share a database."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import delete, func, insert, or_, select

from storage import schema
from storage.database import Database

_table = schema.looked_at


class Rates:
    """The part of the store that keeps a sliding minute of each person."""

    _database: Database

    async def look_at(self, person_id: int, photos: int, most: int, within: timedelta) -> float | None:
        """Counts photos about to be looked at. Gives the seconds to wait where so many were already.

        PostgreSQL alone, by its clock.
        """
        theirs, now = _table.c.person_id == person_id, func.clock_timestamp()
        past = or_(_table.c.at < now - within, _table.c.at > now)
        one_after_another = func.pg_advisory_xact_lock(func.hashtextextended(f"{person_id}", 1))
        lately = select(func.count(), now - func.min(_table.c.at)).where(theirs)
        async with self._database.writing() as connection:
            await connection.execute(select(one_after_another))
            await connection.execute(delete(_table).where(theirs, past))
            count, age = (await connection.execute(lately)).one()
            if count >= most:
                left: timedelta = within - age
                return left.total_seconds()
            for _ in range(photos):
                await connection.execute(insert(_table).values(person_id=person_id, at=now))
            return None

    async def prune_looked_at(self, older_than: timedelta = timedelta(hours=1)) -> int:
        """Deletes what is left of people who sent no more: any clock is right enough. Says how much."""
        old = _table.c.at < datetime.now(UTC) - older_than
        async with self._database.writing() as connection:
            return (await connection.execute(delete(_table).where(old))).rowcount
