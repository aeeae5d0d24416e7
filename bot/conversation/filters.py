"""Choosing for whom, when, in which style and with which keywords: by buttons or by words, in one message."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import Any

from telegram import InlineKeyboardMarkup, Update
from telegram.error import BadRequest

from bot.context import Context
from bot.conversation import answer
from bot.conversation.offer import offer_of, to_ask_anew
from bot.conversation.panel import panel
from bot.conversation.place import GROUPS, QUESTIONS, STEPS, Place, Step, keep, place_of
from bot.conversation.question import with_word, with_words, words_of
from bot.conversation.typed import Typed, names_style, present_season
from bot.conversation.understanding import tell_unknown
from retrieval.types import GENDERS, SEASONS
from storage.types import Choices


async def start(update: Update, context: Context) -> None:
    """/start: the questions from the first on, the present season chosen already."""
    choices = await context.choices()
    if not choices.seasons:
        await context.choose(seasons=frozenset({present_season()}))
    await show_anew(context, replace(await place_of(context), step="gender", asking=True, page=0))


async def filters(update: Update, context: Context) -> None:
    """/filters: the same panel, opened at its menu."""
    await show_anew(context, replace(await place_of(context), step="menu", asking=False, page=0))


async def tapped(update: Update, context: Context) -> None:
    """A button of the panel. It says what shall be, so a second tap or a repeated update changes nothing."""
    await context.heard()
    place = replace(await place_of(context), panel=context.message.message_id)
    match context.tap[1:]:
        case ["open"]:
            await filters(update, context)
        case ["go", step] if step in STEPS:
            await show(context, place.at(step))
        case ["gender", gender] if gender in GENDERS:
            await context.choose(gender=gender)
            await show(context, place.at(place.after("gender")))
        case ["season", season, wanted] if season in ("all", *SEASONS):
            await context.choose(seasons=_seasons(await context.choices(), season, wanted == "1"))
            await show(context, place.at("seasons"))
        case ["style", style]:
            await context.choose(style=style or None)
            await show(context, place.at(place.after("style")))
        case ["word", wanted, word]:
            await pick(context, place, word, wanted == "1")
        case ["group", group] if group in GROUPS:
            await show(context, replace(place, step="keywords", group=group, page=0))
        case ["clear"]:
            await context.choose(keywords="")
            await show(context, place.at("keywords"))
        case ["page", page] if page.isdecimal():
            await show(context, replace(place, step="keywords", page=int(page)))
        case ["done"]:
            await _done(context, place)
        case _:
            await context.say("old-button")


async def pick(context: Context, place: Place, word: str, wanted: bool = True) -> None:
    """One more keyword, or one less, in the panel where it stands."""
    keywords = (await context.choices()).keywords
    await context.choose(keywords=with_word(keywords, word, wanted))
    await show(context, place.at("keywords"))


async def typed(context: Context, place: Place, said: Typed) -> None:
    """Words typed while the panel asks something; what they name beyond the question counts as well."""
    if said.move == "back" and place.step in QUESTIONS:
        await show_anew(context, replace(place, step=place.before(place.step) or place.step))
    elif said.move not in (None, "more"):
        await (_done(context, place) if place.step == "menu" else _show_next(context, place, said))
    elif changes := _changes(place.step, said, await context.choices()):
        await context.choose(**changes)
        await _show_next(context, place, said)
        await tell_unknown(context, said.unknown)
    elif said.unknown and place.step == "keywords":
        await show_anew(context, place)
        await tell_unknown(context, said.unknown)
    else:
        await context.say(f"not-understood-{place.step}")
        await show_anew(context, place)


async def named_in_passing(context: Context, place: Place, said: Typed) -> None:
    """Filters typed while nothing was asked: chosen, and the last photo answered anew."""
    await context.choose(**_changes(place.step, said, await context.choices()))
    await show_anew(context, replace(place, step="idle", asking=False))
    await _answer_anew(context)


async def show(context: Context, place: Place) -> None:
    """Shows the panel at a place, in the message where it stands."""
    text, keyboard = await _panel(context, place)
    try:
        await context.bot.edit_message_text(text, context.chat_id, place.panel, reply_markup=keyboard)
    except BadRequest as error:
        if "not modified" not in error.message:  # the message is gone: the panel appears below
            former = (await place_of(context)).panel
            await show_anew(context, replace(place, panel=former))
            return
    await _keep(context, place)


async def show_anew(context: Context, place: Place) -> None:
    """Shows the panel below everything said since, and takes the former one away."""
    message = await context.send(*await _panel(context, place))
    if place.panel is not None:
        with suppress(BadRequest):
            await context.bot.delete_message(context.chat_id, place.panel)
    await _keep(context, replace(place, panel=message.message_id))


async def _keep(context: Context, place: Place) -> None:
    """At rest the panel is a message like any other: the next one leaves it where it stands."""
    await keep(context, place if place.step != "idle" else replace(place, panel=None))


async def _panel(context: Context, place: Place) -> tuple[str, InlineKeyboardMarkup | None]:
    return panel(await context.voice(), place, await context.choices(), await offer_of(context, place))


async def _show_next(context: Context, place: Place, said: Typed) -> None:
    """On to the first question not answered in the same breath; keywords wait where near ones are offered."""
    step = place.step
    if said.move or said.everything or (step == "keywords" and place.asking and not said.unknown):
        step = place.after(step)
    while step in QUESTIONS and _answers(step, said):
        step = place.after(step)
    await show_anew(context, replace(place, step=step))


async def _done(context: Context, place: Place) -> None:
    """Leaves the menu; the last photo is looked at again where its filters changed."""
    await show(context, replace(place, step="idle"))
    await _answer_anew(context)


async def _answer_anew(context: Context) -> None:
    """Where the latest question was asked under other filters, asks it again under these."""
    latest = await context.store.latest_answer(context.bot.id, context.chat_id)
    asked = await to_ask_anew(context, latest)
    if latest is not None and asked is not None:
        await answer.again(context, latest, asked)


def _seasons(choices: Choices, season: str, wanted: bool) -> frozenset[str]:
    if season == "all":
        return frozenset()
    return choices.seasons | {season} if wanted else choices.seasons - {season}


def _answers(step: Step, said: Typed) -> bool:
    """Whether a sentence answers a question."""
    named = {"gender": said.gender, "seasons": said.seasons, "style": said.style}
    return named.get(step) is not None


def _changes(step: Step, said: Typed, choices: Choices) -> dict[str, Any]:
    """What a sentence chooses at a step; empty where it was not understood."""
    if said.everything:
        all_of: dict[Step, dict[str, Any]] = {
            "gender": {"gender": "all"},
            "seasons": {"seasons": frozenset()},
            "style": {"style": None},
            "keywords": {"keywords": ""},
        }
        return all_of.get(step, {})
    asks_words = step == "keywords"
    words = [word for word in words_of(said.keywords) if asks_words or not names_style(word)]
    named = {
        "gender": said.gender,
        "seasons": said.seasons,
        "style": None if asks_words else said.style,
        "keywords": with_words(choices.keywords, words) if words else None,
    }
    return {name: value for name, value in named.items() if value is not None}
