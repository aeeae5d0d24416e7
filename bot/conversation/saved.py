"""Putting looks aside, seeing them again, taking them out."""

from __future__ import annotations

from collections.abc import Sequence

from telegram import Update
from telegram.constants import ChatAction

from bot import keyboards, rendering
from bot.context import Context
from bot.conversation import album, answer
from bot.conversation.question import ALBUM, Question
from bot.conversation.typed import numbers
from bot.errors import Sorry
from bot.language import Voice
from retrieval.types import Look
from storage.types import KeptAnswer


async def save(update: Update, context: Context) -> None:
    """/save 3, /save 3 5, or /save as a reply to a picture of an album."""
    replied, asked = context.message.reply_to_message, numbers(" ".join(context.args or ()))
    if replied is not None and not asked:
        kept, number = await _replied_look(context, replied.message_id)
        asked = (number,)
    else:
        kept = await _latest(context)
    if not asked:
        raise Sorry("save-usage")
    look_ids = [await _look_at(context, kept, number) for number in asked]
    new = await context.store.save(context.person.id, look_ids)
    await context.say("saved-now" if new else "saved-already", numbers=_listed(asked))
    await answer.mark(context, kept)


async def dropped(update: Update, context: Context) -> None:
    """♥ under an answer: taken out again."""
    kept, (number,) = await answer.tapped_answer(context)
    await context.store.unsave(context.person.id, [await _look_at(context, kept, int(number))])
    await context.heard((await context.voice())("unsaved", numbers=number))
    await answer.mark(context, kept)


async def tapped(update: Update, context: Context) -> None:
    """♡ under an answer. A second tap saves nothing twice; its word appears in passing."""
    kept, (number,) = await answer.tapped_answer(context)
    look_id = await _look_at(context, kept, int(number))
    new = await context.store.save(context.person.id, [look_id])
    await context.heard((await context.voice())("saved-now" if new else "saved-already", numbers=number))
    await answer.mark(context, kept)


async def saved(update: Update, context: Context) -> None:
    """/saved: the looks put aside, ten at a time."""
    await _show(context, page=0)


async def page(update: Update, context: Context) -> None:
    """The button for more saved looks."""
    await context.heard()
    await _show(context, page=int(context.tap[1]))


async def unsave(update: Update, context: Context) -> None:
    """/unsave 3, by the numbers of /saved."""
    asked = numbers(" ".join(context.args or ()))
    if not asked:
        raise Sorry("unsave-usage")
    everything = await context.store.saved(context.person.id)
    for number in asked:
        if not 1 <= number <= len(everything):
            raise Sorry("unsave-no-such", number=number)
    await context.store.unsave(context.person.id, [everything[number - 1].look_id for number in asked])
    await context.say("unsaved", numbers=_listed(asked))


async def _show(context: Context, page: int) -> None:
    everything = await context.store.saved(context.person.id)
    if not everything:
        raise Sorry("saved-none")
    say, first = await context.voice(), page * ALBUM
    numbered = {
        number: context.catalogue.look(each.look_id)
        for number, each in enumerate(everything[first : first + ALBUM], first + 1)
    }
    async with context.doing(ChatAction.UPLOAD_PHOTO):
        pages = [_page(say, number, look) for number, look in numbered.items() if look]
        await album.send(context, pages)
    text = rendering.saved_text(say, len(everything), numbered)
    more = keyboards.more_saved(say, page + 1) if first + ALBUM < len(everything) else None
    await context.send(text, more)


def _page(say: Voice, number: int, look: Look) -> album.Page:
    return album.Page(number, look, rendering.saved_caption(say, number, look))


async def _latest(context: Context) -> KeptAnswer:
    kept = await context.store.latest_answer(context.bot.id, context.chat_id)
    if kept is None:
        raise Sorry("save-nothing-yet")
    return kept


async def _replied_look(context: Context, message_id: int) -> tuple[KeptAnswer, int]:
    """The answer that a picture belongs to, and its number there. Raises Sorry."""
    found = await context.store.answer_of_message(context.bot.id, context.chat_id, message_id)
    if found is None:
        raise Sorry("save-not-a-look")
    kept, place = found
    return kept, Question.loads(kept.question).offset + place


async def _look_at(context: Context, kept: KeptAnswer, number: int) -> str:
    """The look of a number, also on the pages before. Raises Sorry where there is none, or no longer."""
    question: Question | None = Question.loads(kept.question)
    page: KeptAnswer | None = kept
    while page and question and number <= question.offset and question.before:
        page = await context.store.answer(question.before)
        question = Question.loads(page.question) if page else None
    if page is None or question is None or not 0 < number - question.offset <= len(page.look_ids):
        raise Sorry("save-no-such", number=number, **_range(kept))
    look_id = page.look_ids[number - question.offset - 1]
    if context.catalogue.look(look_id) is None:
        raise Sorry("look-gone")
    return look_id


def _range(kept: KeptAnswer) -> dict[str, int]:
    """The first and last number of an answer; 0 where it has none."""
    if not kept.look_ids:
        return {"first": 0, "last": 0}
    offset = Question.loads(kept.question).offset
    return {"first": offset + 1, "last": offset + len(kept.look_ids)}


def _listed(asked: Sequence[int]) -> str:
    return ", ".join(map(str, asked))
