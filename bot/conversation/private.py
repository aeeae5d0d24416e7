"""What is somebody's own is shown and changed where nobody else reads along or taps."""

from __future__ import annotations

from telegram.constants import ChatType

from bot.context import Context
from bot.errors import Sorry


def is_private(context: Context) -> bool:
    """Whether the person is alone with the bot."""
    return context.message.chat.type == ChatType.PRIVATE


def require_private(context: Context) -> None:
    """Raises Sorry in a group."""
    if not is_private(context):
        raise Sorry("in-private")
