"""The inbox: an update counts as received once it stands here, and is closed after its answer."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Row, delete, func, select, update

from storage import schema
from storage.database import Database, insert_new
from storage.types import ReceivedUpdate

MOST_ATTEMPTS = 5
"""An update that was begun this often without being closed is given up: it may be what kills the bot."""

_table = schema.inbox


class Inbox:
    """The part of the store that keeps updates from receipt to answer."""

    _database: Database

    async def receive(self, bot_id: int, update_id: int, chat_id: int, payload: str) -> bool:
        """Notes an update as received. False when it is known already, answered or not."""
        return await self.receive_all(bot_id, [(update_id, chat_id, payload)]) == {update_id}

    async def receive_all(self, bot_id: int, updates: Iterable[tuple[int, int, str]]) -> set[int]:
        """Notes updates (number, chat, payload) as received, all or none; gives the numbers that were new."""
        now = datetime.now(UTC)
        async with self._database.writing() as connection:
            return {
                update_id
                for update_id, chat_id, payload in updates
                if await insert_new(connection, _table, received(bot_id, update_id, chat_id, payload, now))
            }

    async def begin_update(self, bot_id: int, update_id: int) -> int:
        """Counts one more attempt at answering, before it is made; gives the count."""
        this = (_table.c.bot_id == bot_id, _table.c.update_id == update_id)
        async with self._database.writing() as connection:
            await connection.execute(update(_table).where(*this).values(attempts=_table.c.attempts + 1))
            return (await connection.scalar(select(_table.c.attempts).where(*this))) or 0

    async def open_updates(self, bot_id: int) -> tuple[ReceivedUpdate, ...]:
        """What was received and not yet answered, in order of arrival; those tried too often are closed."""
        still_open = (_table.c.bot_id == bot_id, _table.c.closed_at.is_(None))
        async with self._database.writing() as connection:
            poison = (*still_open, _table.c.attempts >= MOST_ATTEMPTS)
            await connection.execute(update(_table).where(*poison).values(closed()))
            rows = await connection.execute(select(_table).where(*still_open).order_by(_table.c.id))
            return tuple(read(row) for row in rows)

    async def open_in_chat(self, bot_id: int, chat_id: int) -> tuple[ReceivedUpdate, ...]:
        """What was received from one chat and not yet answered, in order of arrival."""
        theirs = (_table.c.bot_id == bot_id, _table.c.chat_id == chat_id, _table.c.closed_at.is_(None))
        async with self._database.reading() as connection:
            rows = await connection.execute(select(_table).where(*theirs).order_by(_table.c.id))
            return tuple(read(row) for row in rows)

    async def close_update(self, bot_id: int, update_id: int, newest: int | None = None) -> None:
        """Marks an update as answered and empties it: its number stays, its text does not.

        `newest`: the newest message that the bot sent to the chat, where it knows.
        """
        this = (_table.c.bot_id == bot_id, _table.c.update_id == update_id)
        async with self._database.writing() as connection:
            await connection.execute(update(_table).where(*this).values({**closed(), "newest": newest}))

    async def newest_sent(self, bot_id: int, chat_id: int) -> int | None:
        """The newest message known to have been sent to a chat when an update of it was closed."""
        theirs = (_table.c.bot_id == bot_id, _table.c.chat_id == chat_id)
        async with self._database.reading() as connection:
            newest: int | None = await connection.scalar(select(func.max(_table.c.newest)).where(*theirs))
            return newest

    async def prune(self, older_than: timedelta = timedelta(days=7)) -> int:
        """Deletes closed updates that Telegram no longer repeats (it keeps them a day); says how many."""
        old = _table.c.closed_at < datetime.now(UTC) - older_than
        async with self._database.writing() as connection:
            return (await connection.execute(delete(_table).where(old))).rowcount


def read(r: Row[Any]) -> ReceivedUpdate:
    """A row as it crosses the door."""
    return ReceivedUpdate(r.bot_id, r.update_id, r.chat_id, r.payload, r.received_at, r.attempts)


def received(bot_id: int, update_id: int, chat_id: int, payload: str, now: datetime) -> dict[str, object]:
    """A row to be."""
    return {
        "bot_id": bot_id,
        "update_id": update_id,
        "chat_id": chat_id,
        "payload": payload,
        "attempts": 0,
        "received_at": now,
    }


def closed() -> dict[str, object]:
    """What closes a row and empties it."""
    return {"payload": "", "closed_at": datetime.now(UTC)}
