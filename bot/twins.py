"""A text that may or may not have arrived is sent again, and its twin, if there is one, taken away."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import Any

from telegram import Message
from telegram.error import BadRequest, NetworkError
from telegram.ext import ExtBot

from bot import patience

TRIES = 4
REACH = 20
"""Message ids looked at: a bot counts its messages across all private chats."""


async def send_once(
    bot: ExtBot[Any], chat_id: int, text: str, newest: int | None, reply: Any = None, **look: Any
) -> Message:
    """Sends a text so that it stands in the chat once, also where an answer of Telegram was lost.

    `newest`: the id of the newest message in the chat known not to be this one. Raises NetworkError.
    """
    for tried in range(TRIES):
        try:
            sent = await bot.send_message(chat_id, text, reply_parameters=reply, **look)
        except NetworkError as error:
            if not patience.in_doubt(error) or tried == TRIES - 1:
                raise
            await asyncio.sleep(patience.FIRST_PAUSE)
        else:
            if tried and newest is not None:
                await _take_twins_away(bot, sent, newest, text, look)
            return sent
    raise AssertionError("the last try returns or raises")


async def _take_twins_away(
    bot: ExtBot[Any], sent: Message, newest: int, text: str, look: dict[str, Any]
) -> None:
    first = max(newest + 1, sent.message_id - REACH)
    for message_id in range(first, sent.message_id):
        if await _is_twin(bot, sent.chat_id, message_id, text, look):
            with suppress(BadRequest):
                await bot.delete_message(sent.chat_id, message_id)


async def _is_twin(bot: ExtBot[Any], chat_id: int, message_id: int, text: str, look: dict[str, Any]) -> bool:
    """The Bot API reads no message back, but it says whether an edit would change one."""
    try:
        await bot.edit_message_text(text, chat_id, message_id, **look)
    except BadRequest as error:
        return "not modified" in error.message
    return True
