"""The rest of the page's interface: what happens in chats more rarely, and trouble on demand."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.playground.commands import commands_for
from bot.playground.door import CHAT, Door, as_number, read_json
from bot.playground.errors import PageError
from bot.playground.faults import KINDS, Fault
from bot.playground.inline import Inline
from bot.playground.people import People
from bot.playground.playground import Playground
from bot.playground.presence import Presence
from bot.playground.records import Json, Person


class ToolsApi(Door):
    """Edits, forwards, links, inline queries, blocks and groups; faults and limits."""

    def __init__(self, playground: Playground, people: People, presence: Presence) -> None:
        super().__init__(playground)
        self._people = people
        self._presence = presence
        self._inline = Inline(playground, presence)

    def routes(self) -> list[Route]:
        """Every address of the interface."""
        return [
            self.route(CHAT + "/commands", self.commands),
            self.route(CHAT + "/edit", self.edit, "POST"),
            self.route(CHAT + "/forward", self.forward, "POST"),
            self.route(CHAT + "/start", self.start, "POST"),
            self.route(CHAT + "/inline", self.inline, "POST"),
            self.route(CHAT + "/choose", self.choose, "POST"),
            self.route(CHAT + "/status", self.status, "POST"),
            self.route(CHAT + "/upgrade", self.upgrade, "POST"),
            self.route("/api/people/{person}/deactivate", self.deactivate, "POST"),
            self.route("/api/faults", self.faults, "GET", "POST", "DELETE"),
            self.route("/api/limits", self.limits, "GET", "POST"),
        ]

    async def commands(self, request: Request) -> Response:
        """The command menu of `?person=P` in this chat."""
        person = self.person(dict(request.query_params))
        return JSONResponse(commands_for(self.bot(request), self.place(request), person))

    async def edit(self, request: Request) -> Response:
        """`{person, message_id, text}`: somebody changes their own message."""
        bot, place, body = await self.read(request)
        message_id = as_number(body.get("message_id"), "message_id")
        self._people.edit(bot, place, self.person(body), message_id, str(body.get("text", "")))
        return JSONResponse({})

    async def forward(self, request: Request) -> Response:
        """`{person, from_chat, message_id}`: somebody sends a message on into this chat."""
        bot, place, body = await self.read(request)
        source = self.place_with(body.get("from_chat"))
        message_id = as_number(body.get("message_id"), "message_id")
        message = self._people.forward(bot, place, self.person(body), source, message_id)
        return JSONResponse({"message_id": message.message_id})

    async def start(self, request: Request) -> Response:
        """`{person, payload}`: somebody follows a deep link."""
        bot, _, body = await self.read(request)
        message = self._people.follow_link(bot, self.person(body), str(body.get("payload", "")))
        return JSONResponse({"message_id": message.message_id})

    async def inline(self, request: Request) -> Response:
        """`{person, query, offset?}`: somebody types after the bot's @name; the answer comes as an event."""
        bot, place, body = await self.read(request)
        text, offset = str(body.get("query", "")), str(body.get("offset", ""))
        query = self._inline.ask(bot, place, self.person(body), text, offset)
        return JSONResponse({"query_id": query.id})

    async def choose(self, request: Request) -> Response:
        """`{person, query_id, result_id}`: somebody sends an inline result into this chat."""
        bot, place, body = await self.read(request)
        ids = str(body.get("query_id", "")), str(body.get("result_id", ""))
        message = self._inline.choose(bot, place, self.person(body), *ids)
        return JSONResponse({"message_id": message.message_id})

    async def status(self, request: Request) -> Response:
        """`{person, status}`: the bot becomes member, administrator, left or kicked (privately: blocked)."""
        bot, place, body = await self.read(request)
        self._presence.set_status(bot, place, self.person(body), str(body.get("status", "")))
        return JSONResponse({})

    async def upgrade(self, request: Request) -> Response:
        """`{person}`: the group becomes a supergroup -> `{"id"}`."""
        bot, place, body = await self.read(request)
        if isinstance(place, Person):
            raise PageError("only a basic group can be upgraded")
        return JSONResponse({"id": self._presence.upgrade(bot, place, self.person(body)).id})

    async def deactivate(self, request: Request) -> Response:
        """The person's account is gone."""
        self._presence.deactivate(self.person(request.path_params))
        return JSONResponse({})

    async def faults(self, request: Request) -> Response:
        """GET what is to come, POST `{kind, method, times?, seconds?, bot_id?}`, DELETE all of it."""
        if request.method == "DELETE":
            self.playground.faults.clear()
        if request.method == "POST":
            self.playground.faults.add(_fault(await read_json(request)))
        return JSONResponse(self.playground.faults.coming())

    async def limits(self, request: Request) -> Response:
        """GET or POST `{enabled}`: whether the bots' sending is counted."""
        if request.method == "POST":
            self.playground.limits.enabled = (await read_json(request)).get("enabled") is True
        return JSONResponse({"enabled": self.playground.limits.enabled})


def _fault(body: Json) -> Fault:
    kind: Any = body.get("kind")
    if kind not in KINDS or not isinstance(body.get("method"), str):
        raise PageError(f"a fault has a method and one of these kinds: {', '.join(KINDS)}")
    numbers = {name: as_number(body[name], name) for name in ("times", "seconds", "bot_id") if name in body}
    return Fault(kind, body["method"], **numbers)
