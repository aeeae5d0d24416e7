"""A person's own data, deleted when they say so."""

from __future__ import annotations

from telegram import Update

from bot import keyboards
from bot.context import Context


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
        await context.store.forget(context.person.id)
        await query.edit_message_text(say("forget-done"))
    else:
        await query.edit_message_text(say("forget-kept"))
