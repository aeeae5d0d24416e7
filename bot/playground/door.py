"""What the addresses of the page's interface share: names from the path, bodies, errors in a sentence."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from starlette.formparsers import MultiPartException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.playground import strict_json
from bot.playground.arguments import Upload
from bot.playground.bodies import MAX_FIELDS, Body, TooLarge, read_parts
from bot.playground.chats import place_of
from bot.playground.errors import ApiError, PageError
from bot.playground.playground import Playground
from bot.playground.records import Bot, Json, Person
from bot.playground.views import Place

Endpoint = Callable[[Request], Awaitable[Response]]
CHAT = "/api/bots/{bot:int}/chats/{chat}"


class Door:
    """Base of the classes whose methods are endpoints."""

    def __init__(self, playground: Playground) -> None:
        self.playground = playground
        self.world = playground.world

    def route(self, path: str, endpoint: Endpoint, *methods: str) -> Route:
        """An address that answers 400 `{"description"}` for a refusal, and keeps what was done."""

        async def guarded(request: Request) -> Response:
            try:
                response = await endpoint(request)
            except (PageError, ApiError) as error:
                response = JSONResponse({"description": str(error)}, 400)
            except ClientDisconnect:  # a page that was closed in the middle of an upload
                response = Response(status_code=400)
            self.playground.commit()
            return response

        return Route(path, guarded, methods=list(methods or ("GET",)))

    async def read(self, request: Request) -> tuple[Bot, Place, Json]:
        """The bot, the chat and the body that most addresses need. Raises PageError."""
        return self.bot(request), self.place(request), await read_json(request)

    def bot(self, request: Request) -> Bot:
        """The bot of the path. Raises PageError."""
        bot = self.world.bots.get(request.path_params["bot"])
        if bot is None:
            raise PageError("there is no such bot")
        return bot

    def place(self, request: Request) -> Place:
        """The chat of the path. Raises PageError."""
        return self.place_with(request.path_params["chat"])

    def place_with(self, chat_id: object) -> Place:
        """The chat with this id. Raises PageError."""
        place = place_of(self.world, as_number(chat_id, "chat"))
        if place is None:
            raise PageError("there is no such chat")
        return place

    def person(self, body: Json) -> Person:
        """Who does it. Raises PageError."""
        person = self.world.people.get(body.get("person"))
        if person is None:
            raise PageError("there is no such person")
        return person


async def read_json(request: Request) -> dict[str, Any]:
    """A request's JSON object. Raises PageError."""
    counted = Body(request, limit=MAX_FIELDS)
    try:
        body = strict_json.loads(await counted.whole())
    except TooLarge as error:
        await counted.drain()
        raise PageError("more than 1 MB of JSON is too much for the playground") from error
    except ValueError as error:
        raise PageError("JSON expected") from error
    if not isinstance(body, dict):
        raise PageError("a JSON object expected")
    return body


async def read_form(request: Request) -> tuple[Json, list[Upload]]:
    """A multipart request's fields, and its files in their order. Raises PageError."""
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        raise PageError("multipart/form-data expected")
    counted = Body(request)
    try:
        parts = await read_parts(request, counted)
    except TooLarge as error:
        await counted.drain()
        raise PageError("files of more than 50 MB at once are too much for the playground") from error
    except MultiPartException as error:
        await counted.drain()
        raise PageError(error.message) from error
    fields = {name: part for name, part in parts if isinstance(part, str)}
    return fields, [part for name, part in parts if name == "file" and isinstance(part, Upload)]


def as_number(value: object, name: str) -> int:
    """A number that may have come as text. Raises PageError."""
    try:
        return int(str(value))
    except ValueError as error:
        raise PageError(f"{name} is a number") from error


def number_or_none(body: Json, name: str) -> int | None:
    """A number that may be left out. Raises PageError."""
    return None if body.get(name) in (None, "") else as_number(body[name], name)
