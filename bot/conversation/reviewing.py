"""The queue of people's own looks, for the admins: approve, other tags, turn down, and what was reported."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

from telegram import InlineKeyboardMarkup, Update
from telegram.error import BadRequest, TelegramError

from bot.context import Codibot, Context
from bot.conversation import admin, help
from bot.conversation.place import Awaited, Posting, keep, place_of
from bot.errors import Sorry
from bot.language import Voice
from bot.posts import guesses, publishing, view
from bot.posts.praise import voice_of
from bot.rendering.keyboards import markup
from bot.rendering.texts import look_caption
from bot.taps import button
from storage.types import Post

REASONS = ("unseen", "others", "stolen", "unfit")
"""Why a post is mostly turned down; any other reason is typed."""
MOST_SHOWN = 10
LONGEST_REASON = 3000
"""Signs of a typed one; with the sentence around it a message holds no more."""


async def announce(context: Context, waiting: Post, picture: bytes) -> None:
    """Shows a new post to every admin; whoever cannot be reached finds it by /queue."""
    for admin_id in sorted(context.services.settings.admin_ids):
        with suppress(TelegramError):
            await _card(context, admin_id, waiting, picture)


async def queue(update: Update, context: Context) -> None:
    """/queue: what waits, oldest first."""
    if not admin.is_admin(context):
        await help.unknown_command(update, context)
        return
    waiting = await context.store.posts_in("waiting")
    await context.say("review-queue", count=len(waiting))
    for each in waiting[:MOST_SHOWN]:
        if picture := await context.store.post_picture(each.id):
            await _card(context, context.chat_id, each, picture)


async def decided(update: Update, context: Context) -> None:
    """A button under a waiting post."""
    waiting = await _waiting(context, context.tap[1])
    await context.heard()
    match context.tap[2:]:
        case ["yes"]:
            await _approve(context, waiting)
        case ["tags"]:
            await _ask(context, "retag", waiting, "review-ask-tags")
        case ["no"]:
            await _buttons(context, _reasons(await context.voice(), waiting))
        case ["back"]:
            await _buttons(context, markup(*view.row_of_reviews(await context.voice(), waiting)))
        case ["no", "other"]:
            await _ask(context, "reason", waiting, "review-ask-reason")
        case ["no", reason] if reason in REASONS:
            await _reject(context, waiting, (await voice_of(context, waiting.person_id))(f"reason-{reason}"))
            await _buttons(context, None)


async def typed(context: Context, posting: Posting) -> None:
    """Tags or a reason, typed by an admin."""
    if not admin.is_admin(context):
        raise Sorry("old-button")
    waiting = await context.store.post(posting.post)
    if waiting is None or waiting.state != "waiting":
        raise Sorry("review-done")
    await keep(context, replace(await place_of(context), posting=None))
    if posting.awaits == "reason":
        await _reject(context, waiting, context.words)
        return
    tags = guesses.tags_in(context.words)
    if not tags:
        raise Sorry("post-no-tags")
    changed = replace(waiting, tags=tags)
    await context.store.change_post(changed)
    if picture := await context.store.post_picture(waiting.id):
        await _card(context, context.chat_id, changed, picture)


async def report(context: Context, reported: Post) -> None:
    """Shows the admins a published post that somebody reported."""
    picture, count = (
        await context.store.post_picture(reported.id),
        await context.store.reports_of(reported.id),
    )
    for admin_id in sorted(context.services.settings.admin_ids):
        say = await voice_of(context, admin_id)
        buttons = [
            button(say("button-let-be"), "reported", reported.id, "keep"),
            button(say("button-take-down"), "reported", reported.id, "down"),
        ]
        caption = f"{say('review-reported', count=count)}\n\n{_caption(say, reported)}"
        with suppress(TelegramError):
            if picture:
                await context.bot.send_photo(admin_id, picture, caption[:1024], reply_markup=markup(buttons))


async def report_decided(update: Update, context: Context) -> None:
    """A button under a reported post."""
    _require_admin(context)
    _, post_id, what = context.tap
    reported = await context.store.post(post_id)
    await context.heard()
    await _buttons(context, None)
    if reported is None:
        raise Sorry("review-done")
    if what == "keep":
        await context.say("review-kept")
        return
    application = context.application
    assert isinstance(application, Codibot)
    await publishing.take_down(application, post_id, "reported")
    await context.say("review-taken-down")
    await _tell(context, reported.person_id, "post-taken-down")


async def _approve(context: Context, waiting: Post) -> None:
    if not await context.store.publish_post(waiting.id):
        raise Sorry("review-done")
    application = context.application
    assert isinstance(application, Codibot)
    publishing.publish_soon(application)
    await context.store.note("post", waiting.id, {"tags": list(waiting.tags)})
    await _buttons(context, None)
    await context.say("review-approved")
    await _tell(context, waiting.person_id, "post-approved")


async def _reject(context: Context, waiting: Post, reason: str) -> None:
    """The picture goes at once; the poster hears why."""
    await context.store.drop_post(waiting.id)
    await context.say("review-rejected")
    await _tell(context, waiting.person_id, "post-rejected", reason=reason[:LONGEST_REASON])


async def _waiting(context: Context, post_id: str) -> Post:
    """Raises Sorry for a forwarded or forged button, and where another admin was first."""
    _require_admin(context)
    waiting = await context.store.post(post_id)
    if waiting is None or waiting.state != "waiting":
        await _buttons(context, None)
        raise Sorry("review-done")
    return waiting


def _require_admin(context: Context) -> None:
    if not admin.is_admin(context):
        raise Sorry("old-button")


async def _card(context: Context, chat_id: int, waiting: Post, picture: bytes) -> None:
    say = await voice_of(context, chat_id)
    caption = f"{say('review-new')}\n\n{_caption(say, waiting)}"[:1024]
    buttons = markup(*view.row_of_reviews(say, waiting))
    await context.bot.send_photo(chat_id, picture, caption, reply_markup=buttons)


def _caption(say: Voice, shown: Post) -> str:
    return f"{look_caption(say, view.look_of(shown))}\n{view.details(say, shown)}"


def _reasons(say: Voice, waiting: Post) -> InlineKeyboardMarkup:
    rows = [[button(say(f"reason-{it}"), "review", waiting.id, "no", it)] for it in REASONS]
    other = button(say("button-other-reason"), "review", waiting.id, "no", "other")
    return markup(*rows, [other], [button(say("button-back"), "review", waiting.id, "back")])


async def _ask(context: Context, what: Awaited, waiting: Post, key: str) -> None:
    asked = await context.say(key)
    place = await place_of(context)
    await keep(context, replace(place, posting=Posting(asked.message_id, what, waiting.id)))


async def _buttons(context: Context, keyboard: InlineKeyboardMarkup | None) -> None:
    with suppress(BadRequest):
        await context.message.edit_reply_markup(keyboard)


async def _tell(context: Context, person_id: int, key: str, **values: str) -> None:
    """What became of it, to the poster, who may have blocked the bot."""
    say = await voice_of(context, person_id)
    with suppress(TelegramError):
        await context.bot.send_message(person_id, say(key, **values))
