"""Putting looks aside, into collections too, and taking them out: by words and by hearts."""

from __future__ import annotations

from collections.abc import Sequence

from telegram import Update

from bot.collection import Asked
from bot.context import Context
from bot.conversation import answer, by_heart
from bot.conversation.naming import put_into
from bot.conversation.numbered import SAVED, look_at, looks_of, replied_look
from bot.conversation.typed import numbers
from bot.errors import Sorry


async def save(update: Update, context: Context) -> None:
    """/save 3, /save 3 5 출근룩, or /save as a reply to a picture of an album."""
    asked = Asked.read(" ".join(context.args or ()))
    replied = context.message.reply_to_message
    if asked.numbers:
        named: Sequence[int] = asked.numbers
        look_ids = await looks_of(context, named, also_saved=bool(asked.collection))
    elif replied is not None:
        number, look_id = await replied_look(context, replied.message_id)
        named, look_ids = [number], [look_id]
    else:
        raise Sorry("save-usage")
    await _put_aside(context, named, look_ids, asked.collection)
    latest = await context.store.latest_answer(context.bot.id, context.chat_id)
    if latest is not None:
        await answer.mark(context, latest)


async def unsave(update: Update, context: Context) -> None:
    """/unsave 3, by the numbers of /saved."""
    asked = numbers(" ".join(context.args or ()))
    if not asked:
        raise Sorry("unsave-usage")
    await context.store.unsave(context.person.id, await _numbered(context, asked))
    await context.say("unsaved", numbers=listed(asked))


async def tapped(update: Update, context: Context) -> None:
    """♡ under an answer."""
    kept, (number,) = await answer.tapped_answer(context)
    await by_heart.fill(context, await look_at(context, kept, int(number)), int(number))
    await answer.mark(context, kept)


async def dropped(update: Update, context: Context) -> None:
    """♥ under an answer: taken out again."""
    kept, (number,) = await answer.tapped_answer(context)
    await by_heart.empty(context, await look_at(context, kept, int(number)), int(number))
    await answer.mark(context, kept)


def listed(asked: Sequence[int]) -> str:
    """`3, 5`"""
    return ", ".join(map(str, asked))


async def _put_aside(
    context: Context, named: Sequence[int], look_ids: Sequence[str], collection: str
) -> None:
    if collection:
        await put_into(context, look_ids, collection)
        await context.say("saved-into", numbers=listed(named), collection=collection)
    else:
        new = await context.store.save(context.person.id, look_ids)
        await context.say("saved-now" if new else "saved-already", numbers=listed(named))


async def _numbered(context: Context, asked: Sequence[int]) -> list[str]:
    """The saved looks of some numbers, as the latest album showed them, else as they stand. Raises Sorry."""
    everything = [each.look_id for each in await context.store.saved(context.person.id)]
    album = await context.store.latest_album(context.bot.id, context.chat_id, SAVED)
    there = {**dict(enumerate(everything, 1)), **(album.look_ids if album else {})}
    for number in asked:
        if there.get(number) not in everything:
            raise Sorry("unsave-no-such", number=number)
    return [there[number] for number in asked]
