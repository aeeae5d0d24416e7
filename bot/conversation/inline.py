"""`@bot 데님 재킷` in any chat: looks as photos that Telegram knows by their file ids."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, InlineQueryResultCachedPhoto, Update
from telegram.error import BadRequest

from bot.context import Context
from bot.conversation.question import Question
from bot.conversation.typed import understand
from bot.language import Voice
from bot.models.worker import WorkerError
from bot.rendering import texts
from bot.rendering.naming import look_name
from retrieval.errors import RetrievalError
from retrieval.types import Look

PAGE = 10
UPLOAD_SECONDS = 5.0
"""Telegram gives up on an inline query after some ten."""
CACHED_SECONDS, CACHED_WHILE_UPLOADING = 60, 0
LONGEST_TITLE = 80

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Found:
    """Looks with their file ids, the place to go on from, and whether some are still being uploaded."""

    looks: Sequence[tuple[Look, str]]
    onwards: int | None
    whole: bool = True


async def asked(update: Update, context: Context) -> None:
    """An inline query, answered from where `offset` says. One that waited too long is past answering."""
    query = update.inline_query
    assert query is not None
    start = int(query.offset) if query.offset.isdecimal() else 0
    found = await _found(context, await _ids(context, query.query), start)
    say = await context.voice()
    results = [_result(say, context.bot.username, look, file_id) for look, file_id in found.looks]
    with suppress(BadRequest):
        await query.answer(
            results,
            cache_time=CACHED_SECONDS if found.whole else CACHED_WHILE_UPLOADING,
            is_personal=True,
            next_offset="" if found.onwards is None else str(found.onwards),
        )


async def _ids(context: Context, text: str) -> list[str]:
    """The looks asked for, best first; of nothing asked: saved ones, then any that the filters leave."""
    choices = replace(await context.choices(), keywords="")
    question = Question.of(choices, understand(text))
    services = context.services
    try:
        ranked = await services.inline.ids(question.query(), context.catalogue, services.worker)
    except (RetrievalError, WorkerError) as error:
        _log.warning("an inline query could not be answered: %s", error)
        return []
    own = [] if text.strip() else [each.look_id for each in await context.store.saved(context.person.id)]
    return list(dict.fromkeys([*reversed(own), *ranked]))


async def _found(context: Context, ids: Sequence[str], start: int) -> _Found:
    """The next looks that Telegram knows; where there is a chat for it, others are made known."""
    there = [(place, look) for place, look in enumerate(map(context.catalogue.look, ids)) if look is not None]
    ahead = [(place, look) for place, look in there if place >= start]
    services = context.services
    if services.media.is_open:
        ahead, rest = ahead[:PAGE], ahead[PAGE:]
        photos = [(_digest(context, look), look.photo) for _, look in ahead]
        await services.media.upload(context.bot, context.store, photos, UPLOAD_SECONDS)
        known = await _known(context, [look for _, look in ahead])
        looks = [(look, known[look.id]) for _, look in ahead if look.id in known]
        return _Found(looks, rest[0][0] if rest else None, whole=len(looks) == len(ahead))
    known = await _known(context, [look for _, look in ahead])
    sent = [(place, look) for place, look in ahead if look.id in known]
    onwards = sent[PAGE][0] if len(sent) > PAGE else None
    return _Found([(look, known[look.id]) for _, look in sent[:PAGE]], onwards)


async def _known(context: Context, looks: Sequence[Look]) -> dict[str, str]:
    """A file id for each look that this bot has sent before."""
    digests = {look.id: _digest(context, look) for look in looks}
    files = await context.store.known_files(context.bot.id, list(digests.values()))
    return {look_id: files[digest] for look_id, digest in digests.items() if digest in files}


def _digest(context: Context, look: Look) -> str:
    return context.catalogue.photo_digest(look.id) or ""


def _result(say: Voice, username: str, look: Look, file_id: str) -> InlineQueryResultCachedPhoto:
    mine = InlineKeyboardButton(say("button-find-mine"), url=f"https://t.me/{username}")
    return InlineQueryResultCachedPhoto(
        id=hashlib.blake2s(look.id.encode(), digest_size=16).hexdigest(),  # at most 64 bytes
        photo_file_id=file_id,
        title=texts.shorten(look_name(say, look), LONGEST_TITLE),
        caption=texts.look_caption(say, look),
        reply_markup=InlineKeyboardMarkup.from_button(mine),
    )
