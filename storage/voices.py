"""What people say of each other's looks: thanks, which go back to the poster, and reports, to the admins."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select, update

from storage import schema
from storage.database import Database, insert_new
from storage.types import Praise, VoiceKind

_posts = schema.posts
_voices = schema.voices
_saved = schema.saved_looks


class Voices:
    """The part of the store that keeps thanks and reports, and counts what a poster may be told."""

    _database: Database

    async def say_of_post(self, post_id: str, person_id: int, kind: VoiceKind) -> bool:
        """Notes what a person says of a post, once; says whether it is new and the post still there."""
        values = {"post_id": post_id, "person_id": person_id, "kind": kind, "at": datetime.now(UTC)}
        there = select(_posts.c.id).where(_posts.c.id == post_id).with_for_update(read=True, key_share=True)
        async with self._database.writing() as connection:
            if await connection.scalar(there) is None:
                return False
            return await insert_new(connection, _voices, values)

    async def reports_of(self, post_id: str) -> int:
        """How many people reported a post."""
        theirs = (_voices.c.post_id == post_id, _voices.c.kind == "report")
        async with self._database.reading() as connection:
            return await connection.scalar(select(func.count()).where(*theirs)) or 0

    async def praise(self, person_id: int | None = None) -> tuple[Praise, ...]:
        """How often published posts, everybody's or one person's, were saved and thanked for by others."""
        whose = [] if person_id is None else [_posts.c.person_id == person_id]
        others = _saved.c.person_id != _posts.c.person_id
        saves = _counted(_saved.c.look_id == _posts.c.id, others)
        thanks = _counted(_voices.c.post_id == _posts.c.id, _voices.c.kind == "thanks")
        columns = (
            _posts.c.id,
            _posts.c.person_id,
            _posts.c.told_saves,
            _posts.c.told_thanks,
            _posts.c.told_at,
        )
        query = select(
            *columns,
            saves.correlate(_posts).scalar_subquery().label("saves"),
            thanks.correlate(_posts).scalar_subquery().label("thanks"),
        ).where(_posts.c.state == "published", *whose)
        async with self._database.reading() as connection:
            rows = await connection.execute(query.order_by(_posts.c.serial))
            return tuple(Praise(**row._mapping) for row in rows)

    async def told_praise(self, praise: Praise) -> None:
        """The poster was told of so many."""
        values = {"told_saves": praise.saves, "told_thanks": praise.thanks, "told_at": datetime.now(UTC)}
        async with self._database.writing() as connection:
            await connection.execute(update(_posts).where(_posts.c.id == praise.id).values(values))


def _counted(*where: ColumnElement[bool]) -> Select[Any]:
    return select(func.count()).where(*where)
