"""The answer: an album of looks, the list of reasons under it, and what its buttons do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import cast

from telegram import InlineKeyboardMarkup, Update
from telegram.constants import ChatAction, ParseMode
from telegram.error import BadRequest

from bot.context import Context
from bot.conversation import album, card, nothing, posted
from bot.conversation.download import all_sent
from bot.conversation.private import photo_wish
from bot.conversation.question import Question
from bot.errors import Sorry
from bot.language import Voice
from bot.models.sent_photo import Picture
from bot.rendering import keyboards, texts
from bot.rendering.keyboards import Mode
from bot.rendering.texts import Shown
from retrieval import features
from retrieval.types import Answer, Sight
from storage.types import KeptAnswer

DOUBLE_TAP = timedelta(seconds=10)
"""The same question about the same photo within this time is an impatient second tap."""

NOTHING_SEEN = Sight("", 0, 0, (), cutout_confidence=1.0, fell_back=False)
"""What keywords without a photo are asked of."""


def id_of(context: Context) -> str:
    """The id of the answer that an update causes: the same however often the update is handled."""
    assert context.incoming is not None
    return f"{context.chat_id:x}.{context.incoming.update_id:x}"


async def give(
    context: Context,
    answer_id: str,
    sight: Sight,
    question: Question,
    photo_file_id: str | None,
    reply_to: int | None = None,
    photos: Sequence[Picture] = (),
) -> None:
    """Answers a question: asks the recommender, keeps the answer, sends album and list.

    With the photos that were looked at a card of what was seen goes before them.
    """
    found = await context.services.worker.recommend(question.query(sight))
    if not found.recommendations and question.offset:
        raise Sorry("no-more")
    shown = shown_of(context, question, found)
    kept = KeptAnswer(
        id=answer_id,
        bot_id=context.bot.id,
        chat_id=context.chat_id,
        person_id=context.person.id,
        features=features.dumps(sight),
        question=question.dumps(),
        photo_file_id=photo_file_id,
        look_ids=tuple(each.look.id for each in shown),
    )
    await context.store.keep_answer(kept)
    if photos:
        await card.send(context, kept, sight, question, photos, reply_to)
    await _deliver(context, kept, sight, found, shown, reply_to)
    context.services.tally.answered(context.incoming, found, question.words)


async def resume(context: Context, kept: KeptAnswer, reply_to: int | None = None) -> None:
    """Sends what is left of an answer that a restart cut short; nothing where all of it arrived."""
    if kept.list_message_id is not None:
        return
    sight, question = features.loads(kept.features), Question.loads(kept.question)
    found = await context.services.worker.recommend(question.query(sight))
    shown = _as_kept(context, kept, question, found)
    await _deliver(context, kept, sight, found, shown, reply_to)


async def again(context: Context, kept: KeptAnswer, question: Question, with_card: bool = False) -> None:
    """Answers another question about the same photo, from its stored features; a card needs its pixels."""
    answer_id = id_of(context)
    begun = await context.store.answer(answer_id)
    if begun is not None:
        await resume(context, begun)
    elif not await _just_answered(context, kept, question):
        async with context.doing(ChatAction.UPLOAD_PHOTO):
            photos = all_sent(context, kept.photo_file_id) if with_card else ()
            sight = features.loads(kept.features)
            await give(context, answer_id, sight, question, kept.photo_file_id, photos=photos)


async def rerank(
    context: Context, kept: KeptAnswer, sight: Sight, question: Question, mode: Mode = "save"
) -> None:
    """Answers a changed question in the messages of the answer; below them where it does not fit there."""
    found = await context.services.worker.recommend(question.query(sight))
    shown = shown_of(context, question, found)
    look_ids = tuple(each.look.id for each in shown)
    changed = replace(kept, features=features.dumps(sight), question=question.dumps(), look_ids=look_ids)
    if kept.list_message_id is None or len(shown) != len(kept.look_ids) or not all(kept.message_ids):
        await again(context, changed, question)
        return
    pages = _pages(await context.voice(), sight, question, shown)
    others = [place for place, look_id in enumerate(look_ids) if look_id != kept.look_ids[place]]
    ids = [kept.message_ids[place] for place in others]
    await album.exchange(context, [pages[place] for place in others], ids)
    await _list_anew(context, changed, sight, found, shown, mode)
    await context.store.change_answer(changed)


async def another_lens(update: Update, context: Context) -> None:
    """A lens button."""
    kept, (lens,) = await tapped_answer(context)
    await context.heard()
    question = Question.loads(kept.question)
    if lens != question.lens and lens in keyboards.offered(question):
        await again(context, kept, question.seen_by(lens))


async def next_ten(update: Update, context: Context) -> None:
    """The button for the ranks that follow."""
    kept, _ = await tapped_answer(context)
    await context.heard()
    await again(context, kept, Question.loads(kept.question).next(kept.id))


async def next_of_latest(context: Context) -> None:
    """다음, typed."""
    latest = await context.store.latest_answer(context.bot.id, context.chat_id)
    if latest is None:
        raise Sorry(photo_wish(context))
    await again(context, latest, Question.loads(latest.question).next(latest.id))


async def one_gender(update: Update, context: Context) -> None:
    """남자 or 여자 under the first answer: remembered, and the same photo answered anew."""
    kept, (gender,) = await tapped_answer(context)
    await context.heard()
    await context.choose(gender=gender)
    question = Question.loads(kept.question)
    await mark(context, kept)
    await again(context, kept, replace(question, gender=gender, offset=0, before=None))


async def without_filter(update: Update, context: Context) -> None:
    """A way out where nothing fits: asked again without the filter; the person's choices stay."""
    kept, (filter,) = await tapped_answer(context)
    await context.heard()
    await again(context, kept, nothing.without(Question.loads(kept.question), filter))


