"""The bot as a whole: by webhook, with a wrong token, and the order in which it is built."""

from __future__ import annotations

import logging
import socket
from pathlib import Path

import httpx
import pytest
from pydantic import SecretStr
from telegram.ext import CommandHandler

from bot.app import handlers
from bot.calls.profile import COMMANDS
from bot.errors import StartError
from bot.updates.webhook import SECRET_HEADER
from tests.bot.conversation.town import TOKEN, Town, jpeg, town

SECRET = "a-secret"


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


def by_webhook(place: Town) -> str:
    """Settings for a webhook on a free port; gives its address."""
    port = free_port()
    url = f"http://127.0.0.1:{port}/telegram"
    there = {"webhook_url": url, "webhook_port": port, "webhook_secret": SecretStr(SECRET)}
    place.settings = place.settings.model_copy(update=there)
    return url


async def test_updates_come_by_webhook(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        by_webhook(place)
        async with place.bot(), place.person() as person:
            await person.send(jpeg())
            assert len(await person.album()) == 10
            methods = {call["method"] for call in await person.calls()}
            assert "setWebhook" in methods
            assert "getUpdates" not in methods


@pytest.mark.parametrize(
    ("secret", "body", "status"),
    [
        ("", b'{"update_id": 1}', 403),
        ("a-secreT", b'{"update_id": 1}', 403),
        (SECRET, b"no json", 400),
        (SECRET, b"[]", 400),
        (SECRET, b'{"update_id": 1}', 200),
    ],
)
async def test_the_webhook_takes_updates_from_telegram_alone(
    tmp_path: Path, secret: str, body: bytes, status: int
) -> None:
    async with town(tmp_path) as place:
        url = by_webhook(place)
        async with place.bot(), httpx.AsyncClient() as stranger:
            answer = await stranger.post(url, content=body, headers={SECRET_HEADER: secret})
            assert answer.status_code == status


async def test_a_taken_port_is_named(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        by_webhook(place)
        port = place.settings.webhook_port
        with socket.create_server(("127.0.0.1", port)), pytest.raises(StartError, match=str(port)):
            async with place.bot():
                pass


async def test_an_address_that_telegram_does_not_want_is_named(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        by_webhook(place)
        far = {"webhook_url": "https://nowhere.invalid:4430/telegram"}
        place.settings = place.settings.model_copy(update=far)
        with pytest.raises(StartError, match=r"CODIBOT_WEBHOOK_URL.*8443"):
            async with place.bot():
                pass


async def test_a_token_that_telegram_does_not_know_is_named_and_not_shown(tmp_path: Path) -> None:
    async with town(tmp_path) as place:
        wrong = SecretStr("0:nobody-knows-this-token")  # the playground takes any that does not begin with 0
        place.settings = place.settings.model_copy(update={"telegram_token": wrong})
        with pytest.raises(StartError, match="TELEGRAM_TOKEN") as refused:
            async with place.bot():
                pass
        assert "nobody" not in str(refused.value)


async def test_no_log_holds_the_token(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    async with town(tmp_path) as place, place.bot(), place.person() as person:
        await person.say("/help")
        await person.hear("키워드가 돼요")
    assert TOKEN not in caplog.text
    assert "민지" not in caplog.text


def test_every_command_of_the_menu_is_answered() -> None:
    answered = {name for each in handlers() if isinstance(each, CommandHandler) for name in each.commands}
    assert answered == {*COMMANDS, "admin", "queue"}  # the owner's, which no menu shows
