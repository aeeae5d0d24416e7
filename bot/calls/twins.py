"""A text that may or may not have arrived is sent again, and its twin, if there is one, taken away.

What an attempt sent before it was broken off is looked for instead, and not sent again.
"""

from __future__ import annotations

import asyncio
import re
from contextlib import suppress
from html import unescape
from typing import Any

from telegram import Message, MessageOriginUser
from telegram.error import BadRequest, NetworkError, TelegramError
from telegram.ext import ExtBot

from bot.calls import patience
from bot.calls.patience import Patience

TRIES = 4
REACH = 20
"""Message ids looked at: a bot counts its messages across all private chats."""
FORMER_REACH = 40
"""The same behind what was last answered, for what a broken-off attempt sent."""


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
                await _take_twins_away(bot, sent, newest, as_shown(text, look.get("parse_mode")))
            return sent
    raise AssertionError("the last try returns or raises")


async def _take_twins_away(bot: ExtBot[Any], sent: Message, newest: int, shown: str) -> None:
    """A twin is a message that no answer told of: all others are known to be something else."""
    limiter = bot.rate_limiter
    assert isinstance(limiter, Patience)
    first = max(newest + 1, sent.message_id - REACH)
    for message_id in range(first, sent.message_id):
        if limiter.knows(sent.chat_id, message_id):
            continue
        copy = await _copy_of(bot, sent.chat_id, message_id)
        if copy is not None and _is_mine(bot, copy) and copy.text == shown:
            with suppress(BadRequest):
                await bot.delete_message(sent.chat_id, message_id)


async def sent_before(bot: ExtBot[Any], chat_id: int, after: int) -> dict[str, Message]:
    """The bot's own texts that stand in a chat behind a message, which a broken-off attempt sent."""
    found = dict[str, Message]()
    end = after + 1 + FORMER_REACH
    for message_id in range(after + 1, end):
        if message_id >= end:
            break
        copy = await _copy_of(bot, chat_id, message_id)
        if copy is None:
            continue
        end = min(end, copy.message_id)  # behind it stand copies
        if copy.text and _is_mine(bot, copy):
            found[copy.text] = _original(bot, copy, message_id)
    return found


async def _copy_of(bot: ExtBot[Any], chat_id: int, message_id: int) -> Message | None:
    """What stands in a chat under an id; none where that is of another chat, gone, or nothing to forward.

    The Bot API reads no message back, but forwarding shows what it forwards; the copy is taken away at once.
    An edit would show it too, and rewrite what it does not find.
    """
    try:
        copy = await bot.forward_message(chat_id, chat_id, message_id, disable_notification=True)
    except TelegramError:
        return None
    with suppress(TelegramError):
        await copy.delete()
    return copy


def _is_mine(bot: ExtBot[Any], copy: Message) -> bool:
    origin = copy.forward_origin
    return isinstance(origin, MessageOriginUser) and origin.sender_user.id == bot.id


def _original(bot: ExtBot[Any], copy: Message, message_id: int) -> Message:
    message = Message(message_id, copy.date, copy.chat, text=copy.text, entities=copy.entities)
    message.set_bot(bot)
    return message


def as_shown(text: str, parse_mode: str | None) -> str:
    """A text as it stands in the chat."""
    return (unescape(re.sub(r"<[^>]+>", "", text)) if parse_mode else text).strip()
