"""A person's own look: a worn photo, what it says, how it will look, and consent before anything is kept."""

from __future__ import annotations

import secrets
import unicodedata
from contextlib import suppress
from dataclasses import replace
from typing import cast

from telegram import InputMediaPhoto, Update
from telegram.constants import ChatAction, ChatType
from telegram.error import BadRequest, TelegramError

from bot import apology
from bot.context import Context
from bot.conversation import reviewing
from bot.conversation.download import fetch
from bot.conversation.place import Awaited, Posting, awaited, keep, place_of
from bot.conversation.typed import present_season
from bot.errors import Sorry, WorkerError
from bot.posts import guesses, view
from bot.posts.guesses import MOST_TAGS
from bot.posts.public_photo import PostPhoto
from bot.posts.view import GENDERS, STEPS, Step
from retrieval.errors import PhotoError
from retrieval.types import SEASONS, STYLES
from storage.agreements import PRAISE
from storage.types import Post

LONGEST_NAME = 20


async def post(update: Update, context: Context) -> None:
    """/post, perhaps as a reply to a photo."""
    if not context.services.settings.admin_ids:
        raise Sorry("post-not-taken")
    if context.message.chat.type != ChatType.PRIVATE:
        raise Sorry("post-in-private")
    replied = context.message.reply_to_message
    if replied is not None and replied.photo:
        await begin(context, replied.photo[-1].file_id)
    else:
        await _ask_photo(context, "post-ask-photo")


async def begin(context: Context, file_id: str) -> None:
    """The photo is there: a draft of what is seen on it, then the questions."""
    await context.services.rate.require(context.person.id, 1)
    async with context.doing(ChatAction.TYPING):
        sight = await context.services.worker.see(await fetch(context, file_id))
    if not sight.wearer:
        await _ask_photo(context, "post-not-worn")
        return
    choices, season = await context.choices(), frozenset({present_season()})
    guessed = guesses.tags(context.services.voices["ko"], sight)
    draft = Post(
        id=f"post-{secrets.token_hex(5)}",
        person_id=context.person.id,
        photo_file_id=file_id,
        gender=guesses.gender(choices),
        seasons=season,
        style=choices.style or "",
        tags=guessed[:MOST_TAGS],
        offered=guesses.offered(guessed, context.catalogue, season),
    )
    await context.store.begin_post(draft)
    await keep(context, replace(await place_of(context), posting=None))
    await _show_anew(context, draft, "details")


async def tapped(update: Update, context: Context) -> None:
    """A button of the panel or the preview. It says what shall be, so a second tap changes nothing."""
    _, post_id, what, *value = context.tap
    draft = await _mine(context, post_id)
    await context.heard()
    match what, *value:
        case "step", step if step in STEPS:
            await _go(context, draft, step)
        case "gender", gender if gender in GENDERS:
            await _change(context, replace(draft, gender=gender), "details")
        case "season", season if season[1:] in SEASONS:
            await _change(context, replace(draft, seasons=_toggled(draft.seasons, season)), "details")
        case "style", style if style in STYLES:
            await _change(context, replace(draft, style="" if draft.style == style else style), "details")
        case "tag", place if place[1:].isdecimal() and int(place[1:]) < len(draft.offered):
            tag = draft.offered[int(place[1:])]
            await _change(context, replace(draft, tags=_with_tag(draft.tags, tag, place[0] == "+")), "tags")
        case "name", name:
            await _name(context, draft, context.person.first_name if name == "first" else "")
        case "blur", blurred:
            await _blur(context, replace(draft, is_blurred=blurred == "1"))
        case ("send",):
            await _send(context, draft)
        case ("drop",):
            await context.store.drop_post(draft.id)
            await _say_instead(context, "post-dropped")


async def typed(context: Context, posting: Posting) -> None:
    """Words typed where tags or a name were asked for."""
    draft = await _mine(context, posting.post)
    if posting.awaits == "tags":
        tags = tuple(dict.fromkeys([*draft.tags, *guesses.tags_in(context.words)]))
        if len(tags) > MOST_TAGS:
            await context.say("post-many-tags", limit=MOST_TAGS)
        tags = tags[:MOST_TAGS]
        changed = replace(draft, tags=tags, offered=tuple(dict.fromkeys([*draft.offered, *tags])))
        await context.store.change_post(changed)
        await _show_anew(context, changed, "tags")
    else:
        await _name(context, draft, " ".join(context.words.split()))


async def _mine(context: Context, post_id: str) -> Post:
    """The person's draft. Raises Sorry where it is none any more."""
    draft = await context.store.post(post_id)
    if draft is None or draft.person_id != context.person.id:
        raise Sorry("post-gone")
    if draft.state != "draft":
        raise Sorry("post-sent-already")
    return draft


async def _ask_photo(context: Context, key: str) -> None:
    await _await(context, (await context.say(key)).message_id, "photo")


