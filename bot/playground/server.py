"""The playground as a process: a Bot API server and its chat page on 127.0.0.1."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from bot.playground.clock import Clock
from bot.playground.faults import Faults
from bot.playground.guard import Guard
from bot.playground.page_api import PageApi
from bot.playground.people import People
from bot.playground.playground import Playground
from bot.playground.presence import Presence
from bot.playground.tools_api import ToolsApi
from bot.playground.transport import Transport
from bot.playground.wire import BreakableProtocol

VERBS = ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]
PAGE = Path(__file__).parent / "page"
GRACE = 1


def create_app(folder: Path, faults: Faults | None = None, clock: Clock | None = None) -> Starlette:
    """The playground whose state is in `folder`, which is made where it is missing."""
    playground = Playground(folder, faults or Faults(), clock or Clock())
    transport = Transport(playground)
    presence = Presence(playground)
    people = People(playground, presence)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        playground.webhooks.start()
        yield
        await playground.webhooks.close()
        playground.world.shelf.close()

    app = Starlette(
        routes=[
            Route("/bot{token}/{method}", transport.method, methods=VERBS),
            Route("/file/bot{token}/{path:path}", transport.file),
            *PageApi(playground, people).routes(),
            *ToolsApi(playground, people, presence).routes(),
            Route("/", show_page),
            Route("/page/{name}", show_page),
            Route("/{path:path}", transport.nothing, methods=VERBS),
        ],
        middleware=[Middleware(Guard)],
        lifespan=lifespan,
    )
    app.state.playground = playground
    return app


async def show_page(request: Request) -> Response:
    """The page and its files, found by their names alone."""
    files = {path.name: path for path in PAGE.iterdir() if path.is_file()}
    path = files.get(request.path_params.get("name", "index.html"))
    return Response("Not Found", 404) if path is None else FileResponse(path)


def main(port: int, folder: Path) -> None:
    """Serve until a signal; bound to 127.0.0.1 alone."""
    config = uvicorn.Config(
        create_app(folder),
        host="127.0.0.1",
        port=port,
        http=BreakableProtocol,
        ws="none",
        access_log=False,  # addresses hold tokens
        log_level="warning",
        server_header=False,
        timeout_graceful_shutdown=GRACE,
    )
    uvicorn.Server(config).run()
