"""Messages wait for Telegram's limits; answers to taps, stale in seconds, do not."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from telegram.constants import FloodLimit
from telegram.error import RetryAfter

from bot.calls.patience import Patience


async def call(patience: Patience, endpoint: str, answer: Any = True) -> Any:
    async def callback() -> Any:
        if isinstance(answer, Exception):
            raise answer
        return answer

    return await patience.process_request(callback, (), {}, endpoint, {"chat_id": 1}, None)


async def test_an_answered_tap_does_not_wait_behind_messages() -> None:
    patience = Patience()
    crowd = [
        asyncio.create_task(call(patience, "sendMessage")) for _ in range(3 * FloodLimit.MESSAGES_PER_SECOND)
    ]
    await asyncio.sleep(0)
    assert await call(patience, "answerCallbackQuery") is True
    assert not all(sent.done() for sent in crowd)
    for sent in crowd:
        sent.cancel()


@pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")  # its own text causes it
async def test_an_answered_tap_does_not_wait_for_the_end_of_a_flood() -> None:
    patience = Patience()
    flooded = asyncio.create_task(call(patience, "sendMessage", RetryAfter(60)))
    await asyncio.sleep(0.01)
    waiting = asyncio.create_task(call(patience, "sendMessage"))
    assert await call(patience, "answerCallbackQuery") is True
    assert not waiting.done()
    for sent in (flooded, waiting):
        sent.cancel()


async def test_edits_and_chat_actions_are_no_messages() -> None:
    patience = Patience()
    crowd = [
        asyncio.create_task(call(patience, "sendMessage")) for _ in range(3 * FloodLimit.MESSAGES_PER_SECOND)
    ]
    await asyncio.sleep(0)
    assert await call(patience, "editMessageText") is True
    assert await call(patience, "sendChatAction") is True
    for sent in crowd:
        sent.cancel()
