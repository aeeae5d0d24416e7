"""Answers as they were sent, so that a look can be saved by its number or its picture."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, bindparam, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import schema
from storage.database import Database
from storage.types import KeptAnswer

_answers = schema.answers
_looks = schema.answer_looks


class Answers:
    """The part of the store that keeps answers."""

    _database: Database

    async def keep_answer(self, answer: KeptAnswer) -> None:
        """Keeps an answer; its id must be new. `created_at` is now where it is not given."""
        values = {
            "id": answer.id,
            "bot_id": answer.bot_id,
            "chat_id": answer.chat_id,
            "person_id": answer.person_id,
            "features": answer.features,
            "question": answer.question,
            "photo_file_id": answer.photo_file_id,
            "list_message_id": answer.list_message_id,
            "created_at": answer.created_at or datetime.now(UTC),
        }
        messages = answer.message_ids or (None,) * len(answer.look_ids)
        async with self._database.writing() as connection:
            serial = await connection.scalar(insert(_answers).values(values).returning(_answers.c.serial))
            rows = [
                {"answer": serial, "place": place, "look_id": look_id, "message_id": message_id}
                for place, (look_id, message_id) in enumerate(zip(answer.look_ids, messages, strict=True), 1)
            ]
            if rows:
                await connection.execute(insert(_looks), rows)

    async def note_messages(
        self, answer_id: str, message_ids: Sequence[int], list_message_id: int | None
    ) -> None:
        """Notes which messages carried the answer: the album's, one a look in order, and the list's."""
        this = _answers.c.id == answer_id
        async with self._database.writing() as connection:
            await connection.execute(update(_answers).where(this).values(list_message_id=list_message_id))
            serial = select(_answers.c.serial).where(this).scalar_subquery()
            look = (_looks.c.answer == serial, _looks.c.place == bindparam("of_place"))
            rows = [{"of_place": place, "message_id": each} for place, each in enumerate(message_ids, 1)]
            if rows:
                await connection.execute(update(_looks).where(*look), rows)

    async def change_answer(self, answer: KeptAnswer) -> None:
        """Another question, other features and other looks for an answer, in the messages where it stands."""
        this = _answers.c.id == answer.id
        values = {"features": answer.features, "question": answer.question}
        async with self._database.writing() as connection:
            await connection.execute(update(_answers).where(this).values(values))
            serial = select(_answers.c.serial).where(this).scalar_subquery()
            for place, look_id in enumerate(answer.look_ids, 1):
                look = (_looks.c.answer == serial, _looks.c.place == place)
                await connection.execute(update(_looks).where(*look).values(look_id=look_id))

    async def answer(self, answer_id: str) -> KeptAnswer | None:
        """The answer of that id."""
        return await self._newest(_answers.c.id == answer_id)

    async def latest_answer(self, bot_id: int, chat_id: int) -> KeptAnswer | None:
        """The chat's newest answer: the one that `/save 3` means."""
        return await self._newest(_answers.c.bot_id == bot_id, _answers.c.chat_id == chat_id)

    async def answer_of_message(
        self, bot_id: int, chat_id: int, message_id: int
    ) -> tuple[KeptAnswer, int] | None:
        """The answer whose album holds that message, and the look's place in its `look_ids`, from 1."""
        place = (
            select(_answers.c.id, _looks.c.place)
            .join(_looks, _looks.c.answer == _answers.c.serial)
            .where(
                _answers.c.bot_id == bot_id,
                _answers.c.chat_id == chat_id,
                _looks.c.message_id == message_id,
            )
        )
        async with self._database.reading() as connection:
            found = (await connection.execute(place)).first()
        if found is None:
            return None
        answer = await self.answer(found.id)
        return None if answer is None else (answer, found.place)

    async def _newest(self, *where: ColumnElement[bool]) -> KeptAnswer | None:
        query = select(_answers).where(*where).order_by(_answers.c.serial.desc()).limit(1)
        async with self._database.reading() as connection:
            row = (await connection.execute(query)).first()
            return None if row is None else await _with_looks(connection, row)


async def _with_looks(connection: AsyncConnection, row: Row[Any]) -> KeptAnswer:
    query = select(_looks).where(_looks.c.answer == row.serial).order_by(_looks.c.place)
    looks = (await connection.execute(query)).all()
    return KeptAnswer(
        id=row.id,
        bot_id=row.bot_id,
        chat_id=row.chat_id,
        person_id=row.person_id,
        features=row.features,
        question=row.question,
        photo_file_id=row.photo_file_id,
        look_ids=tuple(look.look_id for look in looks),
        message_ids=tuple(look.message_id for look in looks if look.message_id is not None),
        list_message_id=row.list_message_id,
        created_at=row.created_at,
    )
