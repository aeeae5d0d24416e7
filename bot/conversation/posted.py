"""Under a look that somebody wears themselves: whose it is, thanks, and a way to report it."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.error import BadRequest

from bot.context import Context
from bot.conversation import reviewing
from bot.errors import Sorry
from bot.language import Voice
from bot.posts.own_lookbook import PostsFolder
from bot.rendering.keyboards import Row, markup
from bot.rendering.texts import shorten
from bot.taps import button
from storage.types import Post

ROW = 3
LONGEST_LABEL = 16


def people(context: Context, say: Voice, look_ids: Mapping[int, str]) -> list[Row]:
    """A button for each of some numbered looks that is somebody's own."""
    folder = PostsFolder(context.services.settings.posts_dir)
    looks = ((number, context.catalogue.look(look_id)) for number, look_id in look_ids.items())
    each = [
        _of(say, number, look.id, look.credit)
        for number, look in looks
        if look is not None and folder.holds(look)
    ]
    return [each[start : start + ROW] for start in range(0, len(each), ROW)]


async def opened(update: Update, context: Context) -> None:
    """The button of one such look."""
    shown = await _published(context)
    await context.heard()
    say = await context.voice()
    await context.send(_whose(say, shown, context.tap[2]), _actions(say, shown))


async def thanked(update: Update, context: Context) -> None:
    """고마워요: counted once, told to the poster with others."""
    shown = await _published(context)
    say = await context.voice()
    if shown.person_id == context.person.id:
        await context.heard(say("posted-own"))
    else:
        await context.store.say_of_post(shown.id, context.person.id, "thanks")
        await context.heard(say("posted-thanked"))


async def reported(update: Update, context: Context) -> None:
    """신고: asked once more, then it goes to the admins."""
    shown, say = await _published(context), await context.voice()
    await context.heard()
    match context.tap[2]:
        case "ask":
            await _buttons(context, _really(say, shown))
        case "no":
            await _buttons(context, _actions(say, shown))
        case "yes":
            await _buttons(context, None)
            if await context.store.say_of_post(shown.id, context.person.id, "report"):
                await reviewing.report(context, shown)
            await context.say("posted-reported")


async def _published(context: Context) -> Post:
    shown = await context.store.post(context.tap[1])
    if shown is None or shown.state != "published":
        raise Sorry("look-gone")
    return shown


def _whose(say: Voice, shown: Post, number: str) -> str:
    if not shown.credit:
        return say("posted-by-nameless", number=number)
    return say("posted-by", number=number, name=shown.credit)


def _of(say: Voice, number: int, look_id: str, credit: str) -> InlineKeyboardButton:
    label = say("button-posted", number=number, name=shorten(_name(say, credit), LONGEST_LABEL))
    return button(label, "by", look_id, number)


def _name(say: Voice, credit: str) -> str:
    return credit or say("posted-nameless")


def _actions(say: Voice, shown: Post) -> InlineKeyboardMarkup:
    thanks = button(say("button-thank"), "thanks", shown.id)
    return markup([thanks, button(say("button-report"), "report", shown.id, "ask")])


def _really(say: Voice, shown: Post) -> InlineKeyboardMarkup:
    yes = button(say("button-yes-report"), "report", shown.id, "yes")
    return markup([yes], [button(say("button-back"), "report", shown.id, "no")])


async def _buttons(context: Context, keyboard: InlineKeyboardMarkup | None) -> None:
    with suppress(BadRequest):  # a second tap
        await context.message.edit_reply_markup(keyboard)
