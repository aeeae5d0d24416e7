"""A playground, a bot with a stub for its models, and people who talk over HTTP, in the test's own loop."""

from __future__ import annotations

import asyncio
import io
import re
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, cast

import httpx
import numpy as np
import uvicorn
from PIL import Image

from bot.app import build, receiving, running
from bot.context import Codibot, Services
from bot.language import voices
from bot.models.sent_photo import Picture, data_of
from bot.models.worker import ModelsWorker
from bot.pictures.cards import CardLabels
from bot.playground.clock import Clock
from bot.playground.polls import HASTE
from bot.playground.server import create_app
from bot.playground.wire import BreakableProtocol
from bot.posts.public_photo import PostPhoto
from bot.settings import Settings
from retrieval.errors import PhotoError
from retrieval.index.catalogue import Catalogue
from retrieval.index.manifest import SCHEMA, IndexedLookbook, Manifest, UsedEmbedder
from retrieval.index.tables import IndexedLook
from retrieval.types import (
    SEASONS,
    STYLES,
    Answer,
    Box,
    ColourName,
    ColourReason,
    Garment,
    GarmentReason,
    Look,
    LookGender,
    Query,
    Recommendation,
    Season,
    Sight,
    Swatch,
    Understood,
    UnknownWord,
    Wear,
    Wearable,
    WearQuery,
    WordReason,
    WornPiece,
)
from storage.store import Store

TOKEN = "4200000009:" + "c" * 35
WAIT_SECONDS = 60.0
WORN_WITH = (WornPiece("trousers", tag="데님 팬츠"), WornPiece("shoes", tag="스니커즈"))
TAGS = ("데님 팬츠", "셔츠", "스니커즈", "꾸안꾸")
Message = dict[str, Any]


def jpeg(colour: str = "navy", size: tuple[int, int] = (900, 1200)) -> bytes:
    """A photo of one colour."""
    kept = io.BytesIO()
    Image.new("RGB", size, colour).save(kept, "JPEG")
    return kept.getvalue()


def garment() -> Garment:
    """A navy shirt."""
    navy = Swatch("#1b2a4a", (17.0, 2.0, -21.0), 0.7, ColourName("네이비", "navy"))
    white = Swatch("#f4f4f2", (96.0, 0.0, 1.0), 0.3, ColourName("화이트", "white"))
    vector = np.zeros(4, np.float32)
    vector[0] = 1.0
    return Garment("shirt", 0.9, (), Box(0, 0, 9, 9), vector, (navy, white))


