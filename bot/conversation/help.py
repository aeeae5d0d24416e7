"""Help, language, stopping, and a friendly line for whatever is not a photo."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

from telegram import Update
from telegram.error import BadRequest

from bot.context import Context
from bot.conversation.place import awaited, keep, place_of
from bot.conversation.private import photo_wish
from bot.rendering import keyboards


async def help_(update: Update, context: Context) -> None:
    """/help; what only admins make possible is told where there are some."""
    say = await context.voice()
    admins = context.services.settings.admin_ids
    await context.send("\n".join([say("help"), *([say("help-with-admins")] if admins else [])]))


async def privacy(update: Update, context: Context) -> None:
    """/privacy: what is kept, and for how long; of posts where they are taken, or were."""
    say = await context.voice()
    posts = context.services.settings.admin_ids or await context.store.posts_of(context.person.id)
    await context.send("\n".join([say("privacy"), *([say("privacy-of-posts")] if posts else [])]))


async def cancel(update: Update, context: Context) -> None:
    """/cancel: whatever was asked is asked no more; choices made stay."""
    place = await place_of(context)
    if place.step == "idle" and await awaited(context, place) is None:
        await context.say("nothing-to-cancel")
        return
    await keep(context, replace(place, step="idle", panel=None, naming=None, posting=None, forgetting=None))
    await context.say("cancelled")
    if place.panel is not None:
        await _without_buttons(context, place.panel)


async def language(update: Update, context: Context) -> None:
    """/language: asks which."""
    await context.send((await context.voice())("language-ask"), keyboards.languages())


async def language_tapped(update: Update, context: Context) -> None:
    """한국어 or English."""
    await context.heard()
    await context.choose(language=context.tap[1])
    await context.say("language-set")


async def old_button(update: Update, context: Context) -> None:
    """A button that no handler knows: of another version, or made up."""
    await context.heard((await context.voice())("old-button"))


async def unknown_command(update: Update, context: Context) -> None:
    """A command that codibot does not have."""
    await context.say("unknown-command")


async def edited(update: Update, context: Context) -> None:
    """A message changed afterwards is not read again."""
    await context.say("got-edited")


async def nothing(update: Update, context: Context) -> None:
    """What was said among others in a group is not for codibot."""


async def anything_else(update: Update, context: Context) -> None:
    """A sticker, a voice, a place: a line about what it is and what to send."""
    await context.say(_line_about(context))


def _line_about(context: Context) -> str:
    message = context.message
    lines = {
        "got-sticker": message.sticker,
        "got-voice": message.voice or message.audio,
        "got-video": message.video or message.video_note or message.animation,
        "got-location": message.location or message.venue,
        "got-contact": message.contact,
        "got-poll": message.poll or message.dice or message.game,
    }
    return next((line for line, present in lines.items() if present), photo_wish(context))


async def _without_buttons(context: Context, message_id: int) -> None:
    with suppress(BadRequest):
        await context.bot.edit_message_reply_markup(context.chat_id, message_id)
