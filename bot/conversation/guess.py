"""What the person says wins: another type than was guessed, or the whole photo in place of its cutout."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from telegram import Update
from telegram.constants import ChatAction

from bot.context import Context
from bot.conversation import answer, card
from bot.conversation.card import Choice
from bot.conversation.download import all_sent, sent
from bot.conversation.question import Question
from bot.rendering.naming import type_name
from retrieval import features
from retrieval.types import TYPES, Garment, Sight


async def other_types(update: Update, context: Context) -> None:
    """다른 옷이에요: the likely types in its place, then all of them."""
    kept, (_, choice) = await answer.tapped_answer(context)
    await context.heard()
    sight, question = features.loads(kept.features), Question.loads(kept.question)
    await card.show(context, kept, sight, question, cast(Choice, choice))


async def corrected(update: Update, context: Context) -> None:
    """A type: the card says so at once, the answer is put in order anew where it stands."""
    kept, (piece, kind) = await answer.tapped_answer(context)
    sight, question = features.loads(kept.features), Question.loads(kept.question)
    place = int(piece)
    if kind not in TYPES or place >= len(sight.garments):
        await context.heard((await context.voice())("old-button"))
        return
    say = await context.voice()
    await context.heard(say("type-corrected", type=type_name(say, kind)))
    sight = with_type(sight, place, kind)
    await card.show(context, kept, sight, question)
    await answer.rerank(context, kept, sight, question)
    await card.redraw(context, kept, sight, question, all_sent(context, kept.photo_file_id))


async def whole_photo(update: Update, context: Context) -> None:
    """사진 전체로 찾기: the photo is fetched again and looked at without a cutout."""
    kept, _ = await answer.tapped_answer(context)
    await context.heard()
    answer_id = answer.id_of(context)
    begun = await context.store.answer(answer_id)
    if begun is not None:
        await answer.resume(context, begun)
        return
    assert kept.photo_file_id is not None
    async with context.doing(ChatAction.UPLOAD_PHOTO):
        photo = sent(context, kept.photo_file_id)
        sight = await context.services.worker.see(photo, whole=True)
        question = Question.loads(kept.question).of_piece(None)
        await answer.give(context, answer_id, sight, question, kept.photo_file_id, photos=[photo])


def with_type(sight: Sight, place: int, kind: str) -> Sight:
    """The sight with one garment's type as the person says: that is worn, and not what it was taken for."""
    garments = list(sight.garments)
    guessed, garments[place] = garments[place].type, _said(garments[place], kind)
    certain = {kind: 1.0} if any(each.type == guessed for each in garments) else {guessed: 0.0, kind: 1.0}
    wears = tuple(certain.get(name, worn) for name, worn in zip(TYPES, sight.wears, strict=False))
    return replace(sight, garments=tuple(garments), wears=wears)


def _said(garment: Garment, kind: str) -> Garment:
    certain = tuple(float(each == kind) for each in TYPES)
    return replace(garment, type=kind, confidence=card.CERTAIN, type_probabilities=certain)