async def album_again(update: Update, context: Context) -> None:
    """The button for pictures that did not arrive: sent once more, then the button is gone."""
    kept, _ = await tapped_answer(context)
    await context.heard()
    if not kept.in_doubt:
        return
    sight, question = features.loads(kept.features), Question.loads(kept.question)
    found = await context.services.worker.recommend(question.query(sight))
    shown = _as_kept(context, kept, question, found)
    async with context.doing(ChatAction.UPLOAD_PHOTO):
        sent = await album.send(context, _pages(await context.voice(), sight, question, shown))
    message_ids = _beside_looks(kept, shown, sent)
    await context.store.note_messages(kept.id, message_ids, kept.list_message_id)
    await mark(context, replace(kept, message_ids=message_ids))


async def tapped_answer(context: Context) -> tuple[KeptAnswer, list[str]]:
    """The answer that a tapped button stands under, and the button's further arguments. Raises Sorry."""
    _, answer_id, *arguments = context.tap
    kept = await context.store.answer(answer_id)
    if kept is None or kept.chat_id != context.chat_id:
        raise Sorry("answer-gone")
    return kept, arguments


async def mark(context: Context, kept: KeptAnswer, mode: Mode = "save") -> None:
    """Brings an answer's buttons up to date: hearts filled, a question that was answered taken away."""
    if kept.list_message_id is not None:
        with suppress(BadRequest):  # nothing changed, or the list is gone
            await context.bot.edit_message_reply_markup(
                context.chat_id, kept.list_message_id, reply_markup=await _keyboard(context, kept, mode)
            )


async def other_mode(update: Update, context: Context) -> None:
    """What a tap on a number does: save, more like it, less like it, or what matched."""
    kept, (mode,) = await tapped_answer(context)
    await context.heard((await context.voice())(f"mode-{mode}"))
    await mark(context, kept, cast(Mode, mode))


async def _deliver(
    context: Context,
    kept: KeptAnswer,
    sight: Sight,
    found: Answer,
    shown: Sequence[Shown],
    reply_to: int | None,
) -> None:
    """Sends album and list, noting each as soon as it went: what is noted is never sent twice."""
    say, question = await context.voice(), Question.loads(kept.question)
    message_ids: Sequence[int] = kept.message_ids
    if shown and not message_ids:
        # Noted first: who is killed while Telegram takes an album cannot know whether it did.
        await context.store.note_messages(kept.id, [album.NOT_SENT] * len(kept.look_ids), None)
        sent = await album.send(context, _pages(say, sight, question, shown), reply_to)
        message_ids = _beside_looks(kept, shown, sent)
        await context.store.note_messages(kept.id, message_ids, None)
        kept = replace(kept, message_ids=message_ids)
    if shown:
        text = texts.answer_text(say, sight, question, found, shown)
        listed = await context.send(text, await _keyboard(context, kept), parse_mode=ParseMode.HTML)
    else:
        ways = nothing.ways_out(context.catalogue, question, has_photo=bool(sight.garments))
        ways = ways or await nothing.ways_for_words(context.services.worker, question)
        text = nothing.text(say, question, ways, has_photo=bool(sight.garments))
        listed = await context.send(text, nothing.keyboard(say, kept.id, ways), reply_to)
    await context.store.note_messages(kept.id, message_ids, listed.message_id)


