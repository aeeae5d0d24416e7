"""A person's own data: all of it as a file, or all of it deleted."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import replace

from telegram import Update
from telegram.error import BadRequest

from bot.context import Codibot, Context
from bot.conversation.place import Forgetting, keep, place_of
from bot.conversation.private import require_private
from bot.conversation.typed import Move
from bot.posts import publishing
from bot.rendering import keyboards

FILE = "codibot.json"


async def mydata(update: Update, context: Context) -> None:
    """/mydata: everything stored about the person, as JSON."""
    require_private(context)
    everything = await context.store.everything_of(context.person.id)
    document = json.dumps(everything, ensure_ascii=False, indent=2).encode()
    caption = (await context.voice())("mydata-caption")
    await context.bot.send_document(context.chat_id, document, caption, filename=FILE)


async def forget(update: Update, context: Context) -> None:
    """/forget: asks once."""
    require_private(context)
    say = await context.voice()
    asked = await context.send(say("forget-ask"), keyboards.really_forget(say))
    await keep(context, replace(await place_of(context), forgetting=Forgetting(asked.message_id)))


async def forget_typed(context: Context, move: Move | None) -> bool:
    """Yes or no typed instead of tapped; says whether it was either."""
    if move == "done":
        await _forget(context)
    elif move != "skip":
        return False
    await context.say("forget-done" if move == "done" else "forget-kept")
    return True


async def forget_tapped(update: Update, context: Context) -> None:
    """The answer to it."""
    require_private(context)
    await context.heard()
    say, wanted = await context.voice(), context.tap[1] == "yes"
    if wanted:
        await _forget(context)
    with suppress(BadRequest):  # a double tap changes nothing
        await context.message.edit_text(say("forget-done" if wanted else "forget-kept"))


async def _forget(context: Context) -> None:
    posts = await context.store.posts_of(context.person.id)
    assert isinstance(context.application, Codibot)
    await publishing.take_back(context.application, [each.id for each in posts])
    await context.store.forget(context.person.id)
