"""My wardrobe: pieces kept from photos by an explicit tap, seen again, wished for, taken out."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace

from telegram import InputMediaPhoto, Update
from telegram.constants import ChatAction
from telegram.error import BadRequest

from bot.context import Context
from bot.conversation import answer
from bot.conversation.download import all_sent
from bot.conversation.piece_list import keep, pieces_of, refresh, tapped_list, tapped_piece
from bot.conversation.private import require_private
from bot.conversation.question import ALBUM, Question
from bot.errors import Sorry
from bot.rendering import wardrobe_view
from bot.rendering.wardrobe_view import Owned
from retrieval import features
from retrieval.types import Sight
from storage.types import KeptAnswer


async def kept(update: Update, context: Context) -> None:
    """내 옷장에 담기: the one garment of a photo; of several it asks which."""
    of, place = await answer.tapped_answer(context)
    sight, question = features.loads(of.features), Question.loads(of.question)
    if of.photo_file_id is None or not sight.garments:
        raise Sorry("wardrobe-no-photo")
    await context.heard()
    if place:
        await _keep(context, of, sight, int(place[0]))
    elif len(sight.garments) == 1 or question.piece is not None:
        await _keep(context, of, sight, question.piece or 0)
    else:
        say = await context.voice()
        await context.send(say("wardrobe-which"), wardrobe_view.which(say, of.id, sight.garments))


async def wardrobe(update: Update, context: Context) -> None:
    """/wardrobe"""
    require_private(context)
    await _show(context, page=0)


async def page(update: Update, context: Context) -> None:
    """The button to more pieces."""
    require_private(context)
    await context.heard()
    await _show(context, int(context.tap[1]))


async def piece(update: Update, context: Context) -> None:
    """The button of one piece: what can be done with it, in place of the numbers."""
    await context.heard()
    listed, number, owned = await tapped_piece(context)
    with suppress(BadRequest):  # a double tap changes nothing
        await context.message.edit_reply_markup(
            wardrobe_view.actions(await context.voice(), listed, number, owned)
        )


async def listed(update: Update, context: Context) -> None:
    """Back to the numbers."""
    await context.heard()
    await refresh(context, await tapped_list(context))


async def wished(update: Update, context: Context) -> None:
    """🔔: to hear of new looks that wear the piece, or no more. The language is remembered for that."""
    (listed, _, owned), wanted = await tapped_piece(context), context.tap[3] == "1"
    say = await context.voice()
    if wanted:
        await context.choose(language=say.language)
    await context.store.wish(context.person.id, owned.id, wanted)
    await context.heard(say("wish-on" if wanted else "wish-off"))
    await refresh(context, listed)


async def shed(update: Update, context: Context) -> None:
    """A piece taken out; its picture is deleted. A second tap takes out nothing more."""
    listed, say = await tapped_list(context), await context.voice()
    piece_id = listed.pieces.get(int(context.tap[2]), 0)
    there = await context.store.drop_piece(context.person.id, piece_id)
    await context.heard(say("wardrobe-shed" if there else "wardrobe-gone"))
    await refresh(context, listed)


async def quiet(update: Update, context: Context) -> None:
    """/quiet: no message comes unasked any more, be it of wishes, of one's own looks or of the owner."""
    wishes = await context.store.quiet(context.person.id)
    agreed = await context.store.disagree_with_all(context.person.id)
    await context.say("quiet-now" if wishes or agreed else "quiet-already")


async def _keep(context: Context, of: KeptAnswer, sight: Sight, place: int) -> None:
    """Fetches the photo again for the cutout, which is all that stays of it."""
    if place >= len(sight.garments):
        raise Sorry("old-button")
    garment = sight.garments[place]
    async with context.doing(ChatAction.TYPING):
        photos = all_sent(context, of.photo_file_id)
        whole = len(photos) == 1 and sight.fell_back
        cutout = await context.services.worker.keepsake(photos, whole, place)
    alone = replace(sight, garments=(garment,))
    new = await context.store.keep_piece(
        context.person.id, sight.digest, place, features.dumps(alone), cutout
    )
    say = await context.voice()
    count = len(await context.store.wardrobe(context.person.id))
    key = "wardrobe-kept" if new else "wardrobe-kept-already"
    await context.send(say(key, piece=wardrobe_view.name(say, garment), count=count))


async def _show(context: Context, page: int) -> None:
    everything = await pieces_of(context)
    if not everything:
        raise Sorry("wardrobe-empty")
    shown = _on(everything, page) or everything[:ALBUM]
    async with context.doing(ChatAction.UPLOAD_PHOTO):
        await _send(context, await _pictures(context, shown))
    say, listed = await context.voice(), await keep(context, shown, (shown[0].number - 1) // ALBUM)
    text = wardrobe_view.text(say, listed, everything)
    await context.send(text, wardrobe_view.keyboard(say, listed, everything))


async def _pictures(context: Context, shown: Sequence[Owned]) -> list[bytes]:
    cutouts = await context.store.pictures(context.person.id, [each.id for each in shown])
    drawn = (asyncio.to_thread(wardrobe_view.picture, cutouts[each.id], each.number) for each in shown)
    return list(await asyncio.gather(*drawn))


async def _send(context: Context, pictures: Sequence[bytes]) -> None:
    """One picture is no album: Telegram takes two to ten."""
    if len(pictures) == 1:
        await context.bot.send_photo(context.chat_id, pictures[0])
    else:
        await context.bot.send_media_group(context.chat_id, [InputMediaPhoto(each) for each in pictures])


def _on(everything: Sequence[Owned], page: int) -> list[Owned]:
    return list(everything[page * ALBUM : (page + 1) * ALBUM])
