"""When people sent photos is kept for a while, not for ever."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from storage import schema


async def test_what_is_older_than_an_hour_is_pruned(store):
    ages = {7: timedelta(minutes=90), 8: timedelta(minutes=30)}
    async with store._database.writing() as connection:
        for person, age in ages.items():
            row = {"person_id": person, "at": datetime.now(UTC) - age}
            await connection.execute(schema.looked_at.insert().values(row))
    assert await store.prune_looked_at() == 1
    assert await store.prune_looked_at() == 0
    assert [len((await store.everything_of(person))["looked_at"]) for person in ages] == [0, 1]
