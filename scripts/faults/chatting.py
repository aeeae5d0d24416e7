"""People who chat while something breaks, and what a chat shows afterwards: each question, its answers."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import httpx

Message = dict[str, Any]
PATIENCE_SECONDS = 150.0
LISTS, ALBUM, HELP = "사진 속 옷", "media_group_id", "/filters"
SORRY = ("기억해 둘 수가 없어요", "사진을 보다가 멈췄어요", "텔레그램", "제가 실수했어요", "기다리는 사진")


@dataclass
class Outcome:
    """What became of what was asked."""

    asked: int = 0
    lost: int = 0
    twice: int = 0
    sorry: int = 0  # answered by a sentence that asks to come again
    notes: list[str] = field(default_factory=list)

    def add(self, other: Outcome) -> None:
        """Sums up."""
        self.asked += other.asked
        self.lost += other.lost
        self.twice += other.twice
        self.sorry += other.sorry
        self.notes += other.notes


class Chatter:
    """One person: asks without waiting, then counts the answers."""

    def __init__(self, http: httpx.AsyncClient, bot: int, person: int, photo: bytes) -> None:
        self._http, self._bot, self._person, self._photo = http, bot, person, photo
        self._asked: Counter[str] = Counter()
        self._from = 0

    async def chat(self, seconds: float) -> None:
        """Photos and commands in turn, for that time."""
        self._asked.clear()
        self._from = max((each["message_id"] for each in await self._messages()), default=0)
        until = asyncio.get_running_loop().time() + seconds
        while asyncio.get_running_loop().time() < until:
            await self._ask(random.choice(("photo", "help", "help")))
            await asyncio.sleep(random.uniform(0.3, 1.5))

    async def outcome(self) -> Outcome:
        """Once everything is answered, or after a long while."""
        until = asyncio.get_running_loop().time() + PATIENCE_SECONDS
        while (found := await self._count()).lost and asyncio.get_running_loop().time() < until:
            await asyncio.sleep(0.5)
        await asyncio.sleep(1.0)  # for what comes too often
        found = await self._count()
        if found.lost or found.twice:
            found.notes.append(f"{dict(self._asked)}: " + " | ".join(map(_line, await self._said())))
        return found

    async def _count(self) -> Outcome:
        said = await self._said()
        answers = Counter(
            photo=sum(LISTS in _text(each) for each in said),
            help=sum(_text(each).count(HELP) > 0 and "photo" not in each for each in said),
        )
        sorry = sum(any(part in _text(each) for part in SORRY) for each in said)
        missing = sum((self._asked - answers).values())
        albums = {each[ALBUM] for each in said if ALBUM in each}
        more = sum((answers - self._asked).values()) + max(0, len(albums) - self._asked["photo"])
        return Outcome(self._asked.total(), max(0, missing - sorry), more, min(sorry, missing))

    async def _ask(self, what: str) -> None:
        self._asked[what] += 1
        if what == "help":
            body = {"person": self._person, "text": "/help"}
            await self._post("text", json=body)
        else:
            form = {"person": str(self._person), "kind": "photo"}
            await self._post("files", data=form, files={"file": ("p.webp", self._photo)})

    async def _post(self, what: str, **content: Any) -> None:
        path = f"/api/bots/{self._bot}/chats/{self._person}/{what}"
        (await self._http.post(path, **content)).raise_for_status()

    async def _messages(self) -> Sequence[Message]:
        state = (await self._http.get("/api/state", params={"chat": self._person})).json()
        messages: Sequence[Message] = state["messages"]
        return [each for each in messages if each["chat"]["id"] == self._person]

    async def _said(self) -> Sequence[Message]:
        messages = await self._messages()
        return [each for each in messages if each["from"]["is_bot"] and each["message_id"] > self._from]


def _text(message: Message) -> str:
    return str(message.get("text") or message.get("caption") or "")


def _line(message: Message) -> str:
    return _text(message).replace("\n", " ")[:40]
