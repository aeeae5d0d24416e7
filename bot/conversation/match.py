"""Show what matched: the person's piece beside the look, the garment that answers it outlined."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path

from PIL import Image
from telegram import Update
from telegram.constants import ChatAction

from bot.context import Context, replying_to
from bot.conversation import answer
from bot.conversation.download import fetch_all
from bot.conversation.numbered import look_at
from bot.conversation.question import Question
from bot.errors import Sorry
from bot.language import Voice
from bot.pictures.cards import Marked, View, match_card, scaled
from bot.pictures.drawing import as_jpeg
from bot.rendering.naming import type_name
from retrieval import features, photo
from retrieval.types import Box, GarmentReason, Photo, Sight

MARGIN = 0.12
"""How much of the photo is shown around a garment, as a share of its box."""


async def matched(update: Update, context: Context) -> None:
    """👀 under a number: both pictures side by side, as a reply to the look's."""
    kept, (number,) = await answer.tapped_answer(context)
    look = context.catalogue.look(await look_at(context, kept, int(number)))
    assert look is not None
    await context.heard()
    sight, question = features.loads(kept.features), Question.loads(kept.question)
    reasons = await _reasons(context, question, sight, look.id)
    if not reasons:
        raise Sorry("match-none", number=number)
    first = question.piece or 0
    boxes = [(first + each.asked, sight.garments[first + each.asked].box) for each in reasons]
    async with context.doing(ChatAction.UPLOAD_PHOTO):
        photos = await fetch_all(context, kept.photo_file_id)
        mine = [(photos[_photo_of(place, question.on_each)], box) for place, box in boxes]
        say = await context.voice()
        titles = say("match-mine"), say("match-theirs", number=number)
        drawn = await asyncio.to_thread(_drawn, mine, look.photo, [each.box for each in reasons], titles)
        place = int(number) - question.offset - 1
        message_id = kept.message_ids[place] if place < len(kept.message_ids) else None
        caption = _caption(say, number, reasons)
        await context.bot.send_photo(
            context.chat_id, drawn, caption, reply_parameters=replying_to(message_id)
        )


async def _reasons(context: Context, question: Question, sight: Sight, look_id: str) -> list[GarmentReason]:
    """What of a look answers the question, best first asked."""
    found = await context.services.worker.recommend(question.query(sight))
    recommended = next((each for each in found.recommendations if each.look_id == look_id), None)
    said = recommended.reasons if recommended else ()
    return [reason for reason in said if isinstance(reason, GarmentReason)]


def _photo_of(place: int, on_each: Sequence[int]) -> int:
    """Which of several photos shows the garment at a place, from 0."""
    ends = list(accumulate(on_each))
    return next((number for number, end in enumerate(ends) if place < end), 0)


def _drawn(
    mine: Sequence[tuple[bytes, Box]], look: Path, boxes: Sequence[Box], titles: tuple[str, str]
) -> bytes:
    numbers = [None] if len(boxes) == 1 else list(range(1, len(boxes) + 1))
    crops = [_crop(photo.open(data), box, number) for (data, box), number in zip(mine, numbers, strict=True)]
    theirs = photo.open(look)
    scale = theirs.rgb.shape[1] / theirs.width
    marks = tuple(Marked(number, scaled(box, scale)) for number, box in zip(numbers, boxes, strict=True))
    return as_jpeg(match_card(crops, View(Image.fromarray(theirs.rgb), marks), *titles))


def _crop(opened: Photo, box: Box, number: int | None) -> View:
    """A garment with a little of what is around it."""
    inner = scaled(box, opened.rgb.shape[1] / opened.width)
    across, down = round(MARGIN * (inner.x1 - inner.x0)), round(MARGIN * (inner.y1 - inner.y0))
    left, top = max(0, inner.x0 - across), max(0, inner.y0 - down)
    crop = opened.rgb[top : inner.y1 + down, left : inner.x1 + across]
    own = Box(inner.x0 - left, inner.y0 - top, inner.x1 - left, inner.y1 - top)
    return View(Image.fromarray(crop), () if number is None else (Marked(number, own),))


def _caption(say: Voice, number: str, reasons: Sequence[GarmentReason]) -> str:
    pieces = [
        say("match-piece", type=type_name(say, each.type), percent=round(100 * each.similarity))
        for each in reasons
    ]
    return say("match-caption", number=number, pieces=", ".join(pieces))
