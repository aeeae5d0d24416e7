"""Albums of numbered looks that answer no question, with hearts to save them by."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from telegram import InlineKeyboardMarkup, Update
from telegram.constants import ChatAction
from telegram.error import BadRequest

from bot.context import Context
from bot.conversation import album, answer, by_heart, posted
from bot.conversation.album import Page
from bot.errors import Sorry
from bot.language import Voice
from bot.rendering.keyboards import Row, markup
from bot.taps import button
from storage.types import ShownAlbum

ROW = 5


@dataclass(frozen=True, slots=True)
class Album:
    """What is to be shown: looks by number, also those gone from the lookbook, and the pictures there are."""

    kind: str
    look_ids: Mapping[int, str]
    pages: Collection[Page]
    about: Mapping[str, Any]


async def send(context: Context, what: Album) -> ShownAlbum:
    """Sends the pictures and keeps the album, so that numbers and replies mean its looks from now on."""
    pages = list(what.pages)
    async with context.doing(ChatAction.UPLOAD_PHOTO):
        sent = await album.send(context, pages)
    message_ids = {page.number: id_ for page, id_ in zip(pages, sent, strict=True) if id_}
    return await keep(context, what.kind, what.look_ids, what.about, message_ids)


async def keep(
    context: Context,
    kind: str,
    look_ids: Mapping[int, str],
    about: Mapping[str, Any],
    message_ids: Mapping[int, int] = MappingProxyType({}),
) -> ShownAlbum:
    """Keeps numbered looks, so that buttons mean them; what this update caused before stays as it is."""
    shown = ShownAlbum(
        id=answer.id_of(context),
        bot_id=context.bot.id,
        chat_id=context.chat_id,
        person_id=context.person.id,
        kind=kind,
        about=json.dumps(about, ensure_ascii=False),
        look_ids=look_ids,
        message_ids=message_ids,
    )
    await context.store.keep_album(shown)
    return shown


async def send_list(context: Context, shown: ShownAlbum, text: str) -> None:
    """The list under an album whose looks have hearts, and a button onwards where `about` has one."""
    await context.send(text, await _keyboard(context, shown))


async def heart(update: Update, context: Context) -> None:
    """♡ under such an album. A look that was in a collection goes back into it."""
    shown, number = await tapped_look(context)
    if context.catalogue.look(shown.look_ids[number]) is None:
        raise Sorry("look-gone")
    await by_heart.fill(context, shown.look_ids[number], number, within(shown, number))
    await _mark(context, shown)


async def unheart(update: Update, context: Context) -> None:
    """♥: taken out again."""
    shown, number = await tapped_look(context)
    await by_heart.empty(context, shown.look_ids[number], number)
    await _mark(context, shown)


def within(shown: ShownAlbum, number: int) -> str:
    """The collection that a look was taken out of, as the album has it noted; empty where it was in none."""
    return str(json.loads(shown.about).get("within", {}).get(str(number), ""))


async def tapped_look(context: Context) -> tuple[ShownAlbum, int]:
    """The album that a tapped button stands under, and the number it names. Raises Sorry."""
    shown, number = await context.store.album(context.tap[1]), int(context.tap[2])
    if shown is None or shown.chat_id != context.chat_id or number not in shown.look_ids:
        raise Sorry("old-button")
    return shown, number


async def _mark(context: Context, shown: ShownAlbum) -> None:
    with suppress(BadRequest):  # nothing changed
        await context.message.edit_reply_markup(await _keyboard(context, shown))


async def _keyboard(context: Context, shown: ShownAlbum) -> InlineKeyboardMarkup:
    saved = {each.look_id for each in await context.store.saved(context.person.id)}
    there = {number: each for number, each in shown.look_ids.items() if context.catalogue.look(each)}
    say = await context.voice()
    return hearts(say, replace(shown, look_ids=there), saved, posted.people(context, say, there))


def hearts(
    say: Voice, shown: ShownAlbum, saved: Collection[str], people: Sequence[Row] = ()
) -> InlineKeyboardMarkup:
    """A heart for each look; `more` of `about` is what the button to the next ones carries."""
    each = [
        button(say("button-saved", number=number), "unheart", shown.id, number)
        if look_id in saved
        else button(say("button-save", number=number), "heart", shown.id, number)
        for number, look_id in shown.look_ids.items()
    ]
    more = json.loads(shown.about).get("more")
    onwards = [button(say("button-more-saved"), *more)] if more else []
    return markup(each[:ROW], each[ROW:], *people, onwards)
