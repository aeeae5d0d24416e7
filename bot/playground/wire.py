"""Breaking a connection on purpose, which HTTP servers take care never to do."""

from __future__ import annotations

import asyncio

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

STATE_KEY = "playground.connection"


class BreakableProtocol(H11Protocol):
    """uvicorn's HTTP protocol, with its connection in each request's state."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        self.app_state = {**self.app_state, STATE_KEY: transport}
        super().connection_made(transport)


class TornResponse(Response):
    """Half of another response's body, then nothing more."""

    def __init__(self, whole: Response) -> None:
        super().__init__(bytes(whole.body), whole.status_code, media_type=whole.media_type)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        half = self.body[: len(self.body) // 2]
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        await send({"type": "http.response.body", "body": half, "more_body": True})
        await sever(Request(scope, receive))


async def sever(request: Request) -> None:
    """Break the request's connection. Raises ConnectionAbortedError where there is none to break."""
    connection = request.scope.get("state", {}).get(STATE_KEY)
    if connection is None:
        raise ConnectionAbortedError("the playground broke this connection on purpose")
    await _flushed(connection)
    connection.abort()
    while (await request.receive())["type"] != "http.disconnect":
        pass


async def _flushed(connection: asyncio.Transport) -> None:
    while connection.get_write_buffer_size() and not connection.is_closing():
        await asyncio.sleep(0.01)
