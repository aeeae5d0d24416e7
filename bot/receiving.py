"""Updates arrive: by webhook where the settings name one, else by asking for them."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from telegram.error import Conflict, InvalidToken, NetworkError, TelegramError

from bot import webhook
from bot.context import Codibot
from bot.errors import StartError
from bot.settings import Settings

UPDATES = ("message", "edited_message", "callback_query")
LONGEST_PAUSE = 30.0

_log = logging.getLogger(__name__)


async def introduce(application: Codibot) -> None:
    """Shows the token to Telegram, again and again while it cannot be reached. Raises StartError."""
    pause = 0.5
    while True:
        try:
            return await application.initialize()
        except InvalidToken:
            await application.bot.shutdown()
            raise StartError("Telegram does not know this TELEGRAM_TOKEN; @BotFather has it.") from None
        except NetworkError as error:
            _log.warning("Telegram cannot be reached yet: %s", type(error).__name__)
            await asyncio.sleep(pause)
            pause = min(LONGEST_PAUSE, 2 * pause)


@asynccontextmanager
async def receiving(application: Codibot, settings: Settings) -> AsyncIterator[None]:
    """Updates are taken as long as the block runs."""
    if settings.webhook_url:
        async with webhook.listening(application, settings, UPDATES):
            yield
    else:
        async with _polling(application):
            yield


@asynccontextmanager
async def _polling(application: Codibot) -> AsyncIterator[None]:
    assert application.updater is not None
    # Nothing said while the bot was away is dropped, and a webhook of a former run is taken down.
    await application.updater.start_polling(
        bootstrap_retries=-1, allowed_updates=UPDATES, error_callback=_polling_failed
    )
    try:
        yield
    finally:
        await application.updater.stop()


def _polling_failed(error: TelegramError) -> None:
    if isinstance(error, Conflict):
        _log.error("another codibot takes this bot's updates: %s", error.message)
    else:
        _log.warning("updates could not be fetched: %s", error.message)
