"""One bot and one person on a playground of their own, spoken to as their programs would."""

from __future__ import annotations

import io
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
from PIL import Image

from bot.playground.faults import Faults
from bot.playground.playground import Playground
from bot.playground.server import create_app
from bot.playground.world import FIRST_PERSON
from tests.bot.playground.clocks import ManualClock

BOT = 4_200_000_001
TOKEN = f"{BOT}:" + "a" * 35
OTHER_BOT = 4_200_000_002
OTHER_TOKEN = f"{OTHER_BOT}:" + "b" * 35
PERSON = FIRST_PERSON
ORIGIN = "http://127.0.0.1:8090"


@dataclass(frozen=True)
class Refusal:
    """How the Bot API says no."""

    status: int
    description: str


@dataclass(frozen=True)
class Stage:
    """A bot that has called getMe and a person who has pressed Start; nothing waits in the queue."""

    playground: Playground
    clock: ManualClock
    client: httpx.AsyncClient

    async def call(
        self, method: str, *, token: str = TOKEN, files: Any = None, **fields: Any
    ) -> httpx.Response:
        """One call by form, or by multipart where there are files."""
        texts = {
            name: value if isinstance(value, str) else json.dumps(value) for name, value in fields.items()
        }
        return await self.client.post(f"/bot{token}/{method}", data=texts, files=files)

    async def result(self, method: str, *, files: Any = None, **fields: Any) -> Any:
        """The result of a call that succeeds."""
        response = await self.call(method, files=files, **fields)
        assert response.status_code == 200, response.text
        return response.json()["result"]

    async def page(self, path: str, **body: Any) -> Any:
        """What the page gets for a POST; `path` goes on after `/api/bots/B/chats/`."""
        response = await self.client.post(f"/api/bots/{BOT}/chats/{path}", json={"person": PERSON} | body)
        assert response.status_code == 200, response.text
        return response.json()

    async def write(self, text: str, chat: int = PERSON, **more: Any) -> int:
        """The person writes; returns the message's id."""
        return int((await self.page(f"{chat}/text", text=text, **more))["message_id"])

    async def upload(self, *contents: bytes, kind: str = "photo", **fields: Any) -> list[int]:
        """The person sends files; returns the messages' ids."""
        response = await self.client.post(
            f"/api/bots/{BOT}/chats/{PERSON}/files",
            data={"person": PERSON, "kind": kind, **fields},
            files=[("file", ("옷.jpg", content, "image/jpeg")) for content in contents],
        )
        assert response.status_code == 200, response.text
        return list(response.json()["message_ids"])

    async def say(self, text: str = "안녕", **fields: Any) -> int:
        """The bot writes; returns the message's id."""
        return int((await self.result("sendMessage", chat_id=PERSON, text=text, **fields))["message_id"])

    async def show(self, **fields: Any) -> dict[str, Any]:
        """The bot sends a photo; returns the message."""
        return dict(await self.result("sendPhoto", chat_id=PERSON, files={"photo": picture()}, **fields))

    async def attach(self, **fields: Any) -> dict[str, Any]:
        """The bot sends a document; returns the message."""
        files = {"document": ("a.txt", b"words", "text/plain")}
        return dict(await self.result("sendDocument", chat_id=PERSON, files=files, **fields))

    async def tap(self) -> str:
        """The bot shows a button and the person taps it; returns the query's id."""
        message_id = await self.say("고르세요", reply_markup=keyboard("go"))
        return str((await self.page(f"{PERSON}/tap", message_id=message_id, data="go"))["query_id"])

    async def updates(self, **fields: Any) -> list[dict[str, Any]]:
        """getUpdates, four seconds after the last call so that no haste is seen in it."""
        await self.clock.advance(4)
        return list(await self.result("getUpdates", **fields))

    def queued(self) -> list[dict[str, Any]]:
        """Takes everything that waits for the bot, without a call."""
        bot = self.playground.world.bots.get(BOT)
        assert bot is not None
        found = [{update.kind: update.payload} for update in self.playground.updates.pending(bot)]
        self.playground.updates.clear(bot)
        return found

    async def group(self, status: str = "member") -> int:
        """A basic group of the person, with the bot in it."""
        body = {"title": "룩북 모임", "members": [PERSON]}
        chat = int((await self.client.post("/api/chats", json=body)).json()["id"])
        await self.page(f"{chat}/status", status=status)
        return chat


Scene = Callable[[Stage], Awaitable[Any]]


async def set_stage(folder: Path) -> Stage:
    """A fresh playground."""
    clock = ManualClock()
    app = create_app(folder, Faults(), clock)
    client = httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=ORIGIN, timeout=None)
    stage = Stage(app.state.playground, clock, client)
    await stage.call("getMe")
    await stage.write("/start")
    stage.queued()
    return stage


def outcome(answer: Any) -> Any:
    """A response as a Refusal or its result; anything else as it is."""
    if not isinstance(answer, httpx.Response):
        return answer
    body = answer.json()
    return body["result"] if body["ok"] else Refusal(answer.status_code, body["description"])


def keyboard(data: Any = "go", **button: Any) -> dict[str, Any]:
    """An inline keyboard of one button."""
    return {"inline_keyboard": [[{"text": "여기", "callback_data": data} | button]]}


def picture(width: int = 400, height: int = 300, form: str = "JPEG", **options: Any) -> bytes:
    """A plain picture."""
    buffer = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(buffer, form, **options)
    return buffer.getvalue()


def call(method: str, *, files: Any = None, token: str = TOKEN, **fields: Any) -> Scene:
    """The scene of a single call."""

    async def scene(stage: Stage) -> Any:
        return await stage.call(method, files=files, token=token, **fields)

    return scene
