"""A person's own data: all of it as a file, or all of it deleted."""

from __future__ import annotations

import json

from telegram import Update

from bot import keyboards, publishing
from bot.context import Codibot, Context

FILE = "codibot.json"


async def mydata(update: Update, context: Context) -> None:
    """/mydata: everything stored about the person, as JSON."""
    everything = await context.store.everything_of(context.person.id)
    document = json.dumps(everything, ensure_ascii=False, indent=2).encode()
    caption = (await context.voice())("mydata-caption")
    await context.bot.send_document(context.chat_id, document, caption, filename=FILE)


async def forget(update: Update, context: Context) -> None:
    """/forget: asks once."""
    say = await context.voice()
    await context.send(say("forget-ask"), keyboards.really_forget(say))


async def forget_tapped(update: Update, context: Context) -> None:
    """The answer to it."""
    await context.heard()
    query, say = update.callback_query, await context.voice()
    assert query is not None
    if context.tap[1] == "yes":
        posts = await context.store.posts_of(context.person.id)
        assert isinstance(context.application, Codibot)
        await publishing.take_back(context.application, [each.id for each in posts])
        await context.store.forget(context.person.id)
        await query.edit_message_text(say("forget-done"))
    else:
        await query.edit_message_text(say("forget-kept"))
