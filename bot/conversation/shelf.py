"""Saved looks seen again: albums with pages, and what the buttons under them do."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import replace

from telegram import Update
from telegram.error import BadRequest

from bot.collection import named_by, tidy
from bot.context import Context
from bot.conversation import naming, showing
from bot.conversation.album import Page
from bot.conversation.numbered import SAVED
from bot.conversation.showing import Album
from bot.errors import Sorry
from bot.language import Voice
from bot.rendering import saved_view, texts
from bot.rendering.saved_view import EVERYTHING, NEW, NOWHERE, Shelf
from storage.types import ShownAlbum


async def saved(update: Update, context: Context) -> None:
    """/saved, or /saved 출근룩: the looks put aside, ten at a time."""
    name = tidy(" ".join(context.args or ()))
    everything = await context.store.saved(context.person.id)
    if name and name not in {each.collection for each in everything}:
        raise Sorry("collection-unknown", collection=name)
    await show(context, Shelf(everything, name or None))


async def opened(update: Update, context: Context) -> None:
    """A button to a collection, or to another page."""
    await context.heard()
    _, key, page = context.tap
    everything = await context.store.saved(context.person.id)
    name = None if key == EVERYTHING else named_by(key, everything)
    await show(context, Shelf(everything, name, int(page)))


async def look(update: Update, context: Context) -> None:
    """The button of one look: what can be done with it, in place of the numbers."""
    await context.heard()
    shown, number = await _tapped(context)
    say, shelf = await context.voice(), await _shelf_of(context, shown)
    with suppress(BadRequest):  # a double tap changes nothing
        await context.message.edit_reply_markup(saved_view.actions(say, shown, number, shelf))


async def listed(update: Update, context: Context) -> None:
    """Back to the numbers."""
    await context.heard()
    shown, _ = await _tapped(context)
    await refresh(context, shown)


async def taken_out(update: Update, context: Context) -> None:
    """A look taken out; its number puts it back."""
    shown, number = await _tapped(context)
    look_id, everything = shown.look_ids[number], await context.store.saved(context.person.id)
    if within := {each.look_id: each.collection for each in everything}.get(look_id):
        await _note_collection(context, shown, number, within)
    await context.store.unsave(context.person.id, [look_id])
    await context.heard((await context.voice())("unsaved", numbers=number))
    await refresh(context, shown)


async def put_back(update: Update, context: Context) -> None:
    """♡ in place of a look that was taken out: it goes back into the collection that it was in."""
    shown, number = await _tapped(context)
    await context.store.save(context.person.id, [shown.look_ids[number]], showing.within(shown, number))
    await context.heard((await context.voice())("saved-now", numbers=number))
    await refresh(context, shown)


async def into(update: Update, context: Context) -> None:
    """A look moved to a collection, out of one, or to one that is still to be named."""
    shown, number = await _tapped(context)
    key, say = context.tap[3], await context.voice()
    if key == NEW:
        await context.heard()
        await naming.ask_for_look(context, shown.look_ids[number])
        return
    everything = await context.store.saved(context.person.id)
    name = "" if key == NOWHERE else named_by(key, everything)
    await context.store.move(context.person.id, [shown.look_ids[number]], name)
    word = say("saved-into", numbers=number, collection=name) if name else say("moved-out", number=number)
    await context.heard(word)
    await refresh(context, shown)


async def renamed(update: Update, context: Context) -> None:
    """The button that gives a collection another name."""
    await context.heard()
    name = named_by(context.tap[1], await context.store.saved(context.person.id))
    await naming.ask_for_name(context, name)


async def show(context: Context, shelf: Shelf) -> None:
    """Sends a page: its album, then its list. Raises Sorry where nothing is saved."""
    if not shelf.saved:
        raise Sorry("saved-none")
    if not shelf.shown:
        shelf = replace(shelf, page=0)
    say = await context.voice()
    there = {number: context.catalogue.look(each.look_id) for number, each in shelf.shown.items()}
    pages = [
        Page(number, look, texts.saved_caption(say, number, look))
        for number, look in there.items()
        if look is not None
    ]
    about = {"collection": shelf.collection, "page": shelf.page}
    look_ids = {number: each.look_id for number, each in shelf.shown.items()}
    shown = await showing.send(context, Album(SAVED, look_ids, pages, about))
    await context.send(_text(context, say, shelf, shown), saved_view.keyboard(say, shelf, shown))


async def refresh(context: Context, shown: ShownAlbum) -> None:
    """Brings the list that was tapped up to date."""
    say, shelf = await context.voice(), await _shelf_of(context, shown)
    with suppress(BadRequest):  # nothing changed
        await context.message.edit_text(
            _text(context, say, shelf, shown), reply_markup=saved_view.keyboard(say, shelf, shown)
        )


async def _tapped(context: Context) -> tuple[ShownAlbum, int]:
    """The person's own album that a tapped button stands under, and a number of it. Raises Sorry."""
    shown, number = await showing.tapped_look(context)
    if shown.person_id != context.person.id:
        raise Sorry("not-yours")
    return shown, number


async def _note_collection(context: Context, shown: ShownAlbum, number: int, collection: str) -> None:
    """Notes with the album where a look that is taken out of it was."""
    about = json.loads(shown.about)
    about["within"] = {**about.get("within", {}), str(number): collection}
    await context.store.tell_album(shown.id, json.dumps(about, ensure_ascii=False))


async def _shelf_of(context: Context, shown: ShownAlbum) -> Shelf:
    about = json.loads(shown.about)
    return Shelf(await context.store.saved(context.person.id), about["collection"], about["page"])


def _text(context: Context, say: Voice, shelf: Shelf, shown: ShownAlbum) -> str:
    there = ((look_id, context.catalogue.look(look_id)) for look_id in shown.look_ids.values())
    return saved_view.text(say, shelf, shown, {look_id: look for look_id, look in there if look})
