"""More like this, less like this: feedback on the looks of an answer, until another photo comes."""

from __future__ import annotations

from telegram import Update

from bot.context import Context
from bot.conversation import answer
from bot.conversation.numbered import look_at
from bot.conversation.question import Question
from retrieval import features


async def more(update: Update, context: Context) -> None:
    """🔍 under a number: an answer of looks like that one."""
    kept, (number,) = await answer.tapped_answer(context)
    look_id = await look_at(context, kept, int(number))
    await context.heard((await context.voice())("more-heard", number=number))
    await answer.again(context, kept, Question.loads(kept.question).liking(look_id))


async def less(update: Update, context: Context) -> None:
    """👎 under a number: the look goes, those like it move back, the answer changes where it stands.

    The button tells how many had gone when it was shown: a second tap on it would take another look away.
    """
    kept, (number, gone) = await answer.tapped_answer(context)
    question = Question.loads(kept.question)
    if len(question.disliked) != int(gone):
        await context.heard()
        return
    look_id = await look_at(context, kept, int(number))
    await context.heard((await context.voice())("less-heard", number=number))
    await answer.rerank(context, kept, features.loads(kept.features), question.disliking(look_id), "less")
