"""`codibot worker`, and `codibot index --later`, which leaves lookbooks to one."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path

from bot import logs
from bot.commands.errors import CommandError
from bot.models import working
from bot.settings import Settings
from storage.queue import Queue


def run(settings: Settings) -> int:
    """Works until it is told to stop. Raises CommandError, and what `working.main` does."""
    _require_a_queue(settings)
    logs.to_stderr(settings)
    working.main(settings)
    return 0


def index_later(settings: Settings, lookbooks: Sequence[Path]) -> int:
    """Puts an indexing in line; where one waits already that one will see the same. Raises CommandError."""
    _require_a_queue(settings)
    roots = [str(path.expanduser().resolve()) for path in lookbooks]
    job = asyncio.run(_defer(settings, roots))
    told = "a worker indexes them" if job else "an indexing waits already"
    print(f"{len(roots)} lookbooks: {told}.")
    return 0


async def _defer(settings: Settings, roots: Sequence[str]) -> int | None:
    queue = await Queue.open(settings.database_url)
    try:
        return await queue.defer(
            working.INDEX_TASK, working.INDEXING, {"lookbooks": list(roots)}, alone=working.INDEXING
        )
    finally:
        await queue.close()


def _require_a_queue(settings: Settings) -> None:
    if settings.work != "jobs":
        raise CommandError("Set CODIBOT_WORK=jobs and CODIBOT_DATABASE_URL, as the bot's settings have it.")
