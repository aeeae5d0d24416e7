"""The owner's button that reads the lookbook anew, in a process of its own, telling how far it is."""

from __future__ import annotations

import asyncio
import logging
import sys
from asyncio.subprocess import PIPE, Process
from contextlib import suppress

from telegram import Update
from telegram.error import TelegramError

from bot.context import Codibot, Context
from bot.conversation.admin import require_admin
from bot.errors import Sorry

TELL_SECONDS = 3.0
"""Between two edits that tell how far indexing is: Telegram takes about one a second for a chat."""

_log = logging.getLogger(__name__)


async def reindex(update: Update, context: Context) -> None:
    """The button. The work goes on beside the conversation, for it may take minutes; one at a time."""
    await require_admin(context)
    if context.services.reindexing.locked():
        raise Sorry("admin-indexing-already")
    assert isinstance(context.application, Codibot)
    context.application.do_aside(_index(context))


async def _index(context: Context) -> None:
    async with context.services.reindexing:
        sent = await context.say("admin-indexing", done=0, total=len(context.catalogue.looks))
        await _follow(context, await _begin(context), sent.message_id)


async def _begin(context: Context) -> Process:
    roots = [lookbook.root for lookbook in context.catalogue.manifest.lookbooks]
    command = [sys.executable, "-m", "bot.cli", "index", "--lines", "--data"]
    data = str(context.services.settings.data)
    return await asyncio.create_subprocess_exec(*command, data, "--", *roots, stdout=PIPE, stderr=PIPE)


async def _follow(context: Context, process: Process, message_id: int) -> None:
    """Tells how far it is, and how it ended. A stop of the bot ends it too; the next build goes on there."""
    assert process.stderr is not None
    try:
        said, _ = await asyncio.gather(process.stderr.read(), _tell_progress(context, process, message_id))
        ended = "admin-indexed" if await process.wait() == 0 else "admin-not-indexed"
    finally:
        if process.returncode is None:
            process.terminate()
            await process.wait()
    if process.returncode:
        last = said.decode(errors="replace").strip().splitlines()[-1:]
        _log.warning("indexing ended with %d: %s", process.returncode, *last or [""])
    await _tell(context, message_id, (await context.voice())(ended))


async def _tell_progress(context: Context, process: Process, message_id: int) -> None:
    assert process.stdout is not None
    say, told = await context.voice(), 0.0
    loop = asyncio.get_running_loop()
    async for line in process.stdout:
        done, _, total = line.decode().strip().partition(" ")
        if total.isdigit() and loop.time() - told > TELL_SECONDS:
            told = loop.time()
            await _tell(context, message_id, say("admin-indexing", done=int(done), total=int(total)))


async def _tell(context: Context, message_id: int, text: str) -> None:
    with suppress(TelegramError):
        await context.bot.edit_message_text(text, context.chat_id, message_id)
