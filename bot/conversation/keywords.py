"""Words typed at any time: an answer to the open question, else a search by keywords."""

from __future__ import annotations

from dataclasses import replace

from telegram import Update
from telegram.constants import ChatAction

from bot.context import Context
from bot.conversation import answer, filters
from bot.conversation.place import QUESTIONS, keep, place_of
from bot.conversation.question import Question
from bot.conversation.typed import Typed, understand


async def text(update: Update, context: Context) -> None:
    """A message of text that is no command."""
    place, said = await place_of(context), understand(context.words)
    if place.step in QUESTIONS:
        await filters.typed(context, place, said)
    elif said.keywords:
        await keep(context, replace(place, step="idle"))
        await _search(context, said)
    elif said.names_facets:
        await filters.named_in_passing(context, place, said)
    elif said.move == "next" and place.step == "idle":
        await answer.next_of_latest(context)
    elif place.step == "menu":
        await filters.typed(context, place, said)
    else:
        await context.say("send-photo")


async def _search(context: Context, said: Typed) -> None:
    """Looks for keywords alone; filters named beside them count for this question."""
    answer_id = answer.id_of(context)
    begun = await context.store.answer(answer_id)
    if begun is not None:
        await answer.resume(context, begun)
        return
    question = Question.of(await context.choices(), said)
    async with context.doing(ChatAction.UPLOAD_PHOTO):
        await answer.give(
            context, answer_id, answer.NOTHING_SEEN, question, None, reply_to=context.message.message_id
        )
