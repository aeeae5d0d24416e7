"""What a person chose, and where they stand in the conversation."""

from __future__ import annotations

from sqlalchemy import select

from storage import schema
from storage.database import Database, upsert
from storage.types import Choices, Dialogue


class ChoicesAndDialogues:
    """The part of the store that keeps choices and dialogues."""

    _database: Database

    async def choices(self, person_id: int) -> Choices:
        """What the person chose; the defaults for somebody new."""
        table = schema.choices
        query = select(table).where(table.c.person_id == person_id)
        async with self._database.reading() as connection:
            row = (await connection.execute(query)).one_or_none()
        if row is None:
            return Choices()
        seasons = frozenset(row.seasons.split("|")) if row.seasons else frozenset()
        return Choices(row.gender, seasons, row.style, row.keywords, row.language)

    async def keep_choices(self, person_id: int, choices: Choices) -> None:
        """Puts these choices in place of those before."""
        values = {
            "person_id": person_id,
            "gender": choices.gender,
            "seasons": "|".join(sorted(choices.seasons)),
            "style": choices.style,
            "keywords": choices.keywords,
            "language": choices.language,
        }
        async with self._database.writing() as connection:
            await upsert(connection, schema.choices, values)

    async def dialogue(self, bot_id: int, chat_id: int) -> Dialogue:
        """Where the chat stands; idle for a new one."""
        table = schema.dialogues
        query = select(table).where(table.c.bot_id == bot_id, table.c.chat_id == chat_id)
        async with self._database.reading() as connection:
            row = (await connection.execute(query)).one_or_none()
        return Dialogue() if row is None else Dialogue(row.step, row.panel_message_id, row.data)

    async def keep_dialogue(self, bot_id: int, chat_id: int, dialogue: Dialogue) -> None:
        """Notes where the chat stands now."""
        values = {
            "bot_id": bot_id,
            "chat_id": chat_id,
            "step": dialogue.step,
            "panel_message_id": dialogue.panel_message_id,
            "data": dialogue.data,
        }
        async with self._database.writing() as connection:
            await upsert(connection, schema.dialogues, values)
