"""What a person posted: how it stands with each look, and taking it back at any moment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress

from telegram import InlineKeyboardMarkup, Update
from telegram.error import BadRequest

from bot.context import Codibot, Context
from bot.errors import Sorry
from bot.language import Voice
from bot.posts import publishing, view
from bot.rendering.keyboards import markup, rows_of
from bot.rendering.naming import look_name
from bot.rendering.texts import look_caption
from bot.taps import button
from storage.types import Post, Praise

ROW = 5


async def mylooks(update: Update, context: Context) -> None:
    """/mylooks"""
    posts = await context.store.posts_of(context.person.id)
    if not posts:
        raise Sorry("mylooks-none" if context.services.settings.admin_ids else "post-not-taken")
    say = await context.voice()
    praise = {each.id: each for each in await context.store.praise(context.person.id)}
    await context.send(_text(say, posts, praise), _numbers(posts))


async def opened(update: Update, context: Context) -> None:
    """A number: the picture as it is kept, and the button that takes it back."""
    mine = await _mine(context)
    await context.heard()
    say, picture = await context.voice(), await context.store.post_picture(mine.id)
    assert picture is not None
    caption = f"{look_caption(say, view.look_of(mine))}\n{view.details(say, mine)}"
    withdraw = markup([button(say("button-withdraw"), "withdraw", mine.id)])
    await context.bot.send_photo(context.chat_id, picture, caption[:1024], reply_markup=withdraw)


async def withdrawn(update: Update, context: Context) -> None:
    """내리기: out of answers at once, and deleted."""
    mine = await _mine(context)
    await context.heard()
    application = context.application
    assert isinstance(application, Codibot)
    await publishing.take_back(application, [mine.id])
    with suppress(BadRequest):
        await context.message.edit_reply_markup()
    await context.say("mylooks-withdrawn")


async def _mine(context: Context) -> Post:
    mine = await context.store.post(context.tap[1])
    if mine is None or mine.person_id != context.person.id or mine.state == "draft":
        raise Sorry("post-gone")
    return mine


def _text(say: Voice, posts: Sequence[Post], praise: Mapping[str, Praise]) -> str:
    lines = [_line(say, number, each, praise.get(each.id)) for number, each in enumerate(posts, 1)]
    return "\n".join([say("mylooks-title", count=len(posts)), "", *lines, "", say("mylooks-hint")])


def _line(say: Voice, number: int, mine: Post, praise: Praise | None) -> str:
    title = say("caption", number=number, title=look_name(say, view.look_of(mine)))
    if praise is None:
        return f"{title} · {say('mylooks-waiting')}"
    return f"{title} · ♥ {praise.saves} · 👏 {praise.thanks}"


def _numbers(posts: Sequence[Post]) -> InlineKeyboardMarkup:
    numbers = [button(str(number), "mylook", each.id) for number, each in enumerate(posts, 1)]
    return markup(*rows_of(numbers, ROW))
