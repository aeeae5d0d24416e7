"""The owner's commands: numbers, a notice to those who agreed, an export."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict
from io import BytesIO

from telegram import InlineKeyboardMarkup, Update
from telegram.error import BadRequest, TelegramError

from bot.context import Context
from bot.conversation import help
from bot.errors import Sorry
from bot.figures.stats import COUNTED, Stats, stats
from bot.language import Voice
from bot.rendering.keyboards import markup
from bot.rendering.naming import look_name
from bot.taps import button
from storage.agreements import NOTICES

MOST_HAPPENINGS = 1000


def is_admin(context: Context) -> bool:
    """Whether the owner named this person in CODIBOT_ADMIN_IDS, and nobody else reads along."""
    return context.person.id in context.services.settings.admin_ids and context.chat_id == context.person.id


async def require_admin(context: Context) -> None:
    """Ends the spinner. Raises Sorry for a forwarded or forged button."""
    if not is_admin(context):
        raise Sorry("old-button")
    await context.heard()


async def admin(update: Update, context: Context) -> None:
    """/admin: the numbers, with buttons. /admin TEXT: a notice, shown before it is sent."""
    if not is_admin(context):
        await help.unknown_command(update, context)
        return
    say = await context.voice()
    if written := context.words.split(maxsplit=1)[1:]:
        people = await context.store.agreed(NOTICES)
        asked = await context.say("admin-notice-ask", count=len(people))
        await context.send(written[0], _sending(say), reply_to=asked.message_id)
        return
    numbers = await stats(context.store)
    await context.send(_text(context, say, numbers), _menu(say))


async def export(update: Update, context: Context) -> None:
    """The button that sends numbers and history as a file."""
    await require_admin(context)
    numbers, happened = await stats(context.store), await context.store.history(MOST_HAPPENINGS)
    whole = {"numbers": asdict(numbers), "history": [asdict(each) for each in happened]}
    file = BytesIO(json.dumps(whole, ensure_ascii=False, indent=2, default=str).encode())
    await context.bot.send_document(context.chat_id, file, filename="codibot-numbers.json")


async def notice(update: Update, context: Context) -> None:
    """The button under a notice: it goes, then the notice to everybody who agreed, at most once."""
    await require_admin(context)
    text, reached = context.message.text or "", 0
    try:
        await context.message.edit_reply_markup()
    except BadRequest:  # a second tap: the button is gone already
        return
    for person in await context.store.agreed(NOTICES):
        with suppress(TelegramError):  # whoever blocked the bot is not reached
            await context.bot.send_message(person, text)
            reached += 1
    await context.store.note("notice", "", {"reached": reached})
    await context.say("admin-notice-sent", count=reached)


async def notices(update: Update, context: Context) -> None:
    """/notices: agrees to the owner's notices, or takes that back."""
    if await context.store.agree(context.person.id, NOTICES):
        await context.say("notices-on")
    else:
        await context.store.disagree(context.person.id, NOTICES)
        await context.say("notices-off")


def _text(context: Context, say: Voice, numbers: Stats) -> str:
    today = {name.replace(" ", "_"): numbers.daily[name][-1] for name in COUNTED}
    month = {f"{name.replace(' ', '_')}_month": numbers.total(name) for name in COUNTED}
    looks = [(context.catalogue.look(look_id), count) for look_id, count in numbers.most_saved]
    saved = [f"{look_name(say, look)} {count}" for look, count in looks if look is not None]
    wait = [] if numbers.wait is None else [say("admin-wait", wait=numbers.wait)]
    lines = [
        "\n".join([say("admin-numbers", people=numbers.people, **today, **month), *wait]),
        say("admin-missed", words=", ".join(f"{word} {count}" for word, count in numbers.missed) or "-"),
        say("admin-saved", looks="\n".join(saved) or "-"),
        say("admin-hint"),
    ]
    return "\n\n".join(lines)


def _menu(say: Voice) -> InlineKeyboardMarkup:
    reading = button(say("button-reindex"), "admin", "index")
    return markup([reading, button(say("button-export"), "admin", "export")])


def _sending(say: Voice) -> InlineKeyboardMarkup:
    return markup([button(say("button-send-notice"), "admin", "send")])
