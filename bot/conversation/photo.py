"""A photo, by itself or as a document, with or without a caption, at any time."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace

from telegram import Message, PhotoSize, Update
from telegram.constants import ChatAction, FileSizeLimit
from telegram.error import TelegramError

from bot.context import Context
from bot.conversation import answer
from bot.conversation.download import fetch
from bot.conversation.place import keep, place_of
from bot.conversation.question import Question
from bot.conversation.typed import understand
from retrieval.types import Sight

ENOUGH = 800
"""Pixels of the longer side that show all a garment's network sees; larger sizes only cost time."""
PICTURE_ENDINGS = (".jpg", ".jpeg", ".png", ".webp", ".heic", ".heif", ".bmp", ".gif")


async def photo(update: Update, context: Context) -> None:
    """A photo: answered at once with the choices so far."""
    message = context.message
    if await _belongs_to_first(context, message):
        return
    size = best_size(message.photo)
    await _answer(context, message, size.file_id)


async def document(update: Update, context: Context) -> None:
    """A file: a picture is a photo, anything else gets a word."""
    message = context.message
    file = message.document
    assert file is not None
    if not is_picture(file.mime_type, file.file_name):
        await context.say("not-a-picture-file")
    elif (file.file_size or 0) > FileSizeLimit.FILESIZE_DOWNLOAD:
        await context.say("photo-too_heavy")
    elif not await _belongs_to_first(context, message):
        await _answer(context, message, file.file_id)


def best_size(sizes: Sequence[PhotoSize]) -> PhotoSize:
    """The smallest that is large enough, else the largest."""
    ascending = sorted(sizes, key=lambda size: size.width * size.height)
    return next((size for size in ascending if max(size.width, size.height) >= ENOUGH), ascending[-1])


def is_picture(mime_type: str | None, name: str | None) -> bool:
    """Whether a file claims to be a picture, by its kind or its name; what it is shows when it is opened."""
    return (mime_type or "").startswith("image/") or (name or "").lower().endswith(PICTURE_ENDINGS)


async def _answer(context: Context, message: Message, file_id: str) -> None:
    answer_id = answer.id_of(context)
    kept = await context.store.answer(answer_id)
    if kept is not None:  # begun before a restart
        await answer.resume(context, kept, reply_to=message.message_id)
        return
    said = understand(context.words)
    question = Question.of(await context.choices(), said)
    async with context.doing(ChatAction.UPLOAD_PHOTO):
        data = await fetch(context, file_id)
        sight = await _see(context, data)
        await answer.give(
            context, answer_id, sight, question, file_id, reply_to=message.message_id, photos=[data]
        )


async def _see(context: Context, data: bytes) -> Sight:
    """Looks at a photo, saying how many wait before it."""
    ahead = context.services.worker.waiting
    note = await context.say("waiting", ahead=ahead) if ahead else None
    try:
        return await context.services.worker.see(data)
    finally:
        if note is not None:
            with suppress(TelegramError):
                await note.delete()


async def _belongs_to_first(context: Context, message: Message) -> bool:
    """Of several photos sent in one go the first is answered; once it is said so."""
    if message.media_group_id is None:
        return False
    place = await place_of(context)
    if place.photos != message.media_group_id:
        await keep(
            context, replace(place, photos=message.media_group_id, first_photo=message.message_id, told=None)
        )
        return False
    if place.first_photo == message.message_id:
        return False
    if place.told is None:
        await context.say("group-of-photos")
        await keep(context, replace(place, told=message.message_id))
    return True
