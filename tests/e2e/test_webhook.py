"""The same conversation where updates come by webhook."""

from __future__ import annotations

import socket
from pathlib import Path

import httpx

from scripts.demo.__main__ import converse
from scripts.demo.person import Person
from scripts.demo.town import Town


def test_the_whole_conversation_by_webhook(tmp_path: Path) -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    url = f"http://127.0.0.1:{port}/updates"
    settings = {
        "CODIBOT_WEBHOOK_URL": url,
        "CODIBOT_WEBHOOK_PORT": str(port),
        "CODIBOT_WEBHOOK_SECRET": "only-for-this-test",
    }
    with Town(tmp_path / "town", settings) as town:
        person = Person(town.url)
        assert converse(person)
        assert "getUpdates" not in {call["method"] for call in person.calls()}
        assert httpx.post(url, json={}, headers={"X-Telegram-Bot-Api-Secret-Token": "x"}).status_code == 403
