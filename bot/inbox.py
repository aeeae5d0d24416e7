"""No update is lost and none answered twice: received once it is stored, closed after its answer."""

from __future__ import annotations

import asyncio
import json
import logging
from collections import defaultdict
from collections.abc import Awaitable
from typing import Any

from telegram import Bot, Update
from telegram.error import NetworkError
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


class InOrder(BaseUpdateProcessor):
    """Chats side by side, the updates of one chat one after another, each closed after its answer."""

    def __init__(self, store: Store) -> None:
        super().__init__(AT_ONCE)
        self._store = store
        self._turns: defaultdict[int, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._waiting: defaultdict[int, int] = defaultdict(int)

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Waits for the chat's turn, answers, closes. What is cancelled stays open for the next start."""
        if not isinstance(update, Update):
            await coroutine
            return
        chat_id = chat_of(update)
        self._waiting[chat_id] += 1
        try:
            async with self._turns[chat_id]:
                await self._answer(update, coroutine)
        finally:
            self._leave(chat_id)

    async def _answer(self, update: Update, coroutine: Awaitable[Any]) -> None:
        bot_id = update.get_bot().id
        await _noted(self._store.begin_update(bot_id, update.update_id))
        await coroutine
        await _noted(self._store.close_update(bot_id, update.update_id))

    def _leave(self, chat_id: int) -> None:
        """Forgets the chat's lock with its last update, so that memory does not grow with the chats."""
        self._waiting[chat_id] -= 1
        if not self._waiting[chat_id]:
            del self._waiting[chat_id], self._turns[chat_id]

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to put away."""


def chat_of(update: Update) -> int:
    """The chat that an update belongs to, or its person where there is none."""
    if update.effective_chat is not None:
        return update.effective_chat.id
    return update.effective_user.id if update.effective_user is not None else 0


async def _noted(note: Awaitable[object]) -> None:
    """Storage that refuses a note does not keep anybody from an answer."""
    try:
        await note
    except StorageError as error:
        _log.error("an update's progress could not be noted: %s", error)
