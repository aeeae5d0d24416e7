"""The photo or document of a call: a file part, `attach://`, or a file id of the bot's own."""

from __future__ import annotations

from bot.playground.arguments import Upload
from bot.playground.errors import bad_request
from bot.playground.photos import versions_of
from bot.playground.playground import Call, Playground
from bot.playground.records import Bot, FileId, Json, Media

ATTACHED = "attach://"


async def read_media(call: Call, kind: str) -> Media:
    """The file in the argument named like its kind. Raises ApiError 400 for none, or one of another kind."""
    given = call.arguments.text(kind)
    upload = call.arguments.files.get(kind)
    if upload is None and given.startswith(ATTACHED):
        upload = call.arguments.files.get(given.removeprefix(ATTACHED))
    if upload is not None:
        return await keep(call.playground, kind, upload)
    _refuse_missing(given, kind)
    return known(call, kind, given)


async def keep(playground: Playground, kind: str, upload: Upload) -> Media:
    """A new file from anybody. Raises ApiError 400 where it is empty, or should be a photo and is none."""
    _refuse_empty(upload)
    if kind == "photo":
        return await playground.files.keep_photo(await versions_of(upload.data))
    return await playground.files.keep_document(upload.data, upload.file_name or "file", upload.mime_type)


def known(call: Call, kind: str, file_id: str) -> Media:
    """A file sent before, by its id."""
    _refuse_url(file_id)
    found = call.playground.files.find(call.bot, file_id)
    media = call.playground.files.media_of(_refuse_unknown(found))
    _refuse_other_kind(media, kind)
    return media


def shown(playground: Playground, bot: Bot, media: Media) -> Json:
    """The fields of a message that show a file."""
    if media.kind == "photo":
        return {"photo": playground.files.photo_sizes(bot, media)}
    return {"document": playground.files.document(bot, media)}


def _refuse_missing(given: str, kind: str) -> None:
    if not given or given.startswith(ATTACHED):
        raise bad_request(f"there is no {kind} in the request")


def _refuse_empty(upload: Upload) -> None:
    if not upload.data:
        raise bad_request("file must be non-empty")


def _refuse_url(given: str) -> None:
    """Telegram would fetch it; the playground opens no connection for anybody."""
    if given.lower().startswith(("http://", "https://")):
        raise bad_request("failed to get HTTP URL content")


def _refuse_unknown(found: FileId | None) -> FileId:
    if found is None:
        raise bad_request("wrong remote file identifier specified: can't unserialize it. Wrong last symbol")
    return found


def _refuse_other_kind(media: Media, kind: str) -> None:
    if media.kind != kind:
        raise bad_request(f"can't use file of type {media.kind.title()} as {kind.title()}")
