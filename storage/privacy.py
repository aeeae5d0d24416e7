"""A person's right to see and to erase what is kept of them."""

from __future__ import annotations

import base64
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Delete, Select, Table, delete, select, update

from storage import schema
from storage.database import Database

NOBODY = 0
"""The chat that a forgotten person's updates move to: their numbers alone stay, so none is answered twice."""

_inbox = schema.inbox


def _of_person(person_id: int) -> tuple[tuple[Table, ColumnElement[bool]], ...]:
    """Every table that tells of a person, and its rows. A private chat's id is its person's id."""
    answers, looks = schema.answers, schema.answer_looks
    own_answers = select(answers.c.serial).where(answers.c.person_id == person_id)
    albums, shown = schema.shown_albums, schema.shown_looks
    own_albums = select(albums.c.serial).where(albums.c.person_id == person_id)
    return (
        (schema.choices, schema.choices.c.person_id == person_id),
        (schema.dialogues, schema.dialogues.c.chat_id == person_id),
        (schema.agreements, schema.agreements.c.person_id == person_id),
        (schema.looked_at, schema.looked_at.c.person_id == person_id),
        (schema.saved_looks, schema.saved_looks.c.person_id == person_id),
        (looks, looks.c.answer.in_(own_answers)),  # before the answers that they hang on
        (answers, answers.c.person_id == person_id),
        (schema.votes, schema.votes.c.person_id == person_id),
        (schema.wardrobe, schema.wardrobe.c.person_id == person_id),
        (schema.links, schema.links.c.person_id == person_id),
        (schema.voices, schema.voices.c.person_id == person_id),
        (schema.posts, schema.posts.c.person_id == person_id),  # with what others said of them
        (shown, shown.c.album.in_(own_albums)),
        (albums, albums.c.person_id == person_id),
    )


class Privacy:
    """The part of the store that shows and erases a person."""

    _database: Database

    async def everything_of(self, person_id: int) -> dict[str, list[dict[str, Any]]]:
        """All that is kept of a person, as JSON holds it: rows by their table, bytes in base64."""
        kept: dict[str, list[dict[str, Any]]] = {}
        async with self._database.reading() as connection:
            for table, theirs in (*_of_person(person_id), (_inbox, _inbox.c.chat_id == person_id)):
                query: Select[Any] = select(table).where(theirs).order_by(*table.primary_key)
                rows = (await connection.execute(query)).mappings()
                kept[table.name] = [{str(name): _json(value) for name, value in row.items()} for row in rows]
        return kept

    async def forget(self, person_id: int) -> dict[str, int]:
        """Deletes everything of a person, and others' votes on their answers.

        Gives how many rows of the person each table had.
        """
        nobodys = {"chat_id": NOBODY, "payload": "", "closed_at": _inbox.c.received_at}
        gone = {}
        async with self._database.writing() as connection:
            await connection.execute(_votes_of_others(person_id))
            for table, theirs in _of_person(person_id):
                gone[table.name] = (await connection.execute(delete(table).where(theirs))).rowcount
            emptied = update(_inbox).where(_inbox.c.chat_id == person_id).values(nobodys)
            gone[_inbox.name] = (await connection.execute(emptied)).rowcount
        return gone


def _votes_of_others(person_id: int) -> Delete:
    votes, answers = schema.votes, schema.answers
    own_answers = select(answers.c.id).where(answers.c.person_id == person_id)
    return delete(votes).where(votes.c.answer_id.in_(own_answers), votes.c.person_id != person_id)


def _json(value: Any) -> Any:
    match value:
        case datetime():
            return value.isoformat()
        case bytes():
            return base64.b64encode(value).decode()
        case _:
            return value
