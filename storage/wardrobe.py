"""Pieces that people keep, by their explicit wish: a small cutout and its features, never the photo."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Row, delete, func, insert, select, update

from storage import schema
from storage.database import Database, insert_new, one_after_another
from storage.errors import TooManyKept
from storage.types import KeptPiece

MOST_KEPT = 100
"""Pieces in one wardrobe."""
AT_ONCE = 500

_table = schema.wardrobe
_known = schema.known_looks


class Wardrobe:
    """The part of the store that keeps wardrobes, and what of the lookbook was told to those who wish."""

    _database: Database

    async def keep_piece(
        self, person_id: int, digest: str, place: int, features: bytes, picture: bytes
    ) -> bool:
        """Keeps a garment of a photo, known by the photo's digest and its place there; says if it was new.

        Beyond the limit raises TooManyKept.
        """
        values = {
            "person_id": person_id,
            "photo_digest": digest,
            "place": place,
            "features": features,
            "picture": picture,
            "is_wish": False,
            "kept_at": datetime.now(UTC),
        }
        async with self._database.writing() as connection:
            await one_after_another(connection, f"pieces of {person_id}")
            new = await insert_new(connection, _table, values)
            count = select(func.count()).where(_table.c.person_id == person_id)
            if new and (await connection.scalar(count) or 0) > MOST_KEPT:
                raise TooManyKept(MOST_KEPT)
            return new

    async def wardrobe(self, person_id: int) -> tuple[KeptPiece, ...]:
        """The person's pieces in the order of keeping: a piece's number is its place here, from 1."""
        columns = [column for column in _table.c if column.name != "picture"]
        query = select(*columns).where(_table.c.person_id == person_id).order_by(_table.c.id)
        async with self._database.reading() as connection:
            return tuple(_piece(row) for row in await connection.execute(query))

    async def pictures(self, person_id: int, piece_ids: Sequence[int]) -> dict[int, bytes]:
        """The cutouts of some of the person's pieces, WebP, by id."""
        theirs = (_table.c.person_id == person_id, _table.c.id.in_(piece_ids))
        async with self._database.reading() as connection:
            rows = await connection.execute(select(_table.c.id, _table.c.picture).where(*theirs))
            return {row.id: row.picture for row in rows}

    async def drop_piece(self, person_id: int, piece_id: int) -> bool:
        """Takes a piece out; says whether it was there."""
        theirs = (_table.c.person_id == person_id, _table.c.id == piece_id)
        async with self._database.writing() as connection:
            return (await connection.execute(delete(_table).where(*theirs))).rowcount == 1

    async def wish(self, person_id: int, piece_id: int, wished: bool) -> None:
        """Whether the person wants to hear of new looks that wear a piece."""
        theirs = (_table.c.person_id == person_id, _table.c.id == piece_id, _table.c.is_wish.is_not(wished))
        newest = select(func.coalesce(func.max(_known.c.arrival), 0)).scalar_subquery()
        async with self._database.writing() as connection:
            await connection.execute(update(_table).where(*theirs).values(is_wish=wished, told_until=newest))

    async def quiet(self, person_id: int) -> int:
        """Ends all wishes of a person; says how many there were."""
        theirs = (_table.c.person_id == person_id, _table.c.is_wish.is_(True))
        async with self._database.writing() as connection:
            return (await connection.execute(update(_table).where(*theirs).values(is_wish=False))).rowcount

    async def wishes(self) -> dict[int, tuple[KeptPiece, ...]]:
        """Everybody's wishes, by person."""
        columns = [column for column in _table.c if column.name != "picture"]
        query = select(*columns).where(_table.c.is_wish.is_(True)).order_by(_table.c.id)
        wishes: dict[int, tuple[KeptPiece, ...]] = {}
        async with self._database.reading() as connection:
            for row in await connection.execute(query):
                wishes[row.person_id] = (*wishes.get(row.person_id, ()), _piece(row))
        return wishes

    async def learn_looks(self, look_ids: Sequence[str]) -> None:
        """Notes which looks there are; new ones are one more arrival together, the very first are none."""
        async with self._database.writing() as connection:
            await one_after_another(connection, "known looks")
            rows = await connection.execute(select(_known.c.look_id, _known.c.arrival))
            known = {row.look_id: row.arrival for row in rows}
            arrival = max(known.values(), default=-1) + 1
            new = [look_id for look_id in dict.fromkeys(look_ids) if look_id not in known]
            for start in range(0, len(new), AT_ONCE):
                came = [{"look_id": each, "arrival": arrival} for each in new[start : start + AT_ONCE]]
                await connection.execute(insert(_known), came)

    async def arrivals(self, told_until: int) -> dict[str, int]:
        """The looks that came later, by id, and the arrival that each came with."""
        later = select(_known.c.look_id, _known.c.arrival).where(_known.c.arrival > told_until)
        async with self._database.reading() as connection:
            return {row.look_id: row.arrival for row in await connection.execute(later)}

    async def take_news(self, person_id: int, told_until: int) -> bool:
        """Notes that a person is being told; says whether anything was owed: of several processes to one."""
        owed = (_table.c.person_id == person_id, _table.c.is_wish.is_(True), _table.c.told_until < told_until)
        async with self._database.writing() as connection:
            told = await connection.execute(update(_table).where(*owed).values(told_until=told_until))
            return told.rowcount > 0

    async def owe_news(self, pieces: Iterable[KeptPiece]) -> None:
        """Notes that nothing came of telling: of each piece as much is owed as when it was read."""
        async with self._database.writing() as connection:
            for piece in pieces:
                owed = update(_table).where(_table.c.id == piece.id).values(told_until=piece.told_until)
                await connection.execute(owed)


def _piece(row: Row[Any]) -> KeptPiece:
    return KeptPiece(row.id, row.person_id, row.features, row.is_wish, row.kept_at, row.told_until)
