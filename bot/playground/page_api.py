"""The interface between the page and the playground, as docs/design.md lists it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator

from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from bot.playground.door import CHAT, Door, number_or_none, read_form, read_json
from bot.playground.errors import PageError
from bot.playground.people import People
from bot.playground.playground import Playground
from bot.playground.records import Bot, Chat, Json, Person
from bot.playground.samples import find_sample, list_samples

KINDS = ("photo", "document")
# A file id names the same bytes for ever, so the page need not fetch a picture twice.
KEPT = {"Cache-Control": "private, max-age=3600, immutable"}
SILENCE = 15.0


class PageApi(Door):
    """What the page asks and does."""

    def __init__(self, playground: Playground, people: People) -> None:
        super().__init__(playground)
        self._people = people

    def routes(self) -> list[Route]:
        """Every address of the interface."""
        return [
            self.route("/api/state", self.state),
            Route("/api/events", self.events),
            self.route(CHAT + "/text", self.text, "POST"),
            self.route(CHAT + "/files", self.files, "POST"),
            self.route(CHAT + "/tap", self.tap, "POST"),
            self.route("/api/bots/{bot:int}/files/{file_id}", self.file),
            self.route("/api/people", self.add_person, "POST"),
            self.route("/api/chats", self.add_group, "POST"),
            self.route("/api/samples", self.samples),
            self.route("/api/samples/{name}", self.sample),
            self.route("/api/reset", self.reset, "POST"),
        ]

    async def state(self, request: Request) -> Response:
        """Everything that the page shows when it opens; with `?chat=`, of the messages those of one chat."""
        asked = request.query_params.get("chat", "")
        people = list(self.world.people)
        private = [{"id": person.id, "type": "private", "members": [person.id]} for person in people]
        groups = [group_card(chat) for chat in self.world.chats if chat.migrated_to is None]
        standing = (m for m in self.world.messages if not m.deleted)
        messages = [
            {**m.body, "bot_id": m.bot_id} for m in standing if asked in ("", str(m.body["chat"]["id"]))
        ]
        return JSONResponse(
            {
                "bots": [bot_card(bot) for bot in self.world.bots],
                "people": [person_card(person) for person in people],
                "chats": [*private, *groups],
                "messages": messages,
                "calls": list(self.playground.events.calls),
            }
        )

    async def events(self, request: Request) -> Response:
        """Server-sent events, for as long as the page is open."""
        return StreamingResponse(self._stream(), media_type="text/event-stream")

    async def text(self, request: Request) -> Response:
        """Somebody writes."""
        bot, place, body = await self.read(request)
        text, reply_to = str(body.get("text", "")), number_or_none(body, "reply_to")
        message = self._people.write(bot, place, self.person(body), text, reply_to)
        return JSONResponse({"message_id": message.message_id})

    async def files(self, request: Request) -> Response:
        """Somebody sends photos or documents."""
        body, uploads = await read_form(request)
        kind, caption = body.get("kind", ""), body.get("caption", "")
        if kind not in KINDS:
            raise PageError("kind is photo or document")
        bot, place, person = self.bot(request), self.place(request), self.person(body)
        reply_to = number_or_none(body, "reply_to")
        messages = await self._people.send_files(bot, place, person, kind, uploads, caption, reply_to)
        return JSONResponse({"message_ids": [message.message_id for message in messages]})

    async def tap(self, request: Request) -> Response:
        """Somebody taps a button."""
        bot, place, body = await self.read(request)
        message_id = number_or_none(body, "message_id") or 0
        query = self._people.tap(bot, place, self.person(body), message_id, str(body.get("data", "")))
        return JSONResponse({"query_id": query.id})

    async def file(self, request: Request) -> Response:
        """The bytes of a photo or a document: a picture only where the playground made it one itself."""
        found = self.playground.files.find(self.bot(request), request.path_params["file_id"])
        if found is None:
            return JSONResponse({"description": "there is no such file"}, 404)
        media = self.playground.files.media_of(found)
        path = self.playground.files.path_of(media.versions[found.version]["digest"])
        if media.kind == "photo":
            return FileResponse(path, media_type="image/jpeg", headers=KEPT)
        return FileResponse(path, media_type="application/octet-stream", filename=media.file_name)

    async def add_person(self, request: Request) -> Response:
        """Somebody new."""
        body = await read_json(request)
        name, language = str(body.get("first_name", "")).strip(), str(body.get("language_code", "ko"))
        if not 1 <= len(name) <= 64 or not language.isascii():
            raise PageError("a person has a name of 1 to 64 characters and a language code")
        return JSONResponse(person_card(self.world.add_person(name, language)))

    async def add_group(self, request: Request) -> Response:
        """A new group."""
        body = await read_json(request)
        title, members = str(body.get("title", "")).strip(), body.get("members", [])
        if not title or not isinstance(members, list) or not all(self.world.people.get(m) for m in members):
            raise PageError("a group has a title and members that exist")
        return JSONResponse(group_card(self.world.add_group(title, members)))

    async def samples(self, request: Request) -> Response:
        """Photos to try."""
        return JSONResponse(list_samples())

    async def sample(self, request: Request) -> Response:
        """One photo to try, found by its name in the list."""
        path = find_sample(request.path_params["name"])
        if path is None:
            return JSONResponse({"description": "there is no such sample"}, 404)
        return FileResponse(path)

    async def reset(self, request: Request) -> Response:
        """Forget every chat and message."""
        self.playground.reset()
        return JSONResponse({})

    async def _stream(self) -> AsyncIterator[str]:
        with self.playground.events.subscribed() as queue:
            yield ": welcome\n\n"
            while True:
                try:
                    event = await asyncio.wait_for(queue.get(), SILENCE)
                    yield f"data: {json.dumps(event, ensure_ascii=False)}\n\n"
                except TimeoutError:
                    yield ": still here\n\n"


def bot_card(bot: Bot) -> Json:
    """A bot as the page shows it."""
    name = bot.texts.get("name|", bot.name)
    commands = bot.commands.get("default|", [])
    return {"id": bot.id, "username": bot.username, "name": name, "commands": commands}


def group_card(chat: Chat) -> Json:
    """A group as the page shows it."""
    return {"id": chat.id, "type": chat.type, "title": chat.title, "members": chat.members}


def person_card(person: Person) -> Json:
    """A person as the page shows them."""
    return {"id": person.id, "first_name": person.first_name, "language_code": person.language_code}
