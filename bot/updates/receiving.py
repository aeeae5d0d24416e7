"""Updates arrive: by webhook where the settings name one, else by asking for them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot import health
from bot.calls.introducing import introduced
from bot.context import Codibot
from bot.errors import StartError
from bot.settings import Settings
from bot.updates import webhook
from bot.updates.polling import Poller, take_webhook_down

UPDATES = ("message", "edited_message", "callback_query", "inline_query")


async def introduce(application: Codibot) -> None:
    """Makes the application ready, once Telegram can be reached. Raises StartError."""
    try:
        await introduced(application.initialize)
    except StartError:
        await application.bot.shutdown()
        raise


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
