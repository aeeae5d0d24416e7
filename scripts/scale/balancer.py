"""A load balancer as operators have one: each update to the next process; where that is down, to another."""

from __future__ import annotations

import asyncio
import itertools
import threading
from collections.abc import Sequence

import httpx
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
ANSWER_SECONDS = 60.0


class Balancer:
    """Listens on a port of its own in a thread, and hands what it gets to several ports in turn."""

    def __init__(self, port: int, behind: Sequence[int]) -> None:
        self._turns = itertools.cycle(range(len(behind)))
        self._behind = list(behind)
        web = Starlette(routes=[Route("/{path:path}", self._pass_on, methods=["POST"])])
        config = uvicorn.Config(web, "127.0.0.1", port, log_level="error", access_log=False, ws="none")
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self.handed = [0] * len(behind)

    def start(self) -> None:
        """Returns at once; who posts too early tries again."""
        self._thread.start()

    def stop(self) -> None:
        """Ends it."""
        self._server.should_exit = True
        self._thread.join(10)

    def _serve(self) -> None:
        self._server.install_signal_handlers = lambda: None  # type: ignore[attr-defined]  # not in a thread
        asyncio.run(self._server.serve())

    async def _pass_on(self, request: Request) -> Response:
        body, first = await request.body(), next(self._turns)
        headers = {SECRET_HEADER: request.headers.get(SECRET_HEADER, "")}
        async with httpx.AsyncClient(timeout=ANSWER_SECONDS, trust_env=False) as http:
            for place in range(first, first + len(self._behind)):
                port = self._behind[place % len(self._behind)]
                try:
                    answer = await http.post(
                        f"http://127.0.0.1:{port}{request.url.path}", content=body, headers=headers
                    )
                except httpx.TransportError:
                    continue
                self.handed[place % len(self._behind)] += 1
                return Response(status_code=answer.status_code)
        return Response(status_code=502)
