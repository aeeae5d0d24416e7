"""Pictures that Telegram knows already, so that they are sent by their file id."""

from __future__ import annotations

from sqlalchemy import ColumnElement, delete, select

from storage import schema
from storage.database import Database, upsert

_table = schema.sent_files


class SentFiles:
    """The part of the store that keeps file ids: one for each bot, photo and number drawn on it."""

    _database: Database

    async def sent_file(self, bot_id: int, photo_digest: str, number: int) -> str | None:
        """The file id under which this bot sent this photo with this number."""
        async with self._database.reading() as connection:
            query = select(_table.c.file_id).where(*_key(bot_id, photo_digest, number))
            return await connection.scalar(query)

    async def keep_sent_file(self, bot_id: int, photo_digest: str, number: int, file_id: str) -> None:
        """Keeps a file id, in place of the one before."""
        values = {"bot_id": bot_id, "photo_digest": photo_digest, "number": number, "file_id": file_id}
        async with self._database.writing() as connection:
            await upsert(connection, _table, values)

    async def forget_sent_file(self, bot_id: int, photo_digest: str, number: int) -> None:
        """Drops a file id that Telegram refused."""
        async with self._database.writing() as connection:
            await connection.execute(delete(_table).where(*_key(bot_id, photo_digest, number)))


def _key(bot_id: int, photo_digest: str, number: int) -> tuple[ColumnElement[bool], ...]:
    return (_table.c.bot_id == bot_id, _table.c.photo_digest == photo_digest, _table.c.number == number)