async def _list_anew(
    context: Context, kept: KeptAnswer, sight: Sight, found: Answer, shown: Sequence[Shown], mode: Mode
) -> None:
    say, question = await context.voice(), Question.loads(kept.question)
    with suppress(BadRequest):  # nothing changed, or the list is gone
        await context.bot.edit_message_text(
            texts.answer_text(say, sight, question, found, shown),
            context.chat_id,
            kept.list_message_id,
            reply_markup=await _keyboard(context, kept, mode),
            parse_mode=ParseMode.HTML,
        )


def _pages(say: Voice, sight: Sight, question: Question, shown: Sequence[Shown]) -> list[album.Page]:
    captions = (texts.caption(say, sight, question.lens, each) for each in shown)
    return [album.Page(each.number, each.look, text) for each, text in zip(shown, captions, strict=True)]


async def _keyboard(context: Context, kept: KeptAnswer, mode: Mode = "save") -> InlineKeyboardMarkup:
    choices = await context.choices()
    saved = {each.look_id for each in await context.store.saved(context.person.id)}
    question, asks_gender = Question.loads(kept.question), choices.gender is None
    say, numbered = await context.voice(), dict(_numbered(kept, question))
    people = posted.people(context, say, numbered)
    return keyboards.under_answer(say, kept, question, saved, asks_gender, mode, people)


async def _just_answered(context: Context, kept: KeptAnswer, question: Question) -> bool:
    latest = await context.store.latest_answer(context.bot.id, context.chat_id)
    return (
        latest is not None
        and latest.created_at is not None
        and (latest.question, latest.features) == (question.dumps(), kept.features)
        and await _asked_at(context) - latest.created_at < DOUBLE_TAP
    )


async def _asked_at(context: Context) -> datetime:
    """When the update came: it may have waited in line while the answer before it was sent."""
    assert context.incoming is not None
    waiting = await context.store.open_in_chat(context.bot.id, context.chat_id)
    came = (each.received_at for each in waiting if each.update_id == context.incoming.update_id)
    return next(came, datetime.now(UTC))


def shown_of(context: Context, question: Question, found: Answer) -> list[Shown]:
    """The recommendations whose looks are still there, numbered without gaps."""
    pairs = ((each, context.catalogue.look(each.look_id)) for each in found.recommendations)
    there = [(recommendation, look) for recommendation, look in pairs if look is not None]
    return [Shown(number, *pair) for number, pair in enumerate(there, question.offset + 1)]


def _as_kept(context: Context, kept: KeptAnswer, question: Question, found: Answer) -> list[Shown]:
    """The kept looks under the numbers they were given, as far as they are found still.

    A lookbook that changed since ranks them otherwise, and hearts and `/save 3` go by these numbers.
    """
    theirs = {each.look_id: each for each in found.recommendations}
    return [
        Shown(number, theirs[look_id], look)
        for number, look_id in _numbered(kept, question)
        if look_id in theirs and (look := context.catalogue.look(look_id)) is not None
    ]


def _beside_looks(kept: KeptAnswer, shown: Sequence[Shown], message_ids: Sequence[int]) -> tuple[int, ...]:
    """A message id for each kept look, `NOT_SENT` where none was shown."""
    ids = {each.look.id: sent for each, sent in zip(shown, message_ids, strict=True)}
    return tuple(ids.get(look_id, album.NOT_SENT) for look_id in kept.look_ids)


def _numbered(kept: KeptAnswer, question: Question) -> Iterator[tuple[int, str]]:
    return enumerate(kept.look_ids, question.offset + 1)
