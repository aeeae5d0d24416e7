"""A person's right to see and to erase what is kept of them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import delete, update

from storage import schema
from storage.database import Database

NOBODY = 0
"""The chat that a forgotten person's updates move to: their numbers alone stay, so none is answered twice."""

# In a private chat the chat's id is its person's id.
_of_person: tuple[tuple[str, Any, Any], ...] = (
    ("choices", schema.choices, schema.choices.c.person_id),
    ("dialogues", schema.dialogues, schema.dialogues.c.chat_id),
    ("answers", schema.answers, schema.answers.c.person_id),
    ("saved_looks", schema.saved_looks, schema.saved_looks.c.person_id),
)


class Privacy:
    """The part of the store that shows and erases a person."""

    _database: Database

    async def forget(self, person_id: int) -> dict[str, int]:
        """Deletes everything of a person; gives how much of each kind there was."""
        async with self._database.writing() as connection:
            gone = {}
            for name, table, column in _of_person:
                result = await connection.execute(delete(table).where(column == person_id))
                gone[name] = result.rowcount
            inbox = schema.inbox
            emptied = {"chat_id": NOBODY, "payload": "", "closed_at": inbox.c.received_at}
            result = await connection.execute(
                update(inbox).where(inbox.c.chat_id == person_id).values(emptied)
            )
            return {**gone, "inbox": result.rowcount}
