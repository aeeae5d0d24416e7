"""The card before an album: what was seen, said as surely as it is known, and the buttons that mend it."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from contextlib import suppress
from typing import Literal

from telegram import InlineKeyboardMarkup, InputMediaPhoto
from telegram.error import BadRequest, NetworkError

from bot.context import Context, replying_to
from bot.conversation.question import Question
from bot.errors import Sorry
from bot.language import Voice
from bot.models.doors import ModelsFault, WorkerError
from bot.models.sent_photo import Picture
from bot.pictures.cards import CardLabels
from bot.rendering.keyboards import Row, markup, rows_of
from bot.rendering.naming import type_name
from bot.rendering.texts import SURE
from bot.taps import button
from retrieval.errors import RetrievalError
from retrieval.types import SUSPICIOUS, TYPES, UNKNOWN, Garment, Sight
from storage.types import KeptAnswer

Choice = Literal["none", "likely", "all"]
"""Which types are offered in place of the guess."""

CERTAIN = 1.0
"""The confidence of a type that the person said."""
GUESSED = 0.3
"""A type's confidence from which a piece of several is called by it, with a question mark."""
LIKELY = 3
IN_A_ROW = 3

_log = logging.getLogger(__name__)


async def send(
    context: Context,
    kept: KeptAnswer,
    sight: Sight,
    question: Question,
    photos: Sequence[Picture],
    reply_to: int | None,
) -> None:
    """Sends the card. It is a courtesy: an answer without it is an answer all the same."""
    say = await context.voice()
    try:
        drawn = await context.services.worker.card(
            photos, sight, question.piece, _labels(say, sight, question)
        )
        await context.bot.send_photo(
            context.chat_id,
            drawn,
            text(say, sight, question),
            reply_parameters=replying_to(reply_to),
            reply_markup=keyboard(say, kept.id, sight, question),
        )
    except (WorkerError, ModelsFault, RetrievalError, NetworkError, Sorry) as error:
        _log.warning("a card could not be sent: %s", type(error).__name__)


async def show(
    context: Context, kept: KeptAnswer, sight: Sight, question: Question, choice: Choice = "none"
) -> None:
    """Brings words and buttons of the card that was tapped up to date."""
    say = await context.voice()
    with suppress(BadRequest):  # nothing changed, or the card is gone
        await context.bot.edit_message_caption(
            context.chat_id,
            context.message.message_id,
            caption=text(say, sight, question),
            reply_markup=keyboard(say, kept.id, sight, question, choice),
        )


async def redraw(
    context: Context, kept: KeptAnswer, sight: Sight, question: Question, photos: Sequence[Picture]
) -> None:
    """Draws the tapped card anew; where that fails its words are right at least."""
    say = await context.voice()
    try:
        labels = _labels(say, sight, question)
        drawn = await context.services.worker.card(photos, sight, question.piece, labels)
        await context.bot.edit_message_media(
            InputMediaPhoto(drawn, text(say, sight, question)),
            context.chat_id,
            context.message.message_id,
            reply_markup=keyboard(say, kept.id, sight, question),
        )
    except (WorkerError, ModelsFault, RetrievalError, NetworkError, Sorry) as error:
        _log.warning("a card could not be drawn anew: %s", type(error).__name__)


def text(say: Voice, sight: Sight, question: Question) -> str:
    """What the card says: a guess is claimed where it is sure, asked where it is not."""
    return "\n".join(filter(None, [_about(say, sight, question), _doubt(say, sight)]))


def keyboard(
    say: Voice, answer_id: str, sight: Sight, question: Question, choice: Choice = "none"
) -> InlineKeyboardMarkup:
    """Another type, the whole photo, or one piece of several."""
    alone = _alone(sight, question)
    if alone is None:
        return markup(*_pieces(say, answer_id, sight), _one_by_one(say, answer_id, sight))
    garment = sight.garments[alone]
    if choice == "none" and garment.confidence < SURE:
        choice = "likely"
    return markup(
        *_types(say, answer_id, alone, garment, choice),
        _whole(say, answer_id, sight),
        _neighbours(say, answer_id, sight, alone),
    )


