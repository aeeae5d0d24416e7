"""Counts of a day for the owner: numbers alone, and single words that found nothing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import distinct, func, select
from sqlalchemy.dialects import postgresql, sqlite

from storage import schema
from storage.database import Database
from storage.types import DailyCount

_table = schema.daily_counts


class Counts:
    """The part of the store that counts."""

    _database: Database

    async def count(self, names: Iterable[str], by: int = 1) -> None:
        """Adds to today's counts of these names."""
        day = datetime.now(UTC).date().isoformat()
        async with self._database.writing() as connection:
            insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
            for name in names:
                statement = insert(_table).values(day=day, name=name[:64], value=by)
                more = {"value": _table.c.value + by}
                await connection.execute(
                    statement.on_conflict_do_update(index_elements=["day", "name"], set_=more)
                )

    async def counts(self, days: int) -> tuple[DailyCount, ...]:
        """The counts of the last `days` days, oldest first, then by name."""
        since = datetime.now(UTC).date() - timedelta(days=days - 1)
        query = select(_table).where(_table.c.day >= since.isoformat()).order_by(_table.c.day, _table.c.name)
        async with self._database.reading() as connection:
            rows = (await connection.execute(query)).all()
        return tuple(DailyCount(date.fromisoformat(row.day), row.name, row.value) for row in rows)

    async def people(self) -> int:
        """How many people codibot remembers anything of."""
        async with self._database.reading() as connection:
            return await connection.scalar(select(func.count()).select_from(schema.choices)) or 0

    async def most_saved(self, n: int) -> tuple[tuple[str, int], ...]:
        """The looks that most people put aside, each with their number; ties by the look's id."""
        saved = schema.saved_looks
        people = func.count(distinct(saved.c.person_id)).label("people")
        query = select(saved.c.look_id, people).group_by(saved.c.look_id)
        async with self._database.reading() as connection:
            rows = await connection.execute(query.order_by(people.desc(), saved.c.look_id).limit(n))
            return tuple((row.look_id, row.people) for row in rows)
