"""The webhook: a route of the bot's own process that takes updates from Telegram, and from nobody else."""

from __future__ import annotations

import asyncio
import hmac
import json
import logging
import socket
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from urllib.parse import urlsplit

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from telegram import Update
from telegram.error import NetworkError

from bot.context import Codibot
from bot.errors import StartError
from bot.settings import Settings

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"

_log = logging.getLogger(__name__)


def web(application: Codibot, settings: Settings) -> Starlette:
    """The web application: one route, at the path of the public address."""

    async def take(request: Request) -> Response:
        """200 once the update is stored; Telegram sends it again after any other answer."""
        given = request.headers.get(SECRET_HEADER, "").encode()
        if not hmac.compare_digest(given, settings.webhook_secret.get_secret_value().encode()):
            return Response(status_code=403)
        try:
            update = Update.de_json(json.loads(await request.body()), application.bot)
        except (ValueError, KeyError, TypeError, AttributeError):  # no JSON, or not of an update's shape
            return Response(status_code=400)
        try:
            await application.update_queue.put(update)
        except NetworkError as error:
            _log.error("%s", error)
            return Response(status_code=503)
        return Response()

    return Starlette(routes=[Route(path_of(settings), take, methods=["POST"])])


def path_of(settings: Settings) -> str:
    """The path that the public address ends in."""
    return urlsplit(settings.webhook_url).path or "/"


@asynccontextmanager
async def listening(
    application: Codibot, settings: Settings, updates: Sequence[str]
) -> AsyncIterator[asyncio.Future[None]]:
    """Serves the route and tells Telegram its address. Raises StartError where the port is taken."""
    config = uvicorn.Config(web(application, settings), log_config=None, access_log=False, lifespan="off")
    server = _Server(config)
    serving = asyncio.create_task(server.serve(sockets=[_bound(settings)]))
    try:
        await application.bot.set_webhook(
            settings.webhook_url,
            secret_token=settings.webhook_secret.get_secret_value(),
            allowed_updates=updates,
        )
        yield serving
    finally:
        server.should_exit = True
        await serving


class _Server(uvicorn.Server):
    """Leaves signals to the bot, which stops everything in order."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def _bound(settings: Settings) -> socket.socket:
    try:
        return socket.create_server((settings.webhook_host, settings.webhook_port))
    except OSError as error:
        place = f"{settings.webhook_host}:{settings.webhook_port}"
        raise StartError(f"The webhook cannot listen on {place}: {error.strerror}.") from error
