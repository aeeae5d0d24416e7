"""One of many people: says, taps and sends, and notes how long each answer took."""

from __future__ import annotations

import asyncio
import json
import random
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import httpx
from PIL import Image

from scripts.load.photos import fresh

Message = dict[str, Any]
ANSWER_SECONDS = 60.0
PAUSE_SECONDS = (4.0, 10.0)


@dataclass
class Figures:
    """What everybody noted: seconds by what was done, and what went wrong."""

    seconds: defaultdict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    unanswered: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)  # calls of the bot


class Ears:
    """Hears everything once, and hands each message of the bot to the chat that it is in."""

    def __init__(self, http: httpx.AsyncClient, figures: Figures) -> None:
        self._http = http
        self._figures = figures
        self.chats: defaultdict[int, asyncio.Queue[Message]] = defaultdict(asyncio.Queue)

    async def listen(self) -> None:
        """Until it is cancelled."""
        async with self._http.stream("GET", "/api/events", timeout=None) as events:
            async for line in events.aiter_lines():
                if line.startswith("data:"):
                    self._hear(json.loads(line.removeprefix("data:")))

    def _hear(self, event: dict[str, Any]) -> None:
        if event["event"] in ("message", "edited") and event["message"]["from"]["is_bot"]:
            self.chats[event["message"]["chat"]["id"]].put_nowait(event["message"])
        elif event["event"] == "call" and event["status"] >= 400:
            self._figures.refused.append(f"{event['method']}: {event.get('description')}")


class Visitor:
    """One person who comes back again and again."""

    def __init__(
        self,
        http: httpx.AsyncClient,
        bot: int,
        person: int,
        ears: Ears,
        figures: Figures,
        pause: tuple[float, float] = PAUSE_SECONDS,
    ) -> None:
        self._http, self._bot, self._id, self._pause = http, bot, person, pause
        self._heard, self._figures = ears.chats[person], figures

    async def visit(self, sample: Image.Image, until: float, talks: bool = True) -> None:
        """Filters, a button, a new photo, a rest; until the clock says so. Who does not talk sends photos."""
        await asyncio.sleep(random.uniform(0, self._pause[1]))
        while time.monotonic() < until:
            if talks:
                await self._choose()
            await self._timed("photo", self._send(fresh(sample)), _is_list)
            await asyncio.sleep(random.uniform(*self._pause))

    async def _choose(self) -> None:
        panel = await self._timed("text", self._say("/filters"), _keyboard)
        if panel is not None:
            choice = _keyboard(panel)[0][0]["callback_data"]
            await self._timed("button", self._tap(panel["message_id"], choice), _keyboard)

    async def _timed(self, what: str, action: Any, met: Callable[[Message], Any]) -> Message | None:
        while not self._heard.empty():
            self._heard.get_nowait()
        started = time.monotonic()
        try:
            async with asyncio.timeout(ANSWER_SECONDS):
                await action
                while not met(message := await self._heard.get()):
                    pass
        except (TimeoutError, httpx.TransportError):
            self._figures.unanswered.append(what)
            return None
        self._figures.seconds[what].append(time.monotonic() - started)
        return message

    async def _say(self, text: str) -> None:
        await self._post("text", json={"person": self._id, "text": text})

    async def _tap(self, message_id: int, data: str) -> None:
        await self._post("tap", json={"person": self._id, "message_id": message_id, "data": data})

    async def _send(self, photo: bytes) -> None:
        form = {"person": str(self._id), "kind": "photo"}
        await self._post("files", data=form, files={"file": ("p.jpg", photo)})

    async def _post(self, what: str, **content: Any) -> None:
        path = f"/api/bots/{self._bot}/chats/{self._id}/{what}"
        (await self._http.post(path, **content)).raise_for_status()


def _keyboard(message: Message) -> list[list[dict[str, str]]]:
    rows: list[list[dict[str, str]]] = message.get("reply_markup", {}).get("inline_keyboard", [])
    return rows


def _is_list(message: Message) -> bool:
    return any("♡" in b["text"] or "♥" in b["text"] for row in _keyboard(message) for b in row)
