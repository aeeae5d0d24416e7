"""An album of numbered looks: pictures that Telegram knows go by their file id, the others are drawn."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from telegram import InputMediaPhoto, Message
from telegram.error import BadRequest, NetworkError

from bot.calls.patience import in_doubt
from bot.context import Context, replying_to
from bot.figures.measures import PICTURES
from bot.pictures import drawing
from retrieval.types import Look

NOT_SENT = 0
"""In place of the message id of a look whose photo could not be read, or of which nobody knows if it went."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Page:
    """One picture to be: a look, the number to be drawn on it, and its caption."""

    number: int
    look: Look
    caption: str


@dataclass(frozen=True, slots=True)
class _Picture:
    page: Page
    digest: str
    media: str | bytes  # a file id, or a JPEG to be uploaded


async def send(context: Context, pages: Sequence[Page], reply_to: int | None = None) -> list[int]:
    """Sends up to ten pictures; gives a message id for each page, or NOT_SENT.

    Where no answer says whether Telegram took them all are NOT_SENT: nobody wants ten pictures twice, so the
    person is asked.
    """
    pictures = await _pictures(context, pages)
    try:
        messages = await _send(context, pictures, reply_to)
    except BadRequest:
        if all(isinstance(picture.media, bytes) for picture in pictures):
            raise
        messages = await _send(context, await _drawn_anew(context, pictures), reply_to)
    except NetworkError as error:
        if not in_doubt(error):
            raise
        _log.warning("Telegram did not say whether it took an album")
        return [NOT_SENT] * len(pages)
    await _remember(context, pictures, messages)
    numbers = [picture.page.number for picture in pictures]
    ids = {number: message.message_id for number, message in zip(numbers, messages, strict=True)}
    return [ids.get(page.number, NOT_SENT) for page in pages]


async def exchange(context: Context, pages: Sequence[Page], message_ids: Sequence[int]) -> None:
    """Puts other pictures in the place of some that were sent; one that the person deleted stays gone."""
    places = {page.number: message_id for page, message_id in zip(pages, message_ids, strict=True)}
    pictures = await _pictures(context, pages)
    messages = await asyncio.gather(
        *(_exchange(context, each, places[each.page.number]) for each in pictures)
    )
    pairs = [(each, sent) for each, sent in zip(pictures, messages, strict=True) if sent is not None]
    await _remember(context, [each for each, _ in pairs], [sent for _, sent in pairs])


async def _exchange(context: Context, picture: _Picture, message_id: int) -> Message | None:
    media = InputMediaPhoto(picture.media, picture.page.caption)
    with suppress(BadRequest):
        sent = await context.bot.edit_message_media(media, context.chat_id, message_id)
        return sent if isinstance(sent, Message) else None
    return None


async def _pictures(context: Context, pages: Sequence[Page]) -> list[_Picture]:
    keys = [(context.catalogue.photo_digest(page.look.id) or "", page.number) for page in pages]
    known = await context.store.sent_files(context.bot.id, keys)
    made = await asyncio.gather(
        *(_picture(page, key[0], known.get(key)) for page, key in zip(pages, keys, strict=True))
    )
    return [picture for picture in made if picture is not None]


async def _picture(page: Page, digest: str, known: str | None) -> _Picture | None:
    PICTURES.add("drawn" if known is None else "known")
    if known is not None:
        return _Picture(page, digest, known)
    try:
        drawn = await asyncio.to_thread(drawing.numbered, page.look.photo, page.number)
    except OSError:
        _log.warning("the photo of look %s cannot be read", page.look.id)
        return None
    return _Picture(page, digest, drawn)


async def _send(context: Context, pictures: Sequence[_Picture], reply_to: int | None) -> Sequence[Message]:
    """One picture is no album: Telegram takes two to ten."""
    chat, reply = context.chat_id, replying_to(reply_to)
    match pictures:
        case []:
            return []
        case [only]:
            sent = await context.bot.send_photo(chat, only.media, only.page.caption, reply_parameters=reply)
            return [sent]
        case _:
            media = [InputMediaPhoto(each.media, each.page.caption) for each in pictures]
            return await context.bot.send_media_group(chat, media, reply_parameters=reply)


async def _drawn_anew(context: Context, pictures: Sequence[_Picture]) -> list[_Picture]:
    _log.info("Telegram refused a file id; the album is drawn anew")
    for picture in pictures:
        await context.store.forget_sent_file(context.bot.id, picture.digest, picture.page.number)
    return await _pictures(context, [picture.page for picture in pictures])


async def _remember(context: Context, pictures: Sequence[_Picture], messages: Sequence[Message]) -> None:
    """Of the pictures that were uploaded, the ids by which they go from now on."""
    uploaded = (pair for pair in zip(pictures, messages, strict=True) if isinstance(pair[0].media, bytes))
    file_ids = {
        (picture.digest, picture.page.number): message.photo[-1].file_id
        for picture, message in uploaded
        if message.photo
    }
    await context.store.keep_sent_files(context.bot.id, file_ids)
