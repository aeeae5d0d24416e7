"""The bot's web server: a request that does not end holds no stop up."""

from __future__ import annotations

import asyncio

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot import listening
from bot.listening import Server, bound


async def test_a_request_that_does_not_end_holds_no_stop_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listening, "STOP_SECONDS", 1)
    begun = asyncio.Event()

    async def hang(request: Request) -> Response:
        begun.set()
        await asyncio.Event().wait()
        return Response()

    place = bound("127.0.0.1", 0)
    server = Server(Starlette(routes=[Route("/", hang)]))
    serving = asyncio.create_task(server.serve(sockets=[place]))
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{place.getsockname()[1]}") as somebody:
        asking = asyncio.create_task(somebody.get("/"))
        await begun.wait()
        server.should_exit = True
        async with asyncio.timeout(20):
            await serving
        await asyncio.wait({asking})
        assert isinstance(asking.exception(), httpx.HTTPError) or asking.result().status_code == 500
