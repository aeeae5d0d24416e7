"""Asking Telegram for updates: a hung poll is broken off, a failed one is repeated, a rival is named."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta

from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.calls.introducing import introduced
from bot.context import Codibot
from bot.errors import StartError
from bot.updates.inbox import Inbox

HELD_SECONDS = 20
"""Telegram answers a poll at once when there is something, else after this time."""
HUNG_SECONDS = 60.0
"""A poll that takes longer hangs in a dead connection."""
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0
CONFLICTS_OF_NEWCOMER, CONFLICTS = 4, 12
"""In a row: of two bots that poll with one token the one that came later gives way first."""
NEWCOMER = timedelta(minutes=2)

_log = logging.getLogger(__name__)


class Poller:
    """Takes one bot's updates into the application's queue."""

    def __init__(self, application: Codibot, updates: Sequence[str]) -> None:
        self._application = application
        assert isinstance(application.update_queue, Inbox)
        self._inbox = application.update_queue
        self._updates = updates
        self._offset = 0
        self._conflicts = 0
        self._pause = FIRST_PAUSE
        self._started = asyncio.get_running_loop().time()

    async def run(self) -> None:
        """Polls until it is cancelled. Raises StartError where another bot has the token, or none."""
        self._inbox.polled()
        while True:
            try:
                await self._poll()
                self._inbox.polled()
            except TimeoutError:
                _log.error("a poll hung for %.0f s and was broken off", HUNG_SECONDS)
            except RetryAfter as flood:
                await asyncio.sleep(flood._retry_after.total_seconds())  # the public name is being deprecated
            except InvalidToken:
                raise StartError("Telegram no longer knows this TELEGRAM_TOKEN; @BotFather has it.") from None
            except Conflict as rival:
                self._count(rival)
                await self._rest()
            except TelegramError as error:
                _log.warning("updates could not be fetched (%s): %s", type(error).__name__, _short(error))
                await self._rest()
            else:
                self._conflicts, self._pause = 0, FIRST_PAUSE

    async def confirm(self) -> None:
        """Tells Telegram what was taken, so that it does not come again at the next start."""
        with suppress(TelegramError, TimeoutError):
            async with asyncio.timeout(3):
                await self._application.bot.get_updates(
                    self._offset, timeout=0, allowed_updates=self._updates
                )

    async def _poll(self) -> None:
        """One poll. What it brings stands in storage before the next one confirms it."""
        async with asyncio.timeout(HUNG_SECONDS):
            updates = await self._application.bot.get_updates(
                self._offset, timeout=HELD_SECONDS, allowed_updates=self._updates
            )
        await self._inbox.put_all(updates)
        self._offset = max((update.update_id + 1 for update in updates), default=self._offset)

    def _count(self, rival: Conflict) -> None:
        self._conflicts += 1
        _log.error("another codibot takes this bot's updates: %s", rival.message)
        age = asyncio.get_running_loop().time() - self._started
        newcomer = age < NEWCOMER.total_seconds()
        if self._conflicts >= (CONFLICTS_OF_NEWCOMER if newcomer else CONFLICTS):
            raise StartError("Another codibot runs with this TELEGRAM_TOKEN; one of the two must stop.")

    async def _rest(self) -> None:
        await asyncio.sleep(self._pause)
        self._pause = min(LONGEST_PAUSE, 2 * self._pause)


async def take_webhook_down(application: Codibot) -> None:
    """A webhook of a former run would refuse every poll; updates that wait stay. Raises StartError."""
    await introduced(application.bot.delete_webhook)


def _short(error: TelegramError) -> str:
    """A proxy's page is no line for a log."""
    return error.message[:120]
