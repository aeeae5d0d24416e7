"""A playground on an ephemeral loopback port, a clock that only tests move, and a bot that speaks bare HTTP."""

from __future__ import annotations

import asyncio
import io
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn
from PIL import Image

from bot.playground.clock import Clock
from bot.playground.faults import Faults
from bot.playground.playground import Playground
from bot.playground.server import create_app
from bot.playground.wire import BreakableProtocol

TOKEN = "4200000001:" + "a" * 35
OTHER_TOKEN = "4200000002:" + "b" * 35


class ManualClock(Clock):
    """A clock that stands still until `advance`."""

    def __init__(self, start: float = 1_800_000_000.0) -> None:
        self.time = start
        self._sleepers: list[tuple[float, asyncio.Event]] = []

    def now(self) -> float:
        return self.time

    async def sleep(self, seconds: float) -> None:
        if seconds <= 0:
            return
        woken = asyncio.Event()
        self._sleepers.append((self.time + seconds, woken))
        await woken.wait()

    @property
    def sleeping(self) -> int:
        """How many wait for the time to pass."""
        return len(self._sleepers)

    async def advance(self, seconds: float) -> None:
        """Let time pass and everybody who waited for it act."""
        self.time += seconds
        for moment, woken in list(self._sleepers):
            if moment <= self.time:
                self._sleepers.remove((moment, woken))
                woken.set()
        await settled()


async def settled() -> None:
    """Give every task that can act a chance to."""
    for _ in range(20):
        await asyncio.sleep(0)


@asynccontextmanager
async def serving(app: Any) -> AsyncIterator[int]:
    """The app behind real sockets; yields the port."""
    config = uvicorn.Config(
        app,
        host="127.0.0.1",
        port=0,
        http=BreakableProtocol,
        ws="none",
        log_level="critical",
        timeout_graceful_shutdown=1,
    )
    server = uvicorn.Server(config)
    server.install_signal_handlers = lambda: None  # type: ignore[attr-defined]
    task = asyncio.create_task(server._serve())
    while not server.started:
        await asyncio.sleep(0.01)
    try:
        yield server.servers[0].sockets[0].getsockname()[1]
    finally:
        server.should_exit = True
        await task


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()
