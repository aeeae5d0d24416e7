"""A photo, by itself or as a document, with or without a caption, at any time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from telegram import Message, PhotoSize, Update
from telegram.constants import ChatAction, FileSizeLimit

from bot.context import Context
from bot.conversation import answer, post, together
from bot.conversation.captions import is_ours
from bot.conversation.download import BETWEEN, sent
from bot.conversation.place import leave
from bot.conversation.progress import Progress, clear, progress
from bot.conversation.question import Question
from bot.conversation.understanding import read, tell_unknown
from bot.models.sent_photo import SentPhoto
from retrieval.errors import PhotoError
from retrieval.types import Sight

ENOUGH = 800
"""Pixels of the longer side that show all a garment's network sees; larger sizes only cost time."""
PICTURE_ENDINGS = (".jpg", ".jpeg", ".png", ".webp", ".heic", ".heif", ".bmp", ".gif")


@dataclass(frozen=True, slots=True)
class _Seen:
    """One photo, and what is on it."""

    photo: SentPhoto
    sight: Sight


async def photo(update: Update, context: Context) -> None:
    """A photo: answered at once with the choices so far."""
    await _answer(context, context.message)


async def document(update: Update, context: Context) -> None:
    """A file: a picture is a photo, anything else gets a word."""
    message = context.message
    file = message.document
    assert file is not None
    if not is_picture(file.mime_type, file.file_name):
        await context.say("not-a-picture-file")
    elif (file.file_size or 0) > FileSizeLimit.FILESIZE_DOWNLOAD:
        await context.say("photo-too_heavy")
    else:
        await _answer(context, message)


def file_of(message: Message) -> str | None:
    """The file of a message that holds a picture."""
    if message.photo:
        return best_size(message.photo).file_id
    file = message.document
    return file.file_id if file is not None and is_picture(file.mime_type, file.file_name) else None


def best_size(sizes: Sequence[PhotoSize]) -> PhotoSize:
    """The smallest that is large enough, else the largest."""
    ascending = sorted(sizes, key=lambda size: size.width * size.height)
    return next((size for size in ascending if max(size.width, size.height) >= ENOUGH), ascending[-1])


def is_picture(mime_type: str | None, name: str | None) -> bool:
    """Whether a file claims to be a picture, by its kind or its name; what it is shows when it is opened."""
    return (mime_type or "").startswith("image/") or (name or "").lower().endswith(PICTURE_ENDINGS)


async def _answer(context: Context, message: Message) -> None:
    """Answers a photo together with those that were sent in one go with it; one may be asked for a post."""
    file_id = file_of(message)
    if file_id is not None and await post.awaited_photo(context, file_id):
        return
    if await together.came_with_another(context, message):
        return
    answer_id = answer.id_of(context)
    kept = await context.store.answer(answer_id)
    if kept is not None:  # begun before a restart
        await clear(context)
        await answer.resume(context, kept, reply_to=message.message_id)
        return
    await leave(context)
    messages = await together.gathered(context, message)
    await context.services.rate.require(context.person.id, len(messages))
    said = await read(context, _words(context, messages))
    question = Question.of(await context.choices(), said)
    async with context.doing(ChatAction.UPLOAD_PHOTO), progress(context) as told:
        seen = await _look_at(context, messages, told)
        told.choosing()
        on_each = tuple(len(each.sight.garments) for each in seen)
        await answer.give(
            context,
            answer_id,
            together.merged([each.sight for each in seen]),
            replace(question, on_each=on_each if len(seen) > 1 else ()),
            BETWEEN.join(each.photo.file_id for each in seen),
            reply_to=message.message_id,
            photos=[each.photo for each in seen],
        )
    if left_out := len(messages) - len(seen):
        await context.say("card-left-out", count=left_out)
    await tell_unknown(context, said.unknown, answer_id)


def _words(context: Context, messages: Sequence[Message]) -> str:
    """The captions of all photos; mostly one has one. Those of the bot's own making are no wish."""
    mine = context.message.message_id
    wishes = (each for each in messages if not is_ours(each))
    captions = (context.words if each.message_id == mine else each.caption for each in wishes)
    return " ".join(filter(None, captions))


async def _look_at(context: Context, messages: Sequence[Message], told: Progress) -> list[_Seen]:
    """What is on each photo; those that cannot be used are left out. Raises PhotoError where none can."""
    seen: list[_Seen] = []
    refused: PhotoError | None = None
    for file_id in filter(None, map(file_of, messages)):
        try:
            photo = sent(context, file_id)
            sight = await context.services.worker.see(photo, ahead=told.looking)
            seen.append(_Seen(photo, sight))
        except PhotoError as error:
            refused = error
    if refused is not None and not seen:
        raise refused
    return seen
