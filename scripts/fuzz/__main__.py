"""`make fuzz`: damaged photos into the models' process and the chat, distorted updates into the webhook.

The same for the same seed. 0 where the bot lived, nothing stayed unanswered, nobody read of a surprise, and
none stands in the log.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Coroutine, Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
from telegram import Update

from bot.models.doors import ModelsFault, WorkerError
from bot.models.worker import ModelsWorker
from bot.settings import Settings
from retrieval.errors import PhotoError
from scripts.demo.__main__ import SAMPLES
from scripts.demo.town import Town, free_port
from scripts.fuzz.images import damaged, in_every_format
from scripts.fuzz.updates import Distorted
from scripts.load.people import Ears, Figures

SECRET = "only-for-this-measurement"
PEOPLE = 16
ANSWER_SECONDS = 30.0
FIRST_NUMBER = 10_000_000
SURPRISES = ("Traceback", "surprise ", " CRITICAL ")
APOLOGIES = ("제가 실수했어요", "my mistake", "Traceback")
EMPTY_HANDED = ("media_group_id", "edit_date", "via_bot")
"""What brings no answer of its own: an album's part is answered with the others."""


@dataclass
class Findings:
    """What became of everything."""

    photos: Counter[str] = field(default_factory=Counter)
    updates: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


def main() -> int:
    """Prints what came out."""
    asked = _arguments()
    sources = in_every_format(sorted(SAMPLES.glob("*.webp"))[:8])
    found = Findings()
    port = free_port()
    settings = {
        "CODIBOT_MODELS": "scripts.load.models:open_first_looks",
        "CODIBOT_QUEUE": "1000",
        "CODIBOT_PHOTOS_A_MINUTE": "100000",
        "CODIBOT_WEBHOOK_URL": f"http://127.0.0.1:{port}/updates",
        "CODIBOT_WEBHOOK_PORT": str(port),
        "CODIBOT_WEBHOOK_SECRET": SECRET,
    }
    photos = list(damaged(sources, asked.images, asked.seed))
    with tempfile.TemporaryDirectory() as folder, ExitStack() as opened:
        if asked.index:
            shutil.copytree(asked.index, Path(folder) / "index", symlinks=True)
        town = opened.enter_context(Town(Path(folder), settings))
        asyncio.run(into_the_models(Path(folder), photos, found))
        print("photos into the models' process:", dict(found.photos), flush=True)
        asyncio.run(into_the_chat(town, photos[: asked.in_chat], asked.updates, asked.seed, found))
        said = town.log("run")
        found.wrong += [line for line in said.splitlines() if any(part in line for part in SURPRISES)]
        if asked.log:
            asked.log.write_text(said, "utf-8")
    print("into the chat:", dict(found.updates))
    print("\n".join([f"wrong: {len(found.wrong)}", *found.wrong[:20]]))
    return int(bool(found.wrong))


async def into_the_models(folder: Path, photos: Sequence[bytes], found: Findings) -> None:
    """Each photo is seen or refused by its reason; the process lives through all of them."""
    settings = Settings(_env_file=None, data=folder, models="scripts.load.models:open_first_looks")
    worker = ModelsWorker(settings)
    await worker.start()
    for number, photo in enumerate(photos):
        try:
            await worker.see(photo)
            found.photos["seen"] += 1
        except PhotoError as error:
            found.photos[error.reason] += 1
        except (ModelsFault, WorkerError) as error:
            found.wrong.append(f"photo {number}: {str(error).strip().splitlines()[-1]}")
    await worker.close()


async def into_the_chat(
    town: Town, photos: Sequence[bytes], updates: int, seed: int, found: Findings
) -> None:
    """Some of the photos are sent by people; updates go to the webhook. Then the bot still answers."""
    limits = httpx.Limits(max_connections=None)
    async with httpx.AsyncClient(
        base_url=town.url, headers={"Origin": town.url}, timeout=90, limits=limits
    ) as http:
        ears = Ears(http, Figures())
        listening = asyncio.create_task(ears.listen())
        bot = (await http.get("/api/state")).json()["bots"][0]["id"]
        people = [await _arrive(http, str(number)) for number in range(PEOPLE)]
        chats = [Chat(http, town.settings["CODIBOT_WEBHOOK_URL"], bot, each, ears, found) for each in people]
        await asyncio.gather(*(chat.say("/help", "hello") for chat in chats))  # no bot may write first
        await _side_by_side([chat.send(photo) for photo in photos[n::PEOPLE]] for n, chat in enumerate(chats))
        known = await chats[0].file_id((SAMPLES / "coat.webp").read_bytes())
        distorted = iter(Distorted(people, [known, "none"], seed, FIRST_NUMBER))
        drawn = [next(distorted) for _ in range(updates)]
        await _side_by_side(
            [chat.post(update) for person, update in drawn if person == chat.person] for chat in chats
        )
        await asyncio.gather(*(chat.say("/privacy", "still there?") for chat in chats))
        listening.cancel()
        await asyncio.wait([listening])


