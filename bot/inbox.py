"""No update is lost and none answered twice: received once it is stored, closed after its answer."""

from __future__ import annotations

import asyncio
import json
import logging
from collections import defaultdict
from collections.abc import Coroutine
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from telegram import Bot, CallbackQuery, Update
from telegram.error import NetworkError, TelegramError
from telegram.ext import BaseUpdateProcessor

from storage.errors import StorageError
from storage.store import Store

AT_ONCE = 256
"""Updates in hand at a time; those of one chat wait for one another."""

_log = logging.getLogger(__name__)


class Inbox(asyncio.Queue[object]):
    """The application's queue of updates. What is put stands in storage before it is queued.

    Polling confirms an update to Telegram only after `put`, and the webhook answers after it, so a refused
    update comes again; one that came before is dropped.
    """

    def __init__(self, store: Store) -> None:
        super().__init__()
        self._store = store

    async def put(self, item: object) -> None:
        """Raises NetworkError, which polling answers by asking again, where storage refuses."""
        if not isinstance(item, Update):
            return await super().put(item)
        try:
            new = await self._store.receive(item.get_bot().id, item.update_id, chat_of(item), item.to_json())
        except StorageError as error:
            raise NetworkError(f"the update could not be stored: {error}") from error
        if new:
            await super().put(item)

    async def reopen(self, bot: Bot) -> int:
        """Queues what a former run received and did not answer; says how many."""
        left_open = await self._store.open_updates(bot.id)
        for received in left_open:
            await super().put(Update.de_json(json.loads(received.payload), bot))
        return len(left_open)


@dataclass(slots=True)
class _Line:
    """The updates of one chat that wait for their turn, and the one that has it."""

    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    standing: int = 0
    dropped: int = 0  # how often everybody who stood in it was sent away


class InOrder(BaseUpdateProcessor):
    """Chats side by side, the updates of one chat one after another, each closed after its answer."""

    def __init__(self, store: Store) -> None:
        super().__init__(AT_ONCE)
        self._store = store
        self._lines: defaultdict[int, _Line] = defaultdict(_Line)
        self._under_work: set[asyncio.Task[Any]] = set()
        self.heard: set[int] = set()  # updates whose tap was answered before their turn came
        self._given_up = False

    async def do_process_update(self, update: object, coroutine: Coroutine[Any, Any, Any]) -> None:  # type: ignore[override]  # it is one
        """Waits for the chat's turn, answers, closes. What is cancelled stays open for the next start."""
        if not isinstance(update, Update):
            await coroutine
            return
        task = asyncio.current_task()
        assert task is not None
        self._under_work.add(task)
        try:
            await self._in_line(update, coroutine)
        finally:
            self._under_work.discard(task)
            self.heard.discard(update.update_id)
            coroutine.close()  # of an update that nobody answered; else it is over already

    def drop(self, chat_id: int) -> None:
        """Nobody reads what a closed chat would be told: all that waits in its line is let go."""
        if chat_id in self._lines:
            self._lines[chat_id].dropped += 1

    def give_up(self) -> None:
        """Leaves everything that is not answered yet to the next start."""
        self._given_up = True
        for task in self._under_work:
            task.cancel()

    async def _in_line(self, update: Update, coroutine: Coroutine[Any, Any, Any]) -> None:
        chat_id = chat_of(update)
        line = self._lines[chat_id]
        line.standing += 1
        dropped = line.dropped
        try:
            if line.turn.locked() and update.callback_query is not None:
                self.heard.add(update.update_id)
                await _end_spinner(update.callback_query)
            async with line.turn:
                if not self._given_up:
                    await self._answer(update, coroutine, wanted=line.dropped == dropped)
        finally:
            line.standing -= 1
            if not line.standing:  # so that memory does not grow with the chats
                del self._lines[chat_id]

    async def _answer(self, update: Update, coroutine: Coroutine[Any, Any, Any], wanted: bool) -> None:
        bot_id = update.get_bot().id
        if wanted:
            await _noted(self._store.begin_update(bot_id, update.update_id))
            await coroutine
        await _noted(self._store.close_update(bot_id, update.update_id))

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to put away."""


def chat_of(update: Update) -> int:
    """The chat that an update belongs to, or its person where there is none."""
    if update.effective_chat is not None:
        return update.effective_chat.id
    return update.effective_user.id if update.effective_user is not None else 0


async def _end_spinner(query: CallbackQuery) -> None:
    """Of a button that has to wait: Telegram takes an answer to it for seconds only."""
    with suppress(TelegramError):
        await query.answer()


async def _noted(note: Coroutine[Any, Any, object]) -> None:
    """Storage that refuses a note does not keep anybody from an answer."""
    try:
        await note
    except StorageError as error:
        _log.error("an update's progress could not be noted: %s", error)
