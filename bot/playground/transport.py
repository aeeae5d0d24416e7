"""The Bot API's door: token and method from the path, an envelope back."""

from __future__ import annotations

import re
import time
from dataclasses import asdict
from typing import Any

from starlette.requests import ClientDisconnect, Request
from starlette.responses import FileResponse, JSONResponse, Response

from bot.playground.arguments import Arguments, as_text
from bot.playground.errors import ApiError
from bot.playground.methods import BY_LOWER_NAME
from bot.playground.playground import Call, Playground, Told
from bot.playground.reading import read_arguments
from bot.playground.records import Bot, Json
from bot.playground.trouble import Trouble

TOKEN = re.compile(r"[1-9]\d*:[A-Za-z0-9_-]{30,}")


class Transport:
    """Answers `/bot<token>/<method>` and `/file/bot<token>/<path>`."""

    def __init__(self, playground: Playground) -> None:
        self._playground = playground
        playground.webhooks.reply = self.reply

    async def method(self, request: Request) -> Response:
        """One call of a method, by any HTTP verb."""
        started = time.perf_counter()
        asked = request.path_params["method"]
        try:
            response, description = await self._call(request, asked), ""
        except ApiError as error:
            response, description = envelope_of(error), error.description
        except ClientDisconnect:  # a bot that stopped in the middle of its question
            return Response(status_code=400)
        self._playground.commit()
        self._record(asked, started, response.status_code, description)
        return response

    async def file(self, request: Request) -> Response:
        """The bytes behind a link of getFile."""
        bot = self._known_bot(request.path_params["token"])
        path = self._playground.files.linked(bot, request.path_params["path"]) if bot else None
        if path is None:
            return await self.nothing(request)
        return FileResponse(path, media_type="application/octet-stream")

    async def nothing(self, request: Request) -> Response:
        """Any other path."""
        return envelope_of(ApiError(404, "Not Found"))

    async def reply(self, bot: Bot, asked: Json) -> None:
        """A call that came in the answer of a webhook: it is carried out, nobody hears its result."""
        fields = {name.lower(): as_text(value) for name, value in asked.items() if name != "method"}
        started, description, status = time.perf_counter(), "", 200
        try:
            await self._run(bot, asked["method"], Arguments(fields))
        except ApiError as error:
            description, status = error.description, error.status
        self._record(asked["method"], started, status, description)

    async def _call(self, request: Request, asked: str) -> Response:
        bot = self._bot(request.path_params["token"], asked)
        trouble = Trouble(self._playground, request, self._playground.faults.take(asked, bot.id))
        arguments = trouble.arguments(await read_arguments(request, trouble.pace))
        failure = await trouble.before(bot)
        if failure is not None:
            return failure
        result = await self._run(bot, asked, arguments)
        return await trouble.after(JSONResponse({"ok": True, **result}))

    async def _run(self, bot: Bot, asked: str, arguments: Arguments) -> Json:
        name, method = _refuse_unknown_method(asked)
        await self._playground.limits.upload(bot.id, arguments.uploaded)
        result: Any = await method(Call(self._playground, bot, name, arguments))
        return asdict(result) if isinstance(result, Told) else {"result": result}

    def _bot(self, token: str, asked: str) -> Bot:
        """The bot of a token; a well-formed one that is new becomes a bot by calling getMe."""
        _refuse_malformed(token)
        bot = self._known_bot(token)
        if bot is not None:
            return bot
        bot_id = int(token.split(":")[0])
        _refuse_unknown_token(asked.lower() == "getme" and self._playground.world.bots.get(bot_id) is None)
        bot = self._playground.world.add_bot(bot_id, token)
        self._playground.events.publish("bot", bot_id=bot_id)
        return bot

    def _known_bot(self, token: str) -> Bot | None:
        bot = self._playground.world.bots.get(token.split(":")[0])
        return bot if bot is not None and bot.token == token else None

    def _record(self, asked: str, started: float, status: int, description: str) -> None:
        entry: Json = {
            "time": self._playground.clock.now(),
            "method": BY_LOWER_NAME.get(asked.lower(), (asked,))[0],
            "ms": round((time.perf_counter() - started) * 1000, 1),
            "status": status,
        }
        self._playground.events.call(entry | ({"description": description} if description else {}))


def envelope_of(error: ApiError) -> Response:
    """An error as the Bot API answers it."""
    body: Json = {"ok": False, "error_code": error.status, "description": error.description}
    headers = {}
    if error.parameters:
        body["parameters"] = error.parameters
    if "retry_after" in error.parameters:
        headers["Retry-After"] = str(error.parameters["retry_after"])
    return JSONResponse(body, error.status, headers)


def _refuse_malformed(token: str) -> None:
    """The cloud answers 404 here, a server of one's own 401; a client stops at both."""
    if TOKEN.fullmatch(token) is None:
        raise ApiError(404, "Not Found")


def _refuse_unknown_token(welcome: bool) -> None:
    if not welcome:
        raise ApiError(401, "Unauthorized")


def _refuse_unknown_method(asked: str) -> tuple[str, Any]:
    found = BY_LOWER_NAME.get(asked.lower())
    if found is None:
        raise ApiError(404, "Not Found: method not found")
    return found
