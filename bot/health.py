"""Whether the bot lives and whether it can answer: /healthz, /readyz, /metrics."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from bot.context import Codibot
from bot.figures import metrics
from bot.figures.prometheus import CONTENT_TYPE
from bot.listening import Server, bound
from bot.settings import Settings
from bot.updates.inbox import Inbox
from storage.errors import StorageError

LOOPBACK = "127.0.0.1"
STORE_SECONDS = 5.0


def routes(application: Codibot) -> list[Route]:
    """The three addresses."""

    async def alive(request: Request) -> Response:
        """200: the event loop turns."""
        return PlainTextResponse("alive\n")

    async def ready(request: Request) -> Response:
        """200 where everything an answer needs is there, else 503; both name each part."""
        parts = await examine(application)
        return JSONResponse(parts, 200 if all(parts.values()) else 503)

    async def measured(request: Request) -> Response:
        return Response(metrics.page(application), media_type=CONTENT_TYPE)

    return [Route("/healthz", alive), Route("/readyz", ready), Route("/metrics", measured)]


async def examine(application: Codibot) -> Mapping[str, bool]:
    """What an answer needs: storage, the models' process, looks, and Telegram's ear."""
    services, inbox = application.services, application.update_queue
    assert isinstance(inbox, Inbox)
    return {
        "storage": await _store_answers(application),
        "models": services.worker.running,
        "looks": bool(services.catalogue.looks),
        "telegram": inbox.hears,
    }


@asynccontextmanager
async def listening(application: Codibot, settings: Settings) -> AsyncIterator[None]:
    """Serves the three on loopback while the block runs, where a port is set. Raises StartError."""
    if not settings.health_port:
        yield
        return
    server = Server(Starlette(routes=routes(application)))
    serving = asyncio.create_task(server.serve(sockets=[bound(LOOPBACK, settings.health_port)]))
    try:
        yield
    finally:
        server.should_exit = True
        await serving


async def _store_answers(application: Codibot) -> bool:
    try:
        async with asyncio.timeout(STORE_SECONDS):
            await application.services.store.choices(0)
    except (StorageError, TimeoutError):
        return False
    return True
