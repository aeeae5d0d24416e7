"""Links to a look, an answer or a collection: made by a person, opened by a friend, who only looks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.helpers import create_deep_linked_url

from bot.collection import Asked, named_by
from bot.context import Context
from bot.conversation import greeting, showing
from bot.conversation.album import Page
from bot.conversation.numbered import LINK, looks_of, nothing_yet, replied_look
from bot.conversation.question import ALBUM
from bot.conversation.showing import Album
from bot.errors import Sorry
from bot.language import Voice
from bot.rendering import texts
from bot.rendering.naming import look_name
from retrieval.types import Look
from storage.types import Link, LinkKind

SHARE = "https://t.me/share/url"
"""Telegram's own page that sends a link on: https://core.telegram.org/widgets/share"""


@dataclass(frozen=True, slots=True)
class Opened:
    """A page of what a link opens: looks by number, those gone from the lookbook left out."""

    link: Link
    looks: Sequence[Look]
    page: int

    @property
    def shown(self) -> dict[int, Look]:
        """The looks of this page by number."""
        first = self.page * ALBUM
        return dict(enumerate(self.looks[first : first + ALBUM], first + 1))

    @property
    def more(self) -> list[str | int] | None:
        """What the button to the next page carries, if there is one."""
        rest = len(self.looks) > (self.page + 1) * ALBUM
        return ["link", self.link.token, self.page + 1] if rest else None


async def share(update: Update, context: Context) -> None:
    """/share, /share 3, /share 출근룩, or /share as a reply to a picture."""
    asked, replied = Asked.read(" ".join(context.args or ())), context.message.reply_to_message
    if asked.numbers:
        for look_id in await looks_of(context, asked.numbers, also_saved=True):
            await _give_look(context, look_id)
    elif asked.collection:
        if asked.collection not in {each.collection for each in await context.store.saved(context.person.id)}:
            raise Sorry("collection-unknown", collection=asked.collection)
        await _give(context, "collection", asked.collection, collection=asked.collection)
    elif replied is not None:
        await _give_look(context, (await replied_look(context, replied.message_id))[1])
    else:
        kept = await context.store.latest_answer(context.bot.id, context.chat_id)
        if kept is None or not kept.look_ids:
            raise nothing_yet(context, "share-nothing-yet")
        await _give(context, "answer", kept.id)


async def answer_tapped(update: Update, context: Context) -> None:
    """The button under an answer."""
    kept = await context.store.answer(context.tap[2])
    if kept is None or kept.chat_id != context.chat_id:
        raise Sorry("answer-gone")
    await context.heard()
    await _give(context, "answer", kept.id)


async def collection_tapped(update: Update, context: Context) -> None:
    """The button of a collection."""
    await context.heard()
    name = named_by(context.tap[2], await context.store.saved(context.person.id))
    await _give(context, "collection", name, collection=name)


async def look_tapped(update: Update, context: Context) -> None:
    """The button of one saved look."""
    _, _, album_id, number = context.tap
    shown = await context.store.album(album_id)
    if shown is None or shown.chat_id != context.chat_id or int(number) not in shown.look_ids:
        raise Sorry("old-button")
    await context.heard()
    await _give_look(context, shown.look_ids[int(number)])


async def opened(update: Update, context: Context) -> None:
    """/start with a token: what it opens, then the first minute of somebody who is new."""
    token = (context.args or [""])[0]
    await _open(context, token, page=0)
    if (await context.choices()).gender is None:
        await greeting.start(update, context)


async def page(update: Update, context: Context) -> None:
    """The button to the next looks of a link."""
    await context.heard()
    await _open(context, context.tap[1], int(context.tap[2]))


async def _give_look(context: Context, look_id: str) -> None:
    """Named, so that a number that meant another look is seen before it is sent on. Raises Sorry."""
    look = context.catalogue.look(look_id)
    if look is None:
        raise Sorry("look-gone")
    name = look_name(await context.voice(), look)
    await _give(context, "look", look_id, title=texts.shorten(name, texts.LONGEST_TITLE))


async def _give(context: Context, kind: LinkKind, target: str, **named: str) -> None:
    link = await context.store.link(context.person.id, kind, target)
    url = create_deep_linked_url(context.bot.username, link.token)
    say = await context.voice()
    text = say(f"share-{kind}", **named)
    await context.send(f"{text}\n{url}", _passing_on(say, url))


def _passing_on(say: Voice, url: str) -> InlineKeyboardMarkup:
    address = f"{SHARE}?{urlencode({'url': url, 'text': say('share-words')})}"
    return InlineKeyboardMarkup.from_button(InlineKeyboardButton(say("button-pass-on"), url=address))


async def _open(context: Context, token: str, page: int) -> None:
    """Shows what a token opens; says so kindly where it opens nothing any more."""
    link = await context.store.link_of(token)
    look_ids = await _targets(context, link) if link else []
    looks = [look for look in map(context.catalogue.look, look_ids) if look is not None]
    if link is None or not looks:
        await context.say("link-gone")
        return
    await _show(context, Opened(link, looks, page))


async def _targets(context: Context, link: Link) -> Sequence[str]:
    match link.kind:
        case "look":
            return [link.target]
        case "answer":
            kept = await context.store.answer(link.target)
            return kept.look_ids if kept else []
        case "collection":
            saved = await context.store.saved(link.person_id)
            return [each.look_id for each in saved if each.collection == link.target]


async def _show(context: Context, what: Opened) -> None:
    say = await context.voice()
    pages = [
        Page(number, look, texts.saved_caption(say, number, look)) for number, look in what.shown.items()
    ]
    look_ids = {number: look.id for number, look in what.shown.items()}
    shown = await showing.send(context, Album(LINK, look_ids, pages, {"more": what.more}))
    collection = what.link.target if what.link.kind == "collection" else ""
    title = say(f"opened-{what.link.kind}", collection=collection)
    lines = [
        say("caption", number=number, title=texts.shorten(look_name(say, look), texts.LONGEST_TITLE))
        for number, look in what.shown.items()
    ]
    await showing.send_list(context, shown, "\n".join([title, "", *lines, "", say("opened-hint")]))
