"""A text in doubt stands in the chat once, and what was sent meanwhile stands there as it was."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.calls import patience
from bot.calls.patience import SENT_REMEMBERED, Patience
from bot.calls.twins import send_once
from tests.bot.conversation.town import text_of, town
from tests.bot.reliability.scenario import trouble


async def test_what_goes_out_while_a_text_is_in_doubt_stays_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patience, "FIRST_PAUSE", 0.5)
    async with town(tmp_path) as place, place.bot() as application, place.person() as person:
        await person.say("/privacy")
        newest = (await person.hear("/forget"))["message_id"]
        await trouble(place, "drop_after", "sendMessage")
        note = asyncio.create_task(
            send_once(application.bot, person.id, "<b>a note</b>", newest, parse_mode="HTML")
        )
        await person.hear("a note")
        await application.bot.send_message(person.id, "the list")
        await note
        assert [text_of(m) for m in await person.from_bot()][1:] == ["the list", "a note"]


def test_the_last_messages_of_a_chat_are_known() -> None:
    limiter = Patience()
    for number in range(1, SENT_REMEMBERED + 2):
        limiter._remember([{"message_id": number, "chat": {"id": 7}}] * 2)
    assert not limiter.knows(7, 1)
    assert limiter.knows(7, 2)
    assert limiter.knows(7, SENT_REMEMBERED + 1)
    assert not limiter.knows(8, 2)
