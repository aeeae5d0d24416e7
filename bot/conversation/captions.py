"""A picture of the bot's own that is forwarded or sent again brings its caption along, which is no wish."""

from __future__ import annotations

import re

from telegram import Message, MessageOriginUser

_NUMBERED = re.compile(r"\d{1,4}\. \S")
_CREDIT, _UNDER_TITLE = "© ", ("© ", "+ ", "#")


def is_ours(message: Message) -> bool:
    """Whether the bot wrote a caption: it came from it, by way of it, or reads as those under looks."""
    bot, origin = message.get_bot().id, message.forward_origin
    from_us = isinstance(origin, MessageOriginUser) and origin.sender_user.id == bot
    by_us = message.via_bot is not None and message.via_bot.id == bot
    return from_us or by_us or reads_as_ours(message.caption or "")


def reads_as_ours(caption: str) -> bool:
    """Whether a caption ends as the bot's do: with a credit, or numbered with pieces or tags."""
    title, *lines = caption.splitlines() or [""]
    if not lines:
        return False
    return lines[-1].startswith(_UNDER_TITLE if _NUMBERED.match(title) else _CREDIT)
