"""A playground on an ephemeral loopback port, and one without any sockets."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from bot.playground.wire import BreakableProtocol
from tests.bot.playground.stage import Stage, set_stage


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
    task = asyncio.create_task(server._serve())
    while not server.started:
        await asyncio.sleep(0.01)
    try:
        yield server.servers[0].sockets[0].getsockname()[1]
    finally:
        server.should_exit = True
        await task


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    """One bot and one person, no sockets."""
    stage = await set_stage(tmp_path)
    yield stage
    await stage.client.aclose()
    await stage.playground.webhooks.close()
    stage.playground.world.shelf.close()
