"""What Telegram shows about the bot: command menu and descriptions, in both languages."""

from __future__ import annotations

import logging

from telegram import BotCommand
from telegram.error import TelegramError

from bot.context import Codibot
from bot.language import LANGUAGES, Voice
from bot.settings import Settings

_CHOOSING = ("start", "filters", "cancel")
_SAVING = ("save", "saved", "unsave", "share", "vote")
_WEARING = ("wardrobe", "wear", "quiet")
_WITH_ADMINS = ("post", "mylooks", "notices")
_ABOUT = ("language", "privacy", "mydata", "forget", "about", "help")
COMMANDS = (*_CHOOSING, *_SAVING, *_WEARING, *_WITH_ADMINS, *_ABOUT)

_log = logging.getLogger(__name__)


def menu(settings: Settings) -> tuple[str, ...]:
    """The commands shown: without admins nobody lets posts through, and nobody writes notices."""
    return tuple(each for each in COMMANDS if settings.admin_ids or each not in _WITH_ADMINS)


async def present(application: Codibot) -> None:
    """Sets what differs from what Telegram shows already: it allows few changes a day."""
    services = application.services
    if not application.bot.supports_inline_queries:
        _log.info("inline mode is off; /setinline at @BotFather switches it on")
    try:
        await _present(application, services.voices[services.settings.language], language_code=None)
        for language in LANGUAGES:
            await _present(application, services.voices[language], language_code=language)
    except TelegramError as error:
        _log.warning("menu and descriptions could not be set: %s", error.message)


async def _present(application: Codibot, say: Voice, language_code: str | None) -> None:
    bot, names = application.bot, menu(application.services.settings)
    commands = tuple(BotCommand(name, say(f"command-{name}")) for name in names)
    if await bot.get_my_commands(language_code=language_code) != commands:
        await bot.set_my_commands(commands, language_code=language_code)
    inline = bot.supports_inline_queries
    description = say("bot-description") + (say("bot-inline", name=bot.username) if inline else "")
    if (await bot.get_my_description(language_code=language_code)).description != description:
        await bot.set_my_description(description, language_code=language_code)
    short = say("bot-short-description")
    if (await bot.get_my_short_description(language_code=language_code)).short_description != short:
        await bot.set_my_short_description(short, language_code=language_code)
