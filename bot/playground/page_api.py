"""The interface between the page and the playground, as docs/design.md lists it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from bot.playground.chats import Place
from bot.playground.errors import ApiError, PageError
from bot.playground.people import People, find_place
from bot.playground.playground import Playground
from bot.playground.reading import as_upload
from bot.playground.records import Bot, Chat, Json, Person

Endpoint = Callable[[Request], Awaitable[Response]]
KINDS = ("photo", "document")
SILENCE = 15.0


class PageApi:
    """What the page asks and does."""

    def __init__(self, playground: Playground, people: People) -> None:
        self._playground = playground
        self._world = playground.world
        self._people = people

    def routes(self) -> list[Route]:
        """Every address of the interface."""
        chat = "/api/bots/{bot:int}/chats/{chat}"
        return [
            Route("/api/state", self._door(self.state)),
            Route("/api/events", self.events),
            Route(chat + "/text", self._door(self.text), methods=["POST"]),
            Route(chat + "/files", self._door(self.files), methods=["POST"]),
            Route(chat + "/tap", self._door(self.tap), methods=["POST"]),
            Route("/api/bots/{bot:int}/files/{file_id}", self._door(self.file)),
            Route("/api/people", self._door(self.add_person), methods=["POST"]),
            Route("/api/chats", self._door(self.add_group), methods=["POST"]),
            Route("/api/reset", self._door(self.reset), methods=["POST"]),
        ]

    async def state(self, request: Request) -> Response:
        """Everything that the page shows when it opens."""
        people = list(self._world.people)
        private = [{"id": person.id, "type": "private", "members": [person.id]} for person in people]
        groups = [group_card(chat) for chat in self._world.chats if chat.migrated_to is None]
        messages = [{**m.body, "bot_id": m.bot_id} for m in self._world.messages if not m.deleted]
        return JSONResponse(
            {
                "bots": [bot_card(bot) for bot in self._world.bots],
                "people": [person_card(person) for person in people],
                "chats": [*private, *groups],
                "messages": messages,
                "calls": list(self._playground.events.calls),
            }
        )

    async def events(self, request: Request) -> Response:
        """Server-sent events, for as long as the page is open."""
        return StreamingResponse(self._stream(), media_type="text/event-stream")

    async def text(self, request: Request) -> Response:
        """Somebody writes."""
        bot, place, body = await self._read(request)
        person = self._person(body)
        message = self._people.write(bot, place, person, str(body.get("text", "")), _number(body, "reply_to"))
        return JSONResponse({"message_id": message.message_id})

    async def files(self, request: Request) -> Response:
        """Somebody sends photos or documents."""
        async with request.form(max_files=10) as form:
            body = {name: value for name, value in form.multi_items() if isinstance(value, str)}
            parts = [part for part in form.getlist("file") if isinstance(part, UploadFile)]
            uploads = [await as_upload(part) for part in parts]
        kind = body.get("kind", "")
        if kind not in KINDS:
            raise PageError("kind is photo or document")
        messages = await self._people.send_files(
            self._bot(request), self._place(request), self._person(body), kind, uploads,
            body.get("caption", ""), _number(body, "reply_to"),
        )  # fmt: skip
        return JSONResponse({"message_ids": [message.message_id for message in messages]})

    async def tap(self, request: Request) -> Response:
        """Somebody taps a button."""
        bot, place, body = await self._read(request)
        message_id = _number(body, "message_id") or 0
        query = self._people.tap(bot, place, self._person(body), message_id, str(body.get("data", "")))
        return JSONResponse({"query_id": query.id})

    async def file(self, request: Request) -> Response:
        """The bytes of a photo or a document: a picture only where the playground made it one itself."""
        found = self._playground.files.find(self._bot(request), request.path_params["file_id"])
        if found is None:
            return JSONResponse({"description": "there is no such file"}, 404)
        media = self._playground.files.media_of(found)
        path = self._playground.files.path_of(media.versions[found.version]["digest"])
        if media.kind == "photo":
            return FileResponse(path, media_type="image/jpeg")
        return FileResponse(path, media_type="application/octet-stream", filename=media.file_name)

    async def add_person(self, request: Request) -> Response:
        """Somebody new."""
        body = await _json(request)
        name, language = str(body.get("first_name", "")).strip(), str(body.get("language_code", "ko"))
        if not 1 <= len(name) <= 64 or not language.isascii():
            raise PageError("a person has a name of 1 to 64 characters and a language code")
        return JSONResponse(person_card(self._world.add_person(name, language)))

    async def add_group(self, request: Request) -> Response:
        """A new group."""
        body = await _json(request)
        title, members = str(body.get("title", "")).strip(), body.get("members", [])
        if not title or not isinstance(members, list) or not all(self._world.people.get(m) for m in members):
            raise PageError("a group has a title and members that exist")
        return JSONResponse(group_card(self._world.add_group(title, members)))

    async def reset(self, request: Request) -> Response:
        """Forget every chat and message."""
        self._world.reset()
        self._playground.events.publish("reset")
        return JSONResponse({})

    def _door(self, endpoint: Endpoint) -> Endpoint:
        async def door(request: Request) -> Response:
            try:
                response = await endpoint(request)
            except (PageError, ApiError) as error:
                response = JSONResponse({"description": str(error)}, 400)
            self._playground.commit()
            return response

        return door

    async def _stream(self) -> AsyncIterator[str]:
        with self._playground.events.subscribed() as queue:
            yield ": welcome\n\n"
            while True:
                try:
                    event = await asyncio.wait_for(queue.get(), SILENCE)
                    yield f"data: {json.dumps(event, ensure_ascii=False)}\n\n"
                except TimeoutError:
                    yield ": still here\n\n"

    async def _read(self, request: Request) -> tuple[Bot, Place, Json]:
        return self._bot(request), self._place(request), await _json(request)

    def _bot(self, request: Request) -> Bot:
        bot = self._world.bots.get(request.path_params["bot"])
        if bot is None:
            raise PageError("there is no such bot")
        return bot

    def _place(self, request: Request) -> Place:
        return find_place(self._playground, int(request.path_params["chat"]))

    def _person(self, body: Json) -> Person:
        person = self._world.people.get(body.get("person"))
        if person is None:
            raise PageError("there is no such person")
        return person


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


async def _json(request: Request) -> dict[str, Any]:
    try:
        body = await request.json()
    except ValueError as error:
        raise PageError("JSON expected") from error
    if not isinstance(body, dict):
        raise PageError("a JSON object expected")
    return body


def _number(body: Json, name: str) -> int | None:
    value = body.get(name)
    try:
        return int(value) if value not in (None, "") else None
    except (TypeError, ValueError) as error:
        raise PageError(f"{name} is a number") from error
