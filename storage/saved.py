"""Looks that people put aside."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy import delete, func, select, update

from storage import schema
from storage.database import Database, insert_new, one_after_another
from storage.errors import TooManySaved
from storage.types import SavedLook

MOST_SAVED = 500
"""Looks one person can put aside."""

_table = schema.saved_looks
_links = schema.links


class SavedLooks:
    """The part of the store that keeps saved looks."""

    _database: Database

    async def save(self, person_id: int, look_ids: Sequence[str], collection: str = "") -> tuple[str, ...]:
        """Puts looks aside, new ones into a collection, and gives those that were new.

        Beyond the limit raises TooManySaved, and nothing is saved.
        """
        async with self._database.writing() as connection:
            await one_after_another(connection, f"looks of {person_id}")
            new = []
            for look_id in look_ids:
                values = {
                    "person_id": person_id,
                    "look_id": look_id,
                    "collection": collection,
                    "saved_at": datetime.now(UTC),
                }
                if await insert_new(connection, _table, values):
                    new.append(look_id)
            count = select(func.count()).where(_table.c.person_id == person_id)
            if new and (await connection.scalar(count) or 0) > MOST_SAVED:
                raise TooManySaved(MOST_SAVED)
            return tuple(new)

    async def unsave(self, person_id: int, look_ids: Sequence[str]) -> tuple[str, ...]:
        """Takes looks out again and gives those that had been saved."""
        gone = delete(_table).where(_table.c.person_id == person_id, _table.c.look_id.in_(look_ids))
        async with self._database.writing() as connection:
            found = set((await connection.scalars(gone.returning(_table.c.look_id))).all())
        return tuple(look_id for look_id in dict.fromkeys(look_ids) if look_id in found)

    async def move(self, person_id: int, look_ids: Sequence[str], collection: str) -> tuple[str, ...]:
        """Puts saved looks into a collection (empty: into none) and gives those that were elsewhere."""
        elsewhere = (_table.c.look_id.in_(look_ids), _table.c.collection != collection)
        theirs = update(_table).where(_table.c.person_id == person_id, *elsewhere)
        moved = theirs.values(collection=collection).returning(_table.c.look_id)
        async with self._database.writing() as connection:
            found = set((await connection.scalars(moved)).all())
        return tuple(look_id for look_id in dict.fromkeys(look_ids) if look_id in found)

    async def rename_collection(self, person_id: int, name: str, new: str) -> int:
        """Gives a collection another name, or adds it to the one of that name; says how many looks moved.

        Its links go on opening it.
        """
        theirs = (_table.c.person_id == person_id, _table.c.collection == name)
        to_it = (_links.c.person_id == person_id, _links.c.kind == "collection", _links.c.target == name)
        async with self._database.writing() as connection:
            await connection.execute(update(_links).where(*to_it).values(target=new))
            return (await connection.execute(update(_table).where(*theirs).values(collection=new))).rowcount

    async def saved(self, person_id: int) -> tuple[SavedLook, ...]:
        """The person's looks in the order of saving: a look's number is its place here, from 1."""
        query = select(_table).where(_table.c.person_id == person_id).order_by(_table.c.id)
        async with self._database.reading() as connection:
            rows = (await connection.execute(query)).all()
        return tuple(SavedLook(row.look_id, row.saved_at, row.collection) for row in rows)
