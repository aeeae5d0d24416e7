"""Photos sent in one go come as separate updates: which belong together, once they are all there."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace

from telegram import Message

from bot.context import Context
from bot.conversation.place import keep, place_of
from bot.updates.inbox import read_update
from retrieval.types import Sight

QUIET_SECONDS = 0.6
"""Telegram hands an album's updates over together: after such a time without another one there is none."""
MOST_PIECES = 10
"""Garments that one question may hold."""


async def came_with_another(context: Context, message: Message) -> bool:
    """Whether a photo was part of a question that was answered, or begun, already."""
    place = await place_of(context)
    return message.media_group_id == place.photos and message.message_id in place.joined


async def gathered(context: Context, message: Message) -> list[Message]:
    """The photos sent with this one, itself among them, in their order; noted, so that each counts once.

    Updates of a chat wait for one another, so those that have arrived stand open in the inbox.
    """
    if message.media_group_id is None:
        return [message]
    found: list[Message] = []
    while len(found) < len(found := await _open_beside(context, message)):
        await asyncio.sleep(QUIET_SECONDS)
    others = [each.message_id for each in found if each.message_id != message.message_id]
    place = await place_of(context)
    await keep(context, replace(place, photos=message.media_group_id, joined=tuple(others)))
    return found


def merged(sights: Sequence[Sight]) -> Sight:
    """Several photos' sights as one, their garments in order; what each wears on the whole is forgotten."""
    first, *others = sights
    if not others:
        return first
    return replace(
        first,
        digest="+".join(each.digest for each in sights),
        garments=tuple(garment for each in sights for garment in each.garments)[:MOST_PIECES],
        cutout_confidence=min(each.cutout_confidence for each in sights),
        fell_back=False,
        wearer=any(each.wearer for each in sights),
        wears=(),
    )


async def _open_beside(context: Context, message: Message) -> list[Message]:
    """The messages of a media group that wait to be answered, this one among them."""
    received = await context.store.open_in_chat(context.bot.id, context.chat_id)
    updates = filter(None, (read_update(each.payload, context.bot) for each in received))
    beside = [
        update.message
        for update in updates
        if update.message is not None and update.message.media_group_id == message.media_group_id
    ]
    found = {each.message_id: each for each in [*beside, message]}
    return [found[message_id] for message_id in sorted(found)]
