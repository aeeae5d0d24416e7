"""Putting looks aside, into collections too, and taking them out: by words and by hearts."""

from __future__ import annotations

from collections.abc import Sequence

from telegram import Update

from bot.collection import Asked
from bot.context import Context
from bot.conversation import answer, by_heart, showing
from bot.conversation.naming import put_into
from bot.conversation.numbered import REMOVED, SAVED, look_at, looks_of, newest_look, replied_look
from bot.conversation.typed import numbers
from bot.errors import Sorry
from bot.language import Voice
from bot.rendering import texts
from bot.rendering.naming import look_name
from storage.types import ShownAlbum


async def save(update: Update, context: Context) -> None:
    """/save 3, /save 3 5 출근룩, or /save as a reply to a picture of an album."""
    await save_asked(context, Asked.read(" ".join(context.args or ())))


async def save_asked(context: Context, asked: Asked) -> None:
    """Saves the looks of some numbers, or of the picture that is replied to. Raises Sorry."""
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
    await _mark_latest(context)


async def unsave(update: Update, context: Context) -> None:
    """/unsave 3: of the album shown last, or of /saved; named, with hearts that put them back."""
    asked = numbers(" ".join(context.args or ()))
    if not asked:
        raise Sorry("unsave-usage")
    # Noted first: numbers of /saved mean other looks as soon as one is gone.
    removed = await context.store.album(answer.id_of(context)) or await _noted(context, asked)
    await context.store.unsave(context.person.id, list(removed.look_ids.values()))
    await showing.send_list(context, removed, _removed_text(context, await context.voice(), removed))
    await _mark_latest(context)


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


async def _mark_latest(context: Context) -> None:
    """Fills or empties the hearts under the newest answer."""
    latest = await context.store.latest_answer(context.bot.id, context.chat_id)
    if latest is not None:
        await answer.mark(context, latest)


async def _noted(context: Context, asked: Sequence[int]) -> ShownAlbum:
    """The saved looks of some numbers, and the collections that they were in. Raises Sorry."""
    within = {each.look_id: each.collection for each in await context.store.saved(context.person.id)}
    album = await context.store.latest_album(context.bot.id, context.chat_id, SAVED)
    listed = {**dict(enumerate(within, 1)), **(album.look_ids if album else {})}
    meant: dict[int, str] = {}
    for number in asked:
        newest = await newest_look(context, number)
        look_id = newest if newest in within else listed.get(number)
        if look_id not in within:
            raise Sorry("unsave-no-such", number=number)
        meant[number] = look_id
    about = {"within": {str(number): within[look_id] for number, look_id in meant.items()}}
    return await showing.keep(context, REMOVED, meant, about)


def _removed_text(context: Context, say: Voice, removed: ShownAlbum) -> str:
    """What was taken out, by name; one that left the lookbook meanwhile cannot be put back."""
    looks = {number: context.catalogue.look(look_id) for number, look_id in removed.look_ids.items()}
    lines = [
        say("caption", number=number, title=texts.shorten(look_name(say, look), texts.LONGEST_TITLE))
        if look
        else say("saved-gone", number=number)
        for number, look in looks.items()
    ]
    return "\n".join([say("unsaved-these", hearts=sum(map(bool, looks.values()))), "", *lines])
