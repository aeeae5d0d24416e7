"""Asking for a collection's name: the next thing typed is the name, as long as nothing else was said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from telegram import Message

from bot.collection import tidy
from bot.context import Context
from bot.conversation.place import Naming, keep, place_of
from bot.errors import Sorry


async def ask_for_look(context: Context, look_id: str) -> None:
    """Asks for the name of a new collection that a look goes into."""
    await _ask(context, Naming(0, look_id=look_id))


async def ask_for_name(context: Context, collection: str) -> None:
    """Asks for another name of a collection."""
    await _ask(context, Naming(0, collection=collection))


async def named(context: Context, naming: Naming) -> None:
    """The name was typed; one that is none is asked for again."""
    try:
        name = tidy(context.words)
    except Sorry as sorry:
        await _await(context, naming, await context.say(sorry.key, **sorry.values))
        return
    if not name:  # quotation marks alone
        await _ask(context, naming)
        return
    await keep(context, replace(await place_of(context), naming=None))
    if naming.look_id:
        await put_into(context, [naming.look_id], name)
        await context.say("collection-made", collection=name)
    else:
        await context.store.rename_collection(context.person.id, naming.collection, name)
        await context.say("collection-renamed", collection=naming.collection, name=name)


async def put_into(context: Context, look_ids: Sequence[str], name: str) -> None:
    """Looks saved into a collection, wherever they were before."""
    await context.store.save(context.person.id, look_ids, name)
    await context.store.move(context.person.id, look_ids, name)


async def _ask(context: Context, naming: Naming) -> None:
    key = "collection-ask-rename" if naming.collection else "collection-ask"
    await _await(context, naming, await context.say(key, collection=naming.collection))


async def _await(context: Context, naming: Naming, message: Message) -> None:
    place = await place_of(context)
    await keep(context, replace(place, naming=replace(naming, asked=message.message_id)))
