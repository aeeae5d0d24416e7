"""The first words: a picture of three looks that are served, one sentence, and then the questions."""

from __future__ import annotations

import asyncio
import hashlib
import logging
from collections.abc import Sequence

from telegram import Message, Update
from telegram.error import BadRequest

from bot.context import Context
from bot.conversation import filters
from bot.conversation.typed import present_season
from bot.pictures import drawing
from bot.pictures.drawing import UNNUMBERED
from retrieval.index.catalogue import Catalogue
from retrieval.types import Facets, Look

SHOWN = 3

_log = logging.getLogger(__name__)


async def start(update: Update, context: Context) -> None:
    """/start"""
    await greet(context)
    await filters.start(update, context)


async def greet(context: Context) -> None:
    """Three looks of the season side by side; the sentence alone where there is nothing to show."""
    looks = three_of(context.catalogue)
    words, picture = (await context.voice())("greeting"), (_digest(context, looks), UNNUMBERED)
    known = await context.store.sent_files(context.bot.id, [picture])
    try:
        sent = await _show(context, known.get(picture) or await _drawn(looks), words)
    except BadRequest:  # the file id is no longer taken
        sent = await _show(context, await _drawn(looks), words)
    if sent.photo:
        await context.store.keep_sent_files(context.bot.id, {picture: sent.photo[-1].file_id})


def three_of(catalogue: Catalogue) -> list[Look]:
    """Three looks of the present season, of different styles where there are, men's and women's in turn."""
    rows = catalogue.rows(Facets(seasons=frozenset({present_season()})))
    looks = [catalogue.looks[row] for row in rows] or list(catalogue.looks)
    picked: list[Look] = []
    for look in looks:
        new_style = look.style not in {other.style for other in picked}
        if new_style and (not picked or look.gender != picked[-1].gender):
            picked.append(look)
    others = [look for look in looks if look not in picked]
    return [*picked, *others][:SHOWN]


def _digest(context: Context, looks: Sequence[Look]) -> str:
    """Of the three photos together."""
    digests = (context.catalogue.photo_digest(look.id) or look.id for look in looks)
    return hashlib.sha256(" ".join(digests).encode()).hexdigest()


async def _drawn(looks: Sequence[Look]) -> bytes | None:
    """A JPEG, or none where there are no looks or a photo cannot be read."""
    if not looks:
        return None
    try:
        return await asyncio.to_thread(drawing.side_by_side, [look.photo for look in looks])
    except OSError:
        _log.warning("a photo of the greeting's looks cannot be read")
        return None


async def _show(context: Context, picture: str | bytes | None, words: str) -> Message:
    if picture is None:
        return await context.send(words)
    return await context.bot.send_photo(context.chat_id, picture, words)