async def _await(context: Context, asked: int, what: Awaited, post_id: str = "") -> None:
    place = await place_of(context)
    await keep(context, replace(place, step="idle", posting=Posting(asked, what, post_id)))


async def _go(context: Context, draft: Post, step: Step) -> None:
    if step == "preview" or context.message.photo:  # a picture and a text are not each other's edit
        await (_preview(context, draft) if step == "preview" else _show_anew(context, draft, step))
        with suppress(TelegramError):
            await context.message.delete()
    else:
        await _show(context, draft, step)


async def _change(context: Context, draft: Post, step: Step) -> None:
    await context.store.change_post(draft)
    await _show(context, draft, step)


async def _show(context: Context, draft: Post, step: Step) -> None:
    text, keyboard = view.panel(await context.voice(), draft, step, context.person.first_name)
    with suppress(BadRequest):  # a second tap
        await context.message.edit_text(text, reply_markup=keyboard)
    await _await_words(context, draft, step, context.message.message_id)


async def _show_anew(context: Context, draft: Post, step: Step) -> None:
    panel = view.panel(await context.voice(), draft, step, context.person.first_name)
    message = await context.send(*panel)
    await _await_words(context, draft, step, message.message_id)


async def _await_words(context: Context, draft: Post, step: Step, asked: int) -> None:
    if step in ("tags", "name"):
        await _await(context, asked, cast(Awaited, step), draft.id)


async def _name(context: Context, draft: Post, name: str) -> None:
    """The name was chosen: all is said, so it is shown how the look will look."""
    named = replace(draft, credit=unicodedata.normalize("NFC", name)[:LONGEST_NAME].strip())
    await context.store.change_post(named)
    await _preview(context, named)
    if context.incoming is not None and context.incoming.callback_query is not None:
        with suppress(TelegramError):
            await context.message.delete()


async def _preview(context: Context, draft: Post) -> None:
    say = await context.voice()
    async with context.doing(ChatAction.UPLOAD_PHOTO):
        prepared = await _prepared(context, draft)
        await context.bot.send_photo(
            context.chat_id,
            prepared.jpeg,
            view.preview(say, draft, prepared.has_heads),
            reply_markup=view.deciding(say, draft),
        )


async def _blur(context: Context, draft: Post) -> None:
    """The picture itself is exchanged, so that nobody consents to what they have not seen."""
    await context.store.change_post(draft)
    say, prepared = await context.voice(), await _prepared(context, draft)
    media = InputMediaPhoto(prepared.jpeg, view.preview(say, draft, prepared.has_heads))
    with suppress(BadRequest):  # a second tap
        await context.message.edit_media(media, reply_markup=view.deciding(say, draft))


async def _prepared(context: Context, draft: Post) -> PostPhoto:
    """The picture as it would be kept; it is fetched each time, for without consent nothing is."""
    photo = await fetch(context, draft.photo_file_id)
    return await context.services.worker.prepare(photo, draft.is_blurred)


async def _send(context: Context, draft: Post) -> None:
    """Consent was given: from here on the picture is kept, and the admins look at it."""
    if not draft.tags:
        raise Sorry("post-no-tags")
    async with context.doing(ChatAction.TYPING):
        prepared = await _prepared(context, draft)
    if not await context.store.send_post(draft.id, prepared.jpeg):
        raise Sorry("post-sent-already")
    await context.store.agree(context.person.id, PRAISE)
    await context.choose(language=(await context.voice()).language)  # for what is said unasked
    await _say_instead(context, "post-sent")
    await reviewing.announce(context, draft, prepared.jpeg)


async def _say_instead(context: Context, key: str) -> None:
    """The buttons go, and a line says what became of it."""
    with suppress(BadRequest):
        await context.message.edit_reply_markup()
    await context.say(key)


def _toggled(seasons: frozenset[str], wished: str) -> frozenset[str]:
    return seasons | {wished[1:]} if wished[0] == "+" else seasons - {wished[1:]}


def _with_tag(tags: tuple[str, ...], tag: str, wanted: bool) -> tuple[str, ...]:
    """Raises Sorry where there are as many as there may be."""
    others = tuple(each for each in tags if each != tag)
    if wanted and len(others) >= MOST_TAGS:
        raise Sorry("post-many-tags", limit=MOST_TAGS)
    return (*others, tag) if wanted else others


async def awaited_photo(context: Context, file_id: str) -> bool:
    """Takes a photo that was asked for; says whether it was."""
    asked = await awaited(context, await place_of(context))
    if not (isinstance(asked, Posting) and asked.awaits == "photo"):
        return False
    try:
        await begin(context, file_id)
    except (PhotoError, WorkerError, Sorry) as error:  # what is said asks for another photo
        key, values = apology.expected(error) or ("post-ask-photo", {})
        await _await(context, (await context.say(key, **values)).message_id, "photo")
    return True
