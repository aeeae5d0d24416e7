"""One piece of several: of an outfit on a photo, or of garments sent in one go."""

from __future__ import annotations

from telegram import Update

from bot.context import Context
from bot.conversation import answer
from bot.conversation.question import Question
from bot.errors import Sorry
from retrieval import features


async def one_piece(update: Update, context: Context) -> None:
    """A piece's button, or the one back to all of them: looks with it, under a card of its own."""
    kept, (which,) = await answer.tapped_answer(context)
    await context.heard()
    place = None if which == "all" else int(which)
    if place is not None and place >= len(features.loads(kept.features).garments):
        raise Sorry("old-button")
    question = Question.loads(kept.question).of_piece(place)
    await answer.again(context, kept, question, with_card=True)
