"""A token shown to Telegram, again and again while it cannot be reached."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

from telegram.error import BadRequest, InvalidToken, NetworkError

from bot.errors import StartError

FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0

_log = logging.getLogger(__name__)


async def introduced(call: Callable[[], Awaitable[object]]) -> None:
    """A first call, until it is answered. Raises StartError where Telegram does not let this bot in.

    python-telegram-bot's BadRequest is a NetworkError, and its InvalidToken shows the token.
    """
    pause = FIRST_PAUSE
    while True:
        try:
            await call()
            return
        except InvalidToken:
            raise StartError("Telegram does not know this TELEGRAM_TOKEN; @BotFather has it.") from None
        except BadRequest as refusal:
            raise StartError(
                f"Telegram refuses this bot ({refusal.message}). Who logged it out waits ten minutes, or "
                "names in TELEGRAM_API_URL the Bot API server that it logs in to."
            ) from None
        except NetworkError as error:
            _log.warning("Telegram cannot be reached yet: %s", type(error).__name__)
            await asyncio.sleep(pause)
            pause = min(LONGEST_PAUSE, 2 * pause)
