"""Updates arrive: by webhook where the settings name one, else by asking for them."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from telegram.error import InvalidToken, NetworkError

from bot import health, webhook
from bot.context import Codibot
from bot.errors import StartError
from bot.polling import Poller, take_webhook_down
from bot.settings import Settings

UPDATES = ("message", "edited_message", "callback_query", "inline_query")
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
async def receiving(application: Codibot, settings: Settings) -> AsyncIterator[asyncio.Future[None]]:
    """Updates are taken as long as the block runs; what is given ends when they can be taken no more."""
    taking = (
        webhook.listening(application, settings, UPDATES) if settings.webhook_url else _polling(application)
    )
    async with health.listening(application, settings), taking as ended:
        yield ended


@asynccontextmanager
async def _polling(application: Codibot) -> AsyncIterator[asyncio.Future[None]]:
    await take_webhook_down(application)
    poller = Poller(application, UPDATES)
    polling = asyncio.create_task(poller.run(), name="polling")
    try:
        yield polling
    finally:
        polling.cancel()
        await asyncio.wait({polling})
        await poller.confirm()
