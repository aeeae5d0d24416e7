"""Words typed at any time: an answer to the open question, else a search by keywords."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

from telegram import Update
from telegram.constants import ChatAction
from telegram.error import TelegramError

from bot.context import Context
from bot.conversation import answer, captions, filters, help, mydata, naming, post, reviewing, saved
from bot.conversation.place import QUESTIONS, Forgetting, Naming, Place, Posting, awaited, keep, place_of
from bot.conversation.private import photo_wish
from bot.conversation.question import EXCLUDING, Question, with_word, with_words, words_of
from bot.conversation.spoken import Aside, aside_in, number_in, saving_in
from bot.conversation.typed import Typed, plainly, understand
from bot.conversation.understanding import read, tell_unknown
from storage.types import KeptAnswer


async def text(update: Update, context: Context) -> None:
    """A message of text that is no command."""
    place, plain = await place_of(context), plainly(context.words)
    if understand(plain).move == "cancel":
        await help.cancel(update, context)
    elif await _answered(context, place):
        return
    elif captions.is_ours(context.message):  # forwarded back
        await context.say(photo_wish(context))
    elif (asked := saving_in(plain)) is not None:
        await saved.save_asked(context, asked)
    elif (number := number_in(plain)) is not None and place.step not in QUESTIONS:
        await context.say("number-hint", number=number)
    elif (aside := aside_in(plain)) is not None:
        await _aside(update, context, aside)
    else:
        await _said(context, place, await read(context, context.words))


async def _aside(update: Update, context: Context, aside: Aside) -> None:
    """What is no wish is answered all the same."""
    match aside:
        case "help":
            await help.help_(update, context)
        case "language":
            await help.language(update, context)
        case _:
            await context.say(f"aside-{aside}")


async def _answered(context: Context, place: Place) -> bool:
    """Takes the words for what a message asked for last; says whether one did."""
    match asked := await awaited(context, place):
        case Naming():
            await naming.named(context, asked)
        case Forgetting():
            return await mydata.forget_typed(context, understand(context.words).move)
        case Posting(awaits="tags" | "name"):
            await post.typed(context, asked)
        case Posting(awaits="retag" | "reason"):
            await reviewing.typed(context, asked)
        case _:
            return False
    return True


async def _said(context: Context, place: Place, said: Typed) -> None:
    """Words that answer the panel's question, change filters, or are looked for."""
    if place.step in QUESTIONS:
        await filters.typed(context, place, said)
    elif said.keywords:
        await keep(context, replace(place, step="idle"))
        if (refined := await _refined(context, said)) is not None:
            await _refine(context, refined, said)
        else:
            await search(context, said, reply_to=context.message.message_id)
    elif said.unknown:
        await tell_unknown(context, said.unknown)
    elif said.names_facets:
        await filters.named_in_passing(context, place, said)
    elif said.move in ("next", "more") and place.step == "idle":
        await answer.next_of_latest(context)
    elif place.step == "menu":
        await filters.typed(context, place, said)
    elif said.move == "done":
        await context.say("aside-done")
    else:
        await context.say(photo_wish(context))


async def _refined(context: Context, said: Typed) -> KeptAnswer | None:
    """The answer that words refine: the one they reply to, or the latest where they only exclude."""
    latest = await context.store.latest_answer(context.bot.id, context.chat_id)
    replied = context.message.reply_to_message
    if replied is not None:
        found = await context.store.answer_of_message(context.bot.id, context.chat_id, replied.message_id)
        if found is not None:
            return found[0]
        return latest if latest and latest.list_message_id == replied.message_id else None
    return latest if all(word.startswith(EXCLUDING) for word in words_of(said.keywords)) else None


async def _refine(context: Context, kept: KeptAnswer, said: Typed) -> None:
    """The same photo, or the same words, asked with these words as well."""
    question = Question.loads(kept.question)
    asked = question.asked_by(with_words(question.keywords, words_of(said.keywords)))
    if said.gender is not None:
        asked = replace(asked, gender=said.gender)
    if said.seasons is not None:
        asked = replace(asked, seasons=tuple(sorted(said.seasons)))
    await answer.again(context, kept, asked)
    await tell_unknown(context, said.unknown, answer.id_of(context))


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
