"""The button under the news of a wish: the new looks as an album."""

from __future__ import annotations

from telegram import Update

from bot.context import Context
from bot.conversation import showing
from bot.conversation.album import Page
from bot.conversation.numbered import NEWS
from bot.conversation.showing import Album
from bot.errors import Sorry
from bot.rendering import texts
from bot.rendering.naming import look_name


async def tapped(update: Update, context: Context) -> None:
    """보러 가기"""
    told = await context.store.album(context.tap[1])
    if told is None or told.chat_id != context.chat_id:
        raise Sorry("old-button")
    await context.heard()
    found = {number: context.catalogue.look(look_id) for number, look_id in told.look_ids.items()}
    looks = {number: look for number, look in found.items() if look is not None}
    if not looks:
        raise Sorry("look-gone")
    say = await context.voice()
    pages = [Page(number, look, texts.saved_caption(say, number, look)) for number, look in looks.items()]
    look_ids = {number: look.id for number, look in looks.items()}
    shown = await showing.send(context, Album(NEWS, look_ids, pages, {}))
    lines = [say("caption", number=number, title=look_name(say, look)) for number, look in looks.items()]
    await showing.send_list(context, shown, "\n".join([say("wish-news-title"), "", *lines]))
