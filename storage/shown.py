"""Albums of numbered looks beside the answers, so that a number or a picture names a look there too."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import ColumnElement, insert, select, update

from storage import schema
from storage.database import Database
from storage.types import ShownAlbum

_albums = schema.shown_albums
_looks = schema.shown_looks


class ShownAlbums:
    """The part of the store that keeps shown albums."""

    _database: Database

    async def keep_album(self, album: ShownAlbum) -> None:
        """Keeps an album; one that is kept already under its id stays as it is."""
        values = {
            "id": album.id,
            "bot_id": album.bot_id,
            "chat_id": album.chat_id,
            "person_id": album.person_id,
            "kind": album.kind,
            "about": album.about,
            "created_at": album.created_at or datetime.now(UTC),
        }
        async with self._database.writing() as connection:
            if await connection.scalar(select(_albums.c.serial).where(_albums.c.id == album.id)):
                return
            serial = await connection.scalar(insert(_albums).values(values).returning(_albums.c.serial))
            rows = [
                {
                    "album": serial,
                    "number": number,
                    "look_id": look_id,
                    "message_id": album.message_ids.get(number),
                }
                for number, look_id in album.look_ids.items()
            ]
            if rows:
                await connection.execute(insert(_looks), rows)

    async def tell_album(self, album_id: str, about: str) -> None:
        """Keeps other words about an album."""
        async with self._database.writing() as connection:
            await connection.execute(update(_albums).where(_albums.c.id == album_id).values(about=about))

    async def album(self, album_id: str) -> ShownAlbum | None:
        """The album of that id."""
        return await self._newest_album(_albums.c.id == album_id)

    async def latest_album(self, bot_id: int, chat_id: int, *kinds: str) -> ShownAlbum | None:
        """The chat's newest album of some kinds."""
        chat = (_albums.c.bot_id == bot_id, _albums.c.chat_id == chat_id)
        return await self._newest_album(*chat, _albums.c.kind.in_(kinds))

    async def shown_in_message(self, bot_id: int, chat_id: int, message_id: int) -> tuple[int, str] | None:
        """The number and the look of a picture in one of the chat's albums."""
        query = (
            select(_looks.c.number, _looks.c.look_id)
            .join(_albums, _looks.c.album == _albums.c.serial)
            .where(
                _albums.c.bot_id == bot_id,
                _albums.c.chat_id == chat_id,
                _looks.c.message_id == message_id,
            )
        )
        async with self._database.reading() as connection:
            row = (await connection.execute(query)).first()
        return None if row is None else (row.number, row.look_id)

    async def _newest_album(self, *where: ColumnElement[bool]) -> ShownAlbum | None:
        query = select(_albums).where(*where).order_by(_albums.c.serial.desc()).limit(1)
        async with self._database.reading() as connection:
            row = (await connection.execute(query)).first()
            if row is None:
                return None
            shown = select(_looks).where(_looks.c.album == row.serial).order_by(_looks.c.number)
            looks = (await connection.execute(shown)).all()
        return ShownAlbum(
            id=row.id,
            bot_id=row.bot_id,
            chat_id=row.chat_id,
            person_id=row.person_id,
            kind=row.kind,
            about=row.about,
            look_ids={look.number: look.look_id for look in looks},
            message_ids={look.number: look.message_id for look in looks if look.message_id is not None},
            created_at=row.created_at,
        )
