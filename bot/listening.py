"""A web server inside the bot's process: it leaves signals to the bot, and writes no addresses to a log."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from starlette.applications import Starlette

from bot.errors import StartError

STOP_SECONDS = 5
"""At a stop, for requests under work: Telegram sends an update again that was not confirmed."""


class Server(uvicorn.Server):
    """Serves until `should_exit`."""

    def __init__(self, web: Starlette) -> None:
        super().__init__(
            uvicorn.Config(
                web,
                log_config=None,
                access_log=False,
                lifespan="off",
                timeout_graceful_shutdown=STOP_SECONDS,
            )
        )

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """The bot stops everything in order."""
        yield


def bound(host: str, port: int) -> socket.socket:
    """A socket that listens. Raises StartError where the port is taken."""
    try:
        return socket.create_server((host, port))
    except OSError as error:
        raise StartError(f"codibot cannot listen on {host}:{port}: {error.strerror}.") from error