def _alone(sight: Sight, question: Question) -> int | None:
    """The one garment asked for, from 0; none where there are several."""
    return 0 if len(sight.garments) == 1 else question.piece


def _labels(say: Voice, sight: Sight, question: Question) -> CardLabels:
    names = tuple(_name(say, garment) for garment in sight.garments)
    alone = _alone(sight, question)
    if alone is None:
        title = say("card-title-outfit" if sight.wearer else "card-title-together", count=len(names))
    else:
        sure = sight.garments[alone].confidence >= SURE
        title = names[alone] if sure else say("card-title-unsure")
    return CardLabels(say.language, title[:1].upper() + title[1:], names)


def _about(say: Voice, sight: Sight, question: Question) -> str:
    alone = _alone(sight, question)
    if alone is None:
        return say("card-outfit" if sight.wearer else "card-together", count=len(sight.garments))
    garment = sight.garments[alone]
    if garment.confidence >= CERTAIN:
        return say("card-said", type=type_name(say, garment.type))
    if garment.confidence >= SURE and garment.type != UNKNOWN:
        return say("card-sure", type=type_name(say, garment.type))
    return say("card-unsure")


def _doubt(say: Voice, sight: Sight) -> str:
    return say("card-suspicious") if _suspicious(sight) else ""


def _suspicious(sight: Sight) -> bool:
    return len(sight.garments) == 1 and not sight.fell_back and sight.cutout_confidence < SUSPICIOUS


def _types(say: Voice, answer_id: str, piece: int, garment: Garment, choice: Choice) -> list[Row]:
    if choice == "none":
        return [[button(say("button-other-type"), "types", answer_id, piece, "likely")]]
    offered = TYPES if choice == "all" else likely(garment)
    named = [button(type_name(say, kind), "type", answer_id, piece, kind) for kind in offered]
    others = [button(say("button-all-types"), "types", answer_id, piece, "all")]
    return [*rows_of(named, IN_A_ROW), *([] if choice == "all" else [others])]


def likely(garment: Garment) -> tuple[str, ...]:
    """The types a garment most probably has, without one that was claimed already."""
    if not garment.type_probabilities:
        return TYPES
    chances = dict(zip(TYPES, garment.type_probabilities, strict=True))
    if garment.confidence >= SURE:
        del chances[garment.type]
    return tuple(sorted(chances, key=lambda kind: -chances[kind])[:LIKELY])


def _whole(say: Voice, answer_id: str, sight: Sight) -> Row:
    return [button(say("button-whole-photo"), "whole", answer_id)] if _suspicious(sight) else []


def _pieces(say: Voice, answer_id: str, sight: Sight) -> list[Row]:
    labels = [
        say("button-piece", number=number, type=_name(say, garment))
        for number, garment in enumerate(sight.garments, 1)
    ]
    return rows_of([button(label, "piece", answer_id, place) for place, label in enumerate(labels)], IN_A_ROW)


def _one_by_one(say: Voice, answer_id: str, sight: Sight) -> Row:
    return [] if sight.wearer else [button(say("button-one-by-one"), "piece", answer_id, 0)]


def _neighbours(say: Voice, answer_id: str, sight: Sight, alone: int) -> Row:
    """From one piece of several back to all, and on to the next."""
    if len(sight.garments) == 1:
        return []
    row = [button(say("button-all-pieces"), "piece", answer_id, "all")]
    if alone + 1 < len(sight.garments):
        name = _name(say, sight.garments[alone + 1])
        row.append(button(say("button-next-piece", piece=name), "piece", answer_id, alone + 1))
    return row


def _name(say: Voice, garment: Garment) -> str:
    """A garment's type, with a question mark where it is a guess; 옷 where it is not even that."""
    if garment.confidence >= SURE:
        return type_name(say, garment.type)
    known = garment.confidence >= GUESSED and garment.type != UNKNOWN
    return f"{type_name(say, garment.type)}?" if known else type_name(say, UNKNOWN)