async def _side_by_side(lanes: Iterable[Sequence[Coroutine[Any, Any, None]]]) -> None:
    """Each person does one thing after another, all people at once."""
    started, done = time.monotonic(), 0

    async def one_after_another(lane: Sequence[Coroutine[Any, Any, None]]) -> None:
        nonlocal done
        for doing in lane:
            await doing
            done += 1
            if done % 500 == 0:
                print(f"{done} in {time.monotonic() - started:.0f} s", flush=True)

    await asyncio.gather(*(one_after_another(lane) for lane in lanes))


@dataclass
class Chat:
    """One person's chat, spoken into by the page and by the webhook."""

    http: httpx.AsyncClient
    webhook: str
    bot: int
    person: int
    ears: Ears
    found: Findings

    async def send(self, photo: bytes) -> None:
        """A photo as a file, for the page takes no damaged ones as photos."""
        form = {"person": str(self.person), "kind": "document"}
        path = f"/api/bots/{self.bot}/chats/{self.person}/files"
        self._forget()
        answer = await self.http.post(path, data=form, files={"file": ("p.jpg", photo)})
        if answer.is_success:
            await self._hear("a damaged photo")
        self.found.updates["photos sent" if answer.is_success else "photos refused by the page"] += 1

    async def say(self, text: str, why: str) -> None:
        """A text by the page, and an answer to it."""
        self._forget()
        body = {"person": self.person, "text": text}
        await self.http.post(f"/api/bots/{self.bot}/chats/{self.person}/text", json=body)
        await self._hear(why)

    async def post(self, update: dict[str, Any]) -> None:
        """An update to the webhook; where it is a message that somebody may write it is answered."""
        self._forget()
        headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
        try:
            answer = await self.http.post(self.webhook, json=update, headers=headers)
        except httpx.ReadError:  # a line that was kept open was closed just then; Telegram tries again, too
            answer = await self.http.post(self.webhook, json=update, headers=headers)
        self.found.updates[f"updates answered {answer.status_code}"] += 1
        if answer.status_code not in (200, 400):
            self.found.wrong.append(f"{answer.status_code} to {json.dumps(update)[:300]}")
        if answer.status_code == 200 and _asks(update, self.person):
            await self._hear(json.dumps(update, ensure_ascii=False)[:600])

    async def file_id(self, photo: bytes) -> str:
        """The id of a photo that is there."""
        form = {"person": str(self.person), "kind": "photo"}
        path = f"/api/bots/{self.bot}/chats/{self.person}/files"
        await self.http.post(path, data=form, files={"file": ("p.webp", photo)})
        messages = (await self.http.get("/api/state", params={"chat": self.person})).json()["messages"]
        sent: str = next(each for each in reversed(messages) if "photo" in each)["photo"][-1]["file_id"]
        return sent

    def _forget(self) -> None:
        while not self.ears.chats[self.person].empty():
            self.ears.chats[self.person].get_nowait()

    async def _hear(self, after: str) -> None:
        try:
            async with asyncio.timeout(ANSWER_SECONDS):
                message = await self.ears.chats[self.person].get()
            self.found.updates["answers"] += 1
            if any(part in str(message.get("text")) for part in APOLOGIES):
                self.found.wrong.append(f"an apology after {after}")
        except TimeoutError:
            self.found.wrong.append(f"no answer after {after}")


async def _arrive(http: httpx.AsyncClient, name: str) -> int:
    card = {"first_name": name, "language_code": "ko"}
    person: int = (await http.post("/api/people", json=card)).json()["id"]
    return person


def _asks(update: dict[str, Any], person: int) -> bool:
    """Whether it is a whole message of that person, in their own chat, that says something."""
    try:
        message = Update.de_json(update, None).message
        assert message is not None
        assert message.from_user is not None
        theirs = (message.chat.id, message.chat.type, message.from_user.id) == (person, "private", person)
        says = bool(message.text or message.photo or message.document or message.location or message.dice)
    except Exception:
        return False
    return theirs and says and not any(update["message"].get(each) for each in EMPTY_HANDED)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--images", type=int, default=10_000)
    parser.add_argument("--in-chat", type=int, default=500, help="of the images, sent by people")
    parser.add_argument("--updates", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--index", type=Path, help="a demo index that is there already")
    parser.add_argument("--log", type=Path, help="where the bot's log goes")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
