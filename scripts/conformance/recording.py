"""A playground that writes down what it answers to the bot."""

from __future__ import annotations

import json
import threading
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

import uvicorn
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.playground.server import create_app
from scripts.demo.town import Town

Answers = dict[str, list[Any]]
STUB = {"CODIBOT_MODELS": "scripts.load.models:open_first_looks"}


class Recorder:
    """Keeps the result of every method that succeeded, each distinct one once."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self.answers: Answers = defaultdict(list)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI."""
        body = bytearray()

        async def listen(message: Message) -> None:
            body.extend(message.get("body", b""))
            await send(message)

        await self._app(scope, receive, listen)
        if scope["type"] == "http" and scope["path"].startswith("/bot"):
            self._keep(scope["path"].rpartition("/")[2], json.loads(body))

    def _keep(self, method: str, answer: dict[str, Any]) -> None:
        if answer["ok"] and answer["result"] not in self.answers[method]:
            self.answers[method].append(answer["result"])


class RecordedTown(Town):
    """A town whose playground runs in this process and is listened to."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, STUB)
        self.recorder = Recorder(create_app(folder / "playground"))
        config = uvicorn.Config(self.recorder, "127.0.0.1", self.port, log_level="error", ws="none")
        self._server = uvicorn.Server(config)

    def start_playground(self) -> None:
        """In a thread of its own."""
        threading.Thread(target=self._server.run, daemon=True).start()
        while not self._server.started:
            time.sleep(0.05)

    def stop(self) -> None:
        """Ends the thread."""
        self._server.should_exit = True
