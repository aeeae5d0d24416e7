"""Pictures that Telegram knows already, so that they are sent by their file id."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import ColumnElement, and_, delete, false, or_, select

from storage import schema
from storage.database import Database, upsert

Picture = tuple[str, int]
"""A photo's digest and the number drawn on it."""

_table = schema.sent_files


class SentFiles:
    """The part of the store that keeps file ids: one for each bot, photo and number drawn on it."""

    _database: Database

    async def sent_files(self, bot_id: int, pictures: Sequence[Picture]) -> dict[Picture, str]:
        """The file ids under which this bot sent these pictures; those it has not sent are left out."""
        asked = or_(*(and_(*_key(bot_id, *picture)) for picture in pictures)) if pictures else false()
        async with self._database.reading() as connection:
            rows = await connection.execute(select(_table).where(asked))
            return {(row.photo_digest, row.number): row.file_id for row in rows}

    async def known_files(self, bot_id: int, digests: Sequence[str]) -> dict[str, str]:
        """A file id of each photo that this bot sent, by digest: the one with the lowest number."""
        theirs = (_table.c.bot_id == bot_id, _table.c.photo_digest.in_(digests))
        async with self._database.reading() as connection:
            query = select(_table).where(*theirs).order_by(_table.c.number.desc())
            return {row.photo_digest: row.file_id for row in await connection.execute(query)}

    async def keep_sent_files(self, bot_id: int, file_ids: Mapping[Picture, str]) -> None:
        """Keeps file ids, in place of those before."""
        if not file_ids:
            return
        async with self._database.writing() as connection:
            for (digest, number), file_id in sorted(file_ids.items()):  # of two who keep the same none waits
                values = {"bot_id": bot_id, "photo_digest": digest, "number": number, "file_id": file_id}
                await upsert(connection, _table, values)

    async def forget_sent_file(self, bot_id: int, photo_digest: str, number: int) -> None:
        """Drops a file id that Telegram refused."""
        async with self._database.writing() as connection:
            await connection.execute(delete(_table).where(*_key(bot_id, photo_digest, number)))

    async def forget_photo(self, photo_digest: str) -> None:
        """Drops all file ids of a photo, whichever bot sent it."""
        async with self._database.writing() as connection:
            await connection.execute(delete(_table).where(_table.c.photo_digest == photo_digest))


def _key(bot_id: int, photo_digest: str, number: int) -> tuple[ColumnElement[bool], ...]:
    return (_table.c.bot_id == bot_id, _table.c.photo_digest == photo_digest, _table.c.number == number)
