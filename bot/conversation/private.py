"""What is somebody's own is shown and changed where nobody else reads along or taps."""

from __future__ import annotations

from telegram.constants import ChatType

from bot.context import Context
from bot.errors import Sorry


def is_private(context: Context) -> bool:
    """Whether the person is alone with the bot."""
    return context.message.chat.type == ChatType.PRIVATE


def photo_wish(context: Context) -> str:
    """The line that asks for a photo: in a group codibot hears only what replies to it."""
    return "send-photo" if is_private(context) else "send-photo-in-group"


def require_private(context: Context) -> None:
    """Raises Sorry in a group."""
    if not is_private(context):
        raise Sorry("in-private")
