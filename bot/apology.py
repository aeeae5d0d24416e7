"""What is said when something goes wrong: a sentence for what was expected, a short id for a surprise."""

from __future__ import annotations

import logging
import secrets

from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, RetryAfter, TelegramError

from bot.context import Context
from bot.errors import Sorry
from bot.figures.measures import ERRORS
from bot.models.worker import WorkerBusy, WorkerError
from bot.updates.inbox import InOrder
from retrieval.errors import IndexMismatch, IndexMissing, IndexUnavailable, PhotoError
from storage.errors import StorageError, TooManyKept, TooManyPosts, TooManySaved

_log = logging.getLogger(__name__)

Sentence = tuple[str, dict[str, str | int]]
"""The key of a text, and what is put into it."""


async def apologise(update: object, context: Context) -> None:
    """The application's one error handler. Logs hold no names and no texts."""
    error = context.error
    ERRORS.add(type(error).__name__)
    if _chat_is_closed(error):
        _log.info("a chat is closed to codibot: %s", error)
        _let_go(context)
        return
    key, values = expected(error) or _surprise(error)
    try:
        await _tell(context, key, values)
    except (TelegramError, StorageError) as silence:
        _log.warning("an apology could not be sent: %s", type(silence).__name__)


def _chat_is_closed(error: Exception | None) -> bool:
    return isinstance(error, Forbidden | ChatMigrated) or (
        isinstance(error, BadRequest) and "chat not found" in error.message.lower()
    )


def _let_go(context: Context) -> None:
    """Whatever else waits in a closed chat is not worked at."""
    order = context.application.update_processor
    if isinstance(order, InOrder) and context.incoming is not None:
        order.drop(context.chat_id)


async def _tell(context: Context, key: str, values: dict[str, str | int]) -> None:
    """As a message, and under a tapped button in passing too: the message may stand far below it."""
    if context.incoming is None or context.incoming.effective_chat is None:
        return
    sentence = (await context.voice())(key, **values)
    await context.heard(sentence[:200])
    await context.send(sentence)


def expected(error: Exception | None) -> Sentence | None:
    """What is said of what was expected to go wrong; none of a surprise."""
    match error:
        case Sorry():
            return error.key, error.values
        case PhotoError():
            return f"photo-{error.reason}", {}
        case WorkerBusy():
            return "busy", {"ahead": error.waiting}
        case WorkerError():
            return "worker-lost", {}
        case IndexMissing() | IndexMismatch() | IndexUnavailable():
            return "not-ready", {}
        case TooManyKept():
            return "wardrobe-full", {"limit": error.limit}
        case TooManyPosts():
            return "post-full", {"limit": error.limit}
        case TooManySaved():
            return "save-full", {"limit": error.limit}
        case BadRequest() if "message to edit not found" in error.message.lower():
            return "old-button", {}  # it was deleted while its button was tapped
        case BadRequest():  # a mistake of ours, although the library counts it among the network's
            return None
        case NetworkError() | RetryAfter():
            _log.warning("Telegram could not be reached: %s", type(error).__name__)
            return "telegram-trouble", {}
        case StorageError():
            _log.error("storage refused: %s", error)
            return "storage-trouble", {}
        case _:
            return None


def _surprise(error: Exception | None) -> Sentence:
    """Logged with its traceback under the id that the person is told."""
    number = secrets.token_hex(3)
    _log.error("surprise %s", number, exc_info=error)
    return "apology", {"id": number}
