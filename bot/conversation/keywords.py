"""Words typed at any time: an answer to the open question, else a search by keywords."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

from telegram import Update
from telegram.constants import ChatAction
from telegram.error import TelegramError

from bot.context import Context
from bot.conversation import answer, filters, help, naming, post, reviewing
from bot.conversation.place import QUESTIONS, Naming, Place, Posting, awaits, keep, place_of
from bot.conversation.question import Question, with_word
from bot.conversation.typed import Typed, understand
from bot.conversation.understanding import read, tell_unknown


async def text(update: Update, context: Context) -> None:
    """A message of text that is no command."""
    place = await place_of(context)
    if understand(context.words).move == "cancel":
        await help.cancel(update, context)
    elif not await _answered(context, place):
        await _said(context, place, await read(context, context.words))


async def _answered(context: Context, place: Place) -> bool:
    """Takes the words for what a message asked for last; says whether one did."""
    asked = place.naming or place.posting
    if asked is None or not await awaits(context, asked):
        return False
    match asked:
        case Naming():
            await naming.named(context, asked)
        case Posting(awaits="tags" | "name"):
            await post.typed(context, asked)
        case Posting(awaits="retag" | "reason"):
            await reviewing.typed(context, asked)
        case _:
            return False
    return True


async def _said(context: Context, place: Place, said: Typed) -> None:
    """Words that answer the panel's question, change filters, or are looked for."""
    if said.courtesy is not None:
        await context.say(f"courtesy-{said.courtesy}")
    elif place.step in QUESTIONS:
        await filters.typed(context, place, said)
    elif said.keywords:
        await keep(context, replace(place, step="idle"))
        await search(context, said, reply_to=context.message.message_id)
    elif said.unknown:
        await tell_unknown(context, said.unknown)
    elif said.names_facets:
        await filters.named_in_passing(context, place, said)
    elif said.move == "next" and place.step == "idle":
        await answer.next_of_latest(context)
    elif place.step == "menu":
        await filters.typed(context, place, said)
    elif said.move == "done":
        await context.say("courtesy-done")
    else:
        await context.say("send-photo")


async def near_tapped(update: Update, context: Context) -> None:
    """A near word: one more keyword of what is being chosen or was asked; the line that offered it goes."""
    await context.heard()
    answer_id, word = context.tap[1:]
    with suppress(TelegramError):  # tapped twice, or too old to be deleted
        await context.message.delete()
    place = await place_of(context)
    kept = await context.store.answer(answer_id)
    if place.step == "keywords":
        await filters.pick(context, place, word)
    elif kept is not None and kept.chat_id == context.chat_id:
        question = Question.loads(kept.question)
        await answer.again(context, kept, question.asked_by(with_word(question.keywords, word, wanted=True)))
    else:
        await search(context, Typed(keywords=word))


async def search(context: Context, said: Typed, reply_to: int | None = None) -> None:
    """Looks for keywords alone; filters named beside them count for this question."""
    answer_id = answer.id_of(context)
    begun = await context.store.answer(answer_id)
    if begun is not None:
        await answer.resume(context, begun)
        return
    question = Question.of(await context.choices(), said)
    async with context.doing(ChatAction.UPLOAD_PHOTO):
        await answer.give(context, answer_id, answer.NOTHING_SEEN, question, None, reply_to=reply_to)
    await tell_unknown(context, said.unknown, answer_id)
