"""What is being done with a photo: one message, changed with its stages, gone when the answer is there."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import replace

from telegram import Message
from telegram.error import TelegramError

from bot.context import Context
from bot.conversation.place import keep, place_of
from bot.language import Voice

AT_ONCE = 1.0
"""Seconds within which an answer needs no word about it; who must stand in line is told right away."""


class Progress:
    """The stage at this moment, told by a task of its own: the work waits for no message."""

    def __init__(self, context: Context, say: Voice) -> None:
        self._context = context
        self._say = say
        self._text = say("progress-fetching")
        self._changed = asyncio.Event()
        self._due = asyncio.Event()
        self._over = False
        self._note: Message | None = None

    def looking(self, ahead: int) -> None:
        """So many photos stand before this one; none: it is looked at."""
        if ahead:
            self._due.set()
        self._now(self._say("waiting", ahead=ahead) if ahead else self._say("progress-looking"))

    def choosing(self) -> None:
        """The garments are seen, looks are chosen."""
        self._now(self._say("progress-choosing"))

    async def tell(self) -> None:
        """Says and changes until it is over, then takes the message away."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._due.wait(), AT_ONCE)
        while not self._over:
            self._changed.clear()
            with suppress(TelegramError):  # the answer comes without it
                await self._show()
            await self._changed.wait()
        if self._note is not None:
            await clear(self._context)

    def end(self) -> None:
        """The answer is there, or will not come."""
        self._over = True
        self._due.set()
        self._changed.set()

    def _now(self, text: str) -> None:
        self._text = text
        self._changed.set()

    async def _show(self) -> None:
        if self._note is None:
            self._note = await self._context.send(self._text)
            place = await place_of(self._context)
            await keep(self._context, replace(place, progress=self._note.message_id))
        elif self._note.text != self._text:
            edited = await self._note.edit_text(self._text)
            self._note = edited if isinstance(edited, Message) else self._note


@asynccontextmanager
async def progress(context: Context) -> AsyncIterator[Progress]:
    """Tells what is being done as long as the block runs."""
    told = Progress(context, await context.voice())
    telling = asyncio.create_task(told.tell())
    try:
        yield told
    except asyncio.CancelledError:  # a stop waits for no word about it
        telling.cancel()
        raise
    finally:
        told.end()
        await telling


async def clear(context: Context) -> None:
    """Takes the message away, also one that a former run left."""
    place = await place_of(context)
    if place.progress is not None:
        with suppress(TelegramError):
            await context.bot.delete_message(context.chat_id, place.progress)
        await keep(context, replace(await place_of(context), progress=None))
