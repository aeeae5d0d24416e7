"""The same conversation where updates come by webhook."""

from __future__ import annotations

import httpx

from scripts.demo.__main__ import converse
from scripts.demo.person import Person
from scripts.demo.town import Town


def test_the_whole_conversation_by_webhook(webhook_town: Town) -> None:
    person = Person(webhook_town.url)
    assert converse(person)
    assert "getUpdates" not in {call["method"] for call in person.calls()}


def test_only_telegram_is_let_in(webhook_town: Town) -> None:
    url = webhook_town.settings["CODIBOT_WEBHOOK_URL"]
    foreign = httpx.post(url, json={}, headers={"X-Telegram-Bot-Api-Secret-Token": "x"})
    assert foreign.status_code == 403
