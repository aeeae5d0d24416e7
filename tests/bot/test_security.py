"""The threats of docs/security.md that no other test holds, and that each row's test is there."""

from __future__ import annotations

import ast
import asyncio
import hmac
import re
from pathlib import Path

import httpx
import pytest
from telegram import Bot, Update

from bot.updates import webhook
from storage.store import Store
from tests.bot.conversation.town import buttons, jpeg, town

ROOT = Path(__file__).parents[2]
ROWS = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", (ROOT / "docs" / "security.md").read_text("utf-8"))


def test_there_are_rows() -> None:
    assert len(ROWS) > 15


@pytest.mark.parametrize(("file", "name"), ROWS, ids=[name for _, name in ROWS])
def test_each_rows_test_is_there(file: str, name: str) -> None:
    tree = ast.parse((ROOT / file).read_text("utf-8"))
    assert name in {
        each.name for each in tree.body if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef)
    }


@pytest.mark.parametrize("given", [None, "", "wrong", "geheimnis-x"])
async def test_an_update_without_telegrams_secret_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: str | None
) -> None:
    compared = []
    monkeypatch.setattr(
        webhook.hmac, "compare_digest", lambda *pair: compared.append(pair) or hmac_compare(*pair)
    )
    async with town(tmp_path) as place, place.bot() as application:
        settings = place.settings.model_copy(
            update={"webhook_url": "https://here/hook", "webhook_secret": secret("geheimnis")}
        )
        transport = httpx.ASGITransport(webhook.web(application, settings))
        headers = {} if given is None else {webhook.SECRET_HEADER: given}
        async with httpx.AsyncClient(transport=transport, base_url="http://bot") as stranger:
            answer = await stranger.post("/hook", json={"update_id": 1}, headers=headers)
        assert answer.status_code == 403
    assert compared, "the secret is compared in constant time"


async def test_an_answer_does_not_open_in_another_chat(tmp_path: Path) -> None:
    async with town(tmp_path) as place, place.bot() as application, place.person() as mine:
        await mine.send(jpeg())
        await mine.album()
        heart = await first_heart(mine)
        for number, person in enumerate((mine.id + 100, mine.id)):
            await application.update_queue.put(tap(10**9 + number, person, heart, application.bot))
            await application.update_queue.join()
        store = application.services.store
        await until_answered(store, application.bot.id)
        assert [len(await store.saved(person)) for person in (mine.id + 100, mine.id)] == [0, 1]


hmac_compare = hmac.compare_digest


def secret(text: str):
    from pydantic import SecretStr

    return SecretStr(text)


async def first_heart(person) -> str:
    def hearts(messages):
        every = (button for message in messages for button in buttons(message))
        return [each["callback_data"] for each in every if "♡" in each["text"]]

    return hearts(await person.wait(hearts))[0]


def tap(number: int, person: int, data: str, bot: Bot) -> Update:
    """A tap as Telegram tells of it, whatever the button says that stands there."""
    who = {"id": person, "is_bot": False, "first_name": "Eve"}
    chat = {"id": person, "type": "private"}
    message = {"message_id": 5, "date": 1, "chat": chat, "from": who, "text": "x"}
    query = {"id": "1", "from": who, "chat_instance": "1", "message": message, "data": data}
    return Update.de_json({"update_id": number, "callback_query": query}, bot)


async def until_answered(store: Store, bot_id: int) -> None:
    while await store.open_updates(bot_id):
        await asyncio.sleep(0.02)
