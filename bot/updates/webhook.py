"""The webhook: a route of the bot's own process that takes updates from Telegram, and from nobody else."""

from __future__ import annotations

import asyncio
import hmac
import json
import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from telegram import Update
from telegram.error import BadRequest, NetworkError

from bot import health
from bot.context import Codibot
from bot.errors import StartError
from bot.listening import Server, bound
from bot.settings import Settings
from bot.updates.shape import is_update

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"

_log = logging.getLogger(__name__)


def web(application: Codibot, settings: Settings) -> Starlette:
    """The web application: the path of the public address, and what an operator asks for."""

    async def take(request: Request) -> Response:
        """200 once the update is stored; Telegram sends it again after any other answer."""
        given = request.headers.get(SECRET_HEADER, "").encode()
        if not hmac.compare_digest(given, settings.webhook_secret.get_secret_value().encode()):
            return Response(status_code=403)
        try:
            body = json.loads(await request.body())
            update = Update.de_json(body, application.bot) if is_update(body) else None
        except (ValueError, KeyError, TypeError, AttributeError, OverflowError):
            update = None
        if update is None:  # no JSON, or not of an update's shape
            return Response(status_code=400)
        try:
            await application.update_queue.put(update)
        except NetworkError as error:
            _log.error("%s", error)
            return Response(status_code=503)
        return Response()

    return Starlette(routes=[Route(path_of(settings), take, methods=["POST"]), *health.routes(application)])


def path_of(settings: Settings) -> str:
    """The path that the public address ends in."""
    return urlsplit(settings.webhook_url).path or "/"


@asynccontextmanager
async def listening(
    application: Codibot, settings: Settings, updates: Sequence[str]
) -> AsyncIterator[asyncio.Future[None]]:
    """Serves the route and tells Telegram its address.

    Raises StartError where the port is taken, or where Telegram does not want the address.
    """
    server = Server(web(application, settings))
    place = bound(settings.webhook_host, settings.webhook_port)
    serving = asyncio.create_task(server.serve(sockets=[place]))
    try:
        await _announced(application, settings, updates)
        yield serving
    finally:
        server.should_exit = True
        await serving


async def _announced(application: Codibot, settings: Settings, updates: Sequence[str]) -> None:
    try:
        await application.bot.set_webhook(
            settings.webhook_url,
            secret_token=settings.webhook_secret.get_secret_value(),
            allowed_updates=updates,
        )
    except BadRequest as refusal:
        raise StartError(
            f"Telegram refuses CODIBOT_WEBHOOK_URL ({refusal.message}): it sends to https addresses that it "
            "can reach, on port 443, 80, 88 or 8443."
        ) from None
