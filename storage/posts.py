"""People's own looks: begun, sent with consent, published by an admin, taken back at will."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, cast

from sqlalchemy import ColumnElement, Row, delete, func, insert, select, update

from storage import schema
from storage.database import Database, one_after_another
from storage.errors import TooManyPosts
from storage.types import Post, PostState

MOST_POSTS = 30
"""Looks of one person that wait or are published."""
BETWEEN = "|"

_table = schema.posts
_without_picture = [column for column in _table.c if column.name != "picture"]


class Posts:
    """The part of the store that keeps people's own looks."""

    _database: Database

    async def begin_post(self, post: Post) -> None:
        """Keeps a draft, in place of the one that the person had begun."""
        drafts = (_table.c.person_id == post.person_id, _table.c.state == "draft")
        begun = {
            "id": post.id,
            "person_id": post.person_id,
            "state": "draft",
            "created_at": datetime.now(UTC),
        }
        async with self._database.writing() as connection:
            await one_after_another(connection, f"drafts of {post.person_id}")
            await connection.execute(delete(_table).where(*drafts))
            await connection.execute(insert(_table).values({**_values(post), **begun}))

    async def change_post(self, post: Post) -> bool:
        """Keeps what a draft or a waiting post says now; says whether it is still one."""
        unpublished = (_table.c.id == post.id, _table.c.state != "published")
        return await self._changed(unpublished, _values(post))

    async def send_post(self, post_id: str, picture: bytes) -> bool:
        """A draft, consented to, waits for the admins with its picture; says whether it was a draft.

        Beyond the limit raises TooManyPosts.
        """
        async with self._database.writing() as connection:
            draft = (_table.c.id == post_id, _table.c.state == "draft")
            values = {
                "state": "waiting",
                "picture": picture,
                "digest": hashlib.sha256(picture).hexdigest(),
                "created_at": datetime.now(UTC),
            }
            sent = update(_table).where(*draft).values(values).returning(_table.c.person_id)
            person_id = await connection.scalar(sent)
            if person_id is None:
                return False
            theirs = (_table.c.person_id == person_id, _table.c.state != "draft")
            count = select(func.count()).select_from(_table).where(*theirs)
            if (await connection.scalar(count) or 0) > MOST_POSTS:
                raise TooManyPosts(MOST_POSTS)
            return True

    async def publish_post(self, post_id: str) -> bool:
        """A waiting post is approved; says whether it was waiting, so that two admins approve it once."""
        waiting = (_table.c.id == post_id, _table.c.state == "waiting")
        return await self._changed(waiting, {"state": "published"})

    async def drop_post(self, post_id: str) -> bool:
        """Deletes a post with its picture and what was said of it; says whether it was there."""
        async with self._database.writing() as connection:
            return (await connection.execute(delete(_table).where(_table.c.id == post_id))).rowcount == 1

    async def post(self, post_id: str) -> Post | None:
        """One post."""
        return next(iter(await self._posts(_table.c.id == post_id)), None)

    async def posts_of(self, person_id: int) -> tuple[Post, ...]:
        """What a person sent, oldest first: a post's number is its place here, from 1."""
        return await self._posts(_table.c.person_id == person_id, _table.c.state != "draft")

    async def posts_in(self, state: PostState) -> tuple[Post, ...]:
        """Everybody's posts of a state, oldest first."""
        return await self._posts(_table.c.state == state)

    async def post_picture(self, post_id: str) -> bytes | None:
        """A sent post's picture, a JPEG as people will see it."""
        async with self._database.reading() as connection:
            picture: bytes | None = await connection.scalar(
                select(_table.c.picture).where(_table.c.id == post_id)
            )
        return picture

    async def _posts(self, *where: ColumnElement[bool]) -> tuple[Post, ...]:
        query = select(*_without_picture).where(*where).order_by(_table.c.serial)
        async with self._database.reading() as connection:
            return tuple(_post(row) for row in await connection.execute(query))

    async def _changed(self, where: Sequence[ColumnElement[bool]], values: Mapping[str, Any]) -> bool:
        async with self._database.writing() as connection:
            return (await connection.execute(update(_table).where(*where).values(values))).rowcount == 1


def _values(post: Post) -> dict[str, Any]:
    return {
        "photo_file_id": post.photo_file_id,
        "gender": post.gender,
        "seasons": BETWEEN.join(sorted(post.seasons)),
        "style": post.style,
        "tags": BETWEEN.join(post.tags),
        "offered": BETWEEN.join(post.offered),
        "credit": post.credit,
        "is_blurred": post.is_blurred,
    }


def _post(row: Row[Any]) -> Post:
    return Post(
        id=row.id,
        person_id=row.person_id,
        photo_file_id=row.photo_file_id,
        state=cast(PostState, row.state),
        gender=row.gender,
        seasons=frozenset(_parts(row.seasons)),
        style=row.style,
        tags=_parts(row.tags),
        offered=_parts(row.offered),
        credit=row.credit,
        is_blurred=row.is_blurred,
        digest=row.digest,
        created_at=row.created_at,
    )


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(filter(None, cell.split(BETWEEN)))