def looks(folder: Path, count: int = 24) -> list[Look]:
    """Looks of men and women in turn, one season and style after the other."""
    photo = folder / "look.jpg"
    photo.write_bytes(jpeg("olive", (300, 400)))
    genders: tuple[LookGender, ...] = ("men", "women")
    return [
        Look(
            id=f"look-{n:02}",
            photo=photo,
            gender=genders[n % 2],
            seasons=frozenset({cast(Season, SEASONS[n // 2 % 4])}),
            style=STYLES[n % len(STYLES)],
            title=f"셔츠에 데님 팬츠를 매치한 룩 {n}",
            tags=TAGS,
            credit="codibot",
        )
        for n in range(count)
    ]


def catalogue(folder: Path, count: int = 24) -> Catalogue:
    """A catalogue of such looks."""
    there = looks(folder, count)
    book = IndexedLookbook(str(folder), "test", "worn", "0", count)
    embedder = UsedEmbedder("stub", "0", 224, 4)
    manifest = Manifest(SCHEMA, "b", "2026-01-01T00:00:00+00:00", (book,), embedder, "stub", count, count, 0)
    return Catalogue(manifest, tuple(IndexedLook(look, 0, f"digest-{look.id}") for look in there))


class HastyClock(Clock):
    """Nobody waits for the pause between two hasty polls, which every stopping bot would meet."""

    async def sleep(self, seconds: float) -> None:
        await super().sleep(0 if seconds <= HASTE else seconds)


@dataclass
class StubWorker:
    """Sees a navy shirt on every photo, and recommends whatever the facets leave, in the order of ids."""

    catalogue: Catalogue
    waiting: int = 0
    running: bool = True
    memory: int = 0
    pause: float = 0.0  # seconds that each photo in line takes
    seen: int = 0
    asked: list[Query] = field(default_factory=list)
    worn: list[WearQuery] = field(default_factory=list)
    trouble: Exception | None = None
    sight: Sight | None = None
    cards: list[CardLabels] = field(default_factory=list)
    learned: list[bytes] = field(default_factory=list)

    async def see(
        self, photo: Picture, whole: bool = False, ahead: Callable[[int], None] = lambda ahead: None
    ) -> Sight:
        self.seen += 1
        data = await data_of(photo)
        for before in range(self.waiting, -1, -1):
            ahead(before)
            await asyncio.sleep(self.pause)
        if self.trouble:
            raise self.trouble
        if not data.startswith(b"\xff\xd8"):
            raise PhotoError("not_a_photo", "no photo")
        sight = self.sight or Sight(str(len(data)), 900, 1200, (garment(),), 0.9, False)
        return replace(sight, fell_back=whole)

    async def card(
        self, photos: Sequence[Picture], sight: Sight, piece: int | None, labels: CardLabels
    ) -> bytes:
        self.cards.append(labels)
        return jpeg("white", (108, 72))

    async def keepsake(self, photos: Sequence[Picture], whole: bool, place: int) -> bytes:
        kept = io.BytesIO()
        Image.new("RGBA", (48, 64), (27, 42, 74, 128)).save(kept, "WEBP")
        return kept.getvalue()

    async def prepare(self, photo: bytes, blurred: bool) -> PostPhoto:
        return PostPhoto(jpeg("grey" if blurred else "teal"), has_heads=blurred)

    async def learn(self, photo: bytes) -> Sight:
        self.learned.append(photo)
        return await self.see(photo)

    async def wear(self, query: WearQuery) -> Wear:
        """Each look wears the first piece, and shoes besides; the first all pieces, and nothing else."""
        self.worn.append(query)
        ids = [self.catalogue.looks[row].id for row in self.catalogue.rows(query.facets)]
        ids = [each for each in ids if query.among is None or each in query.among]
        shoes = WornPiece("shoes", ColourName("화이트", "white"))
        page = enumerate(ids[query.offset : query.offset + query.k], query.offset + 1)
        pieces = tuple(range(len(query.pieces)))
        found = (
            Wearable(each, n, pieces if n == 1 else (0,), () if n == 1 else (shoes,)) for n, each in page
        )
        return Wear(tuple(found), len(ids))

    async def understand(self, keywords: str) -> Understood:
        """Words of the catalogue's tags, and after a minus what shall be left out; the rest is unknown."""
        words = [word.strip() for word in keywords.replace(",", " ").split()]
        known = {word for tag in TAGS for word in (tag, *tag.split())} | {"청바지", "코트", "치마"}
        wanted = tuple(word for word in words if word in known)
        excluded = tuple(word[1:] for word in words if word.startswith("-"))
        unknown = (word for word in words if word not in known and not word.startswith("-"))
        return Understood(wanted, excluded, tuple(UnknownWord(word, TAGS[-1:]) for word in unknown))

    async def recommend(self, query: Query) -> Answer:
        self.asked.append(query)
        rows = list(self.catalogue.rows(query.facets))
        if query.keywords and not query.garments:
            rows = [row for row in rows if query.keywords in " ".join(self.catalogue.looks[row].tags)]
        rows = [row for row in rows if self.catalogue.looks[row].id not in (*query.liked, *query.disliked)]
        page = rows[query.offset : query.offset + query.k]
        return Answer(
            tuple(self._of(rank, int(row), query) for rank, row in enumerate(page, query.offset + 1)),
            WORN_WITH,
            len(rows),
        )

    def _of(self, rank: int, row: int, query: Query) -> Recommendation:
        reasons = (
            GarmentReason("unknown", Box(0, 0, 9, 9), 0.87),
            ColourReason("#1b2a4a", "#1c2b4b"),
            *((WordReason("청바지", "데님 팬츠"),) if query.keywords else ()),
        )
        return Recommendation(self.catalogue.looks[row].id, rank, 1 / rank, reasons, WORN_WITH)


@dataclass
class Town:
    """Where people and the bot meet. The bot can be stopped and started; what it keeps lies in `folder`."""

    url: str
    folder: Path
    worker: StubWorker
    settings: Settings
    playground: Any

    async def store(self) -> Store:
        """What the bot keeps, opened beside it or while it is down."""
        return await Store.open(self.settings.database_url)

    @asynccontextmanager
    async def bot(self) -> AsyncIterator[Codibot]:
        store = await self.store()
        worker = cast(ModelsWorker, self.worker)
        application = build(
            self.settings, Services(self.settings, store, worker, self.worker.catalogue, voices())
        )
        try:
            async with running(application), receiving(application, self.settings):
                yield application
        finally:
            await store.close()

    @asynccontextmanager
    async def person(self, name: str = "민지", language: str = "ko") -> AsyncIterator[Person]:
        async with httpx.AsyncClient(base_url=self.url, headers={"Origin": self.url}, timeout=30) as http:
            card = (
                await http.post("/api/people", json={"first_name": name, "language_code": language})
            ).json()
            bot = (await http.get("/api/state")).json()["bots"][0]["id"]
            yield Person(http, card["id"], bot)


@asynccontextmanager
async def town(folder: Path, **settings: Any) -> AsyncIterator[Town]:
    """A playground on a free port of loopback."""
    app = create_app(folder / "playground", clock=HastyClock())
    config = uvicorn.Config(
        app, "127.0.0.1", 0, http=BreakableProtocol, log_level="error", ws="none", timeout_graceful_shutdown=1
    )
    server = uvicorn.Server(config)
    task = asyncio.create_task(server._serve())
    while not server.started:
        await asyncio.sleep(0.01)
    url = f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    made = Settings(_env_file=None, TELEGRAM_TOKEN=TOKEN, TELEGRAM_API_URL=url, data=folder, **settings)
    try:
        yield Town(url, folder, StubWorker(catalogue(folder)), made, app.state.playground)
    finally:
        server.should_exit = True
        await task


@dataclass
class Person:
    """One person's private chat with the bot."""

    http: httpx.AsyncClient
    id: int
    bot_id: int

    async def say(self, text: str, reply_to: int | None = None) -> None:
        reply = {} if reply_to is None else {"reply_to": reply_to}
        await self._post("text", json={"person": self.id, "text": text, **reply})

    async def send(self, *photos: bytes, kind: str = "photo", caption: str = "", name: str = "p.jpg") -> None:
        files = [("file", (name, photo)) for photo in photos]
        form = {"person": str(self.id), "kind": kind, "caption": caption}
        await self._post("files", data=form, files=files)

    async def tap(self, label: str, times: int = 1) -> None:
        """Taps the newest button whose text ends in `label`."""
        found = [
            (message, button)
            for message in await self.from_bot()
            for button in buttons(message)
            if button["text"].endswith(label)
        ]
        assert found, f"no button {label!r}"
        message, button = found[-1]
        body = {"person": self.id, "message_id": message["message_id"], "data": button["callback_data"]}
        for _ in range(times):
            await self._post("tap", json=body)

    async def messages(self) -> list[Message]:
        state = (await self.http.get("/api/state")).json()
        return [message for message in state["messages"] if message["chat"]["id"] == self.id]

    async def from_bot(self) -> list[Message]:
        return [message for message in await self.messages() if message["from"]["is_bot"]]

    async def wait(self, met: Callable[[Sequence[Message]], bool]) -> list[Message]:
        """The bot's messages once they meet a condition."""
        deadline = asyncio.get_running_loop().time() + WAIT_SECONDS
        while not met(seen := await self.from_bot()):
            if asyncio.get_running_loop().time() > deadline:
                raise AssertionError("the chat ends so:\n" + "\n".join(map(text_of, seen[-6:])))
            await asyncio.sleep(0.02)
        return seen

    async def hear(self, part: str, after: int = 0) -> Message:
        """The newest message of the bot that holds `part`, once there is one after message `after`."""

        def heard(messages: Sequence[Message]) -> list[Message]:
            return [m for m in messages if part in text_of(m) and m["message_id"] > after]

        return heard(await self.wait(lambda messages: bool(heard(messages))))[-1]

    async def group(self, title: str) -> int:
        """A new group with this person in it."""
        asked = {"title": title, "members": [self.id]}
        group: int = (await self.http.post("/api/chats", json=asked)).json()["id"]
        return group

    async def say_in(self, group: int, text: str) -> None:
        body = {"person": self.id, "text": text}
        answer = await self.http.post(f"/api/bots/{self.bot_id}/chats/{group}/text", json=body)
        assert answer.status_code == 200, answer.text

    async def wait_in(self, group: int, part: str) -> None:
        """Waits until the bot says something in a group."""
        deadline = asyncio.get_running_loop().time() + WAIT_SECONDS
        while asyncio.get_running_loop().time() < deadline:
            messages = (await self.http.get("/api/state")).json()["messages"]
            if any(part in text_of(m) for m in messages if m["chat"]["id"] == group):
                return
            await asyncio.sleep(0.05)
        raise AssertionError(f"nobody said {part!r}")

    async def album(self, after: int = 0) -> list[Message]:
        """The pictures after message `after`, once their list is there as well."""

        def listed(messages: Sequence[Message]) -> bool:
            labels = [b["text"] for m in messages if m["message_id"] > after for b in buttons(m)]
            return any(label.startswith(("♡", "♥")) for label in labels)

        seen = await self.wait(listed)
        return [message for message in seen if is_look(message) and message["message_id"] > after]

    async def calls(self) -> list[dict[str, Any]]:
        """The bot's latest calls."""
        calls: list[dict[str, Any]] = (await self.http.get("/api/state")).json()["calls"]
        return calls

    async def download(self, file_id: str) -> bytes:
        """A file that the bot sent."""
        return (await self.http.get(f"/api/bots/{self.bot_id}/files/{file_id}")).raise_for_status().content

    async def _post(self, what: str, **content: Any) -> None:
        answer = await self.http.post(f"/api/bots/{self.bot_id}/chats/{self.id}/{what}", **content)
        assert answer.status_code == 200, answer.text


def text_of(message: Message) -> str:
    """A message's text or caption."""
    return str(message.get("text") or message.get("caption") or "")


def is_look(message: Message) -> bool:
    """Whether a message is a numbered picture of an album, not a card."""
    return "photo" in message and re.match(r"\d+\.", text_of(message)) is not None


def buttons(message: Message) -> list[dict[str, str]]:
    """Every button under a message."""
    return [b for row in message.get("reply_markup", {}).get("inline_keyboard", []) for b in row]
