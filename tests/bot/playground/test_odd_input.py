"""What no client should send: refused with 400, and the playground goes on as before."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest

from bot.playground import strict_json
from tests.bot.playground.stage import BOT, PERSON, TOKEN, Refusal, Stage, outcome

ROOM = f"/api/bots/{BOT}/chats/{PERSON}"
HALF = '"\\ud83d"'
"""Half of a surrogate pair, as JSON can spell it."""


async def post_raw(stage: Stage, path: str, body: str) -> Any:
    """A JSON body as it is written here."""
    headers = {"content-type": "application/json"}
    return await stage.client.post(path, content=body, headers=headers)


async def test_half_of_a_surrogate_pair_is_refused(stage: Stage) -> None:
    answer = await post_raw(stage, f"/bot{TOKEN}/sendMessage", f'{{"chat_id": {PERSON}, "text": {HALF}}}')
    assert outcome(answer) == Refusal(400, "Bad Request: can't parse request: JSON object expected")
    written = await post_raw(stage, f"{ROOM}/text", f'{{"person": {PERSON}, "text": {HALF}}}')
    assert (written.status_code, written.json()) == (400, {"description": "JSON expected"})
    assert (await stage.client.get("/api/state")).status_code == 200


@pytest.mark.parametrize("detail", [HALF, "NaN", "1e999", "[" * 101 + "]" * 101])
async def test_what_cannot_be_shown_again_is_refused_inside_an_argument(stage: Stage, detail: str) -> None:
    entities = f'[{{"type": "text_link", "offset": 0, "length": 1, "url": {detail}}}]'
    answer = await stage.call("sendMessage", chat_id=PERSON, text="x", entities=entities)
    assert outcome(answer) == Refusal(400, "Bad Request: can't parse message entities JSON object")
    assert (await stage.client.get("/api/state")).status_code == 200


async def test_a_form_may_name_an_odd_encoding(stage: Stage) -> None:
    """UTF-7 can spell half of a surrogate pair too."""
    parts = (("chat_id", str(PERSON)), ("text", "+2D0-"))
    body = "".join(f'--b\r\ncontent-disposition: form-data; name="{k}"\r\n\r\n{v}\r\n' for k, v in parts)
    headers = {"content-type": "multipart/form-data; boundary=b; charset=utf-7"}
    address = f"/bot{TOKEN}/sendMessage"
    answer = await stage.client.post(address, content=body + "--b--\r\n", headers=headers)
    assert outcome(answer) == Refusal(400, "Bad Request: strings must be encoded in UTF-8")


async def test_an_address_that_no_client_opens_is_noted_and_tried_again(stage: Stage) -> None:
    """Kept by a playground that checked less."""
    stage.playground.webhooks.start(httpx.MockTransport(lambda _: httpx.Response(200)))
    bot = stage.playground.world.bots.get(BOT)
    assert bot is not None
    bot.webhook = {"url": "http://127.0.0.1:abc", "secret_token": "", "max_connections": 1}
    await stage.write("x")
    assert await stage.clock.slept() == 1
    info = await stage.result("getWebhookInfo")
    assert info["last_error_message"] == "Connection failed: InvalidURL"


@pytest.mark.parametrize("text", ["[" * 200_000, HALF, "NaN", "-Infinity", "1e999", '{"a": [Infinity]}'])
def test_json_that_could_not_be_kept(text: str) -> None:
    with pytest.raises(ValueError, match="no JSON"):
        strict_json.loads(text)


def test_json_as_deep_as_telegram_reads() -> None:
    text = "[" * 100 + "]" * 100
    assert json.dumps(strict_json.loads(text)) == text
