"""In a group codibot speaks when it is spoken to: by a reply, or by its name."""

from __future__ import annotations

from telegram import Message
from telegram.constants import ChatType
from telegram.ext.filters import MessageFilter


class Addressed(MessageFilter):
    """Every message of a private chat; in a group those that reply to the bot or name it."""

    def filter(self, message: Message) -> bool:
        """Whether the message is for the bot."""
        if message.chat.type == ChatType.PRIVATE:
            return True
        bot = message.get_bot()
        replied = message.reply_to_message
        if replied is not None and replied.from_user is not None and replied.from_user.id == bot.id:
            return True
        return f"@{bot.username}".lower() in (message.text or message.caption or "").lower()


ADDRESSED = Addressed()
