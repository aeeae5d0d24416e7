"""The inbox of one of several processes: Telegram hands an update to any of them, one answers its chat."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from telegram import Bot, Update
from telegram.error import NetworkError
from telegram.ext import ExtBot

from bot.calls.patience import Patience
from bot.updates.inbox import Inbox, as_json, chat_of, read_update
from storage.errors import StorageError
from storage.store import Store


class SharedInbox(Inbox):
    """What is put stands in storage, and whoever holds its chat takes it from there, in order of arrival."""

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        self._bot: Bot | None = None
        self._in_hand: dict[int, int] = {}  # chats by updates
        self._turn = asyncio.Lock()
        self._is_shut = False
        self.process = 0

    async def put_all(self, updates: Sequence[Update]) -> None:
        """Stores updates, in one go, and takes those of chats that this process holds. As `put`."""
        if not updates:
            return
        received = [(update.update_id, chat_of(update), as_json(update)) for update in updates]
        try:
            holders = await self._store.receive_shared(updates[0].get_bot().id, self.process, received)
        except StorageError as error:
            raise NetworkError(f"the updates could not be stored: {error}") from error
        if self.process in holders:
            await self.take()

    async def take(self) -> int:
        """Queues what this process has to answer and has not in hand; says how much.

        Where storage does not answer now the next try finds it.
        """
        assert self._bot is not None
        async with self._turn:
            try:
                waiting = await self._store.held(self._bot.id, self.process, self._in_hand)
            except StorageError:
                return 0
            for each in waiting:
                if self._is_shut:  # python-telegram-bot would wait for it without end
                    break
                if (update := read_update(each.payload, self._bot)) is None:
                    await self._store.close_update(each.bot_id, each.update_id)
                    continue
                self._arrive(self._bot, each.chat_id)
                self._in_hand[each.update_id] = each.chat_id
                self.put_nowait(update)
            return len(waiting)

    async def begin(self, bot_id: int, update_id: int) -> int:
        """As an inbox of one's own, where it is this process's still; in doubt it is not."""
        try:
            return await self._store.begin_held(self.process, bot_id, update_id)
        except StorageError:
            return 0

    def done(self, update_id: int) -> None:
        """What is out of hand and still open is taken again."""
        self._in_hand.pop(update_id, None)

    def shut(self) -> None:
        """What is not in hand yet is left to the other processes."""
        self._is_shut = True

    async def reopen(self, bot: Bot) -> int:
        """Becomes one of the processes; takes what none of them holds, and says how much."""
        self._bot = bot
        self.process = await self._store.join(bot.id)
        await self._store.adopt(bot.id, self.process)
        return await self.take()

    def _arrive(self, bot: Bot, chat_id: int) -> None:
        """Other processes may have written in a chat that comes back: what was its newest is not known."""
        if chat_id not in self._in_hand.values() and isinstance(bot, ExtBot):
            patience = bot.rate_limiter
            assert isinstance(patience, Patience)
            patience.latest.pop(chat_id, None)
