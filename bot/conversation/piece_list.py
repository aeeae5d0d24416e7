"""A list of one's pieces as it was sent: its numbers stay those of its pictures, whatever is taken out.

It is kept as a shown album that holds no looks.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress

from telegram.error import BadRequest

from bot.context import Context
from bot.conversation import answer
from bot.errors import Sorry
from bot.rendering import wardrobe_view
from bot.rendering.wardrobe_view import Owned, PieceList
from retrieval import features
from storage.types import ShownAlbum

KIND = "pieces"


async def pieces_of(context: Context) -> list[Owned]:
    """The person's pieces, numbered as they stand now."""
    theirs = await context.store.wardrobe(context.person.id)
    return [
        Owned(each.id, number, features.loads(each.features).garments[0], each.is_wish)
        for number, each in enumerate(theirs, 1)
    ]


async def keep(context: Context, shown: Sequence[Owned], page: int) -> PieceList:
    """Keeps the list that an update causes."""
    listed = PieceList(answer.id_of(context), {each.number: each.id for each in shown}, page)
    album = ShownAlbum(
        id=listed.id,
        bot_id=context.bot.id,
        chat_id=context.chat_id,
        person_id=context.person.id,
        kind=KIND,
        about=json.dumps({"pieces": listed.pieces, "page": page}),
        look_ids={},
    )
    await context.store.keep_album(album)
    return listed


async def tapped_list(context: Context) -> PieceList:
    """The list that a tapped button stands under. Raises Sorry where it is not the person's, or too old."""
    kept = await context.store.album(context.tap[1])
    mine = (KIND, context.chat_id, context.person.id)
    if kept is None or (kept.kind, kept.chat_id, kept.person_id) != mine:
        raise Sorry("wardrobe-old")
    about = json.loads(kept.about)
    return PieceList(kept.id, {int(number): id_ for number, id_ in about["pieces"].items()}, about["page"])


async def tapped_piece(context: Context) -> tuple[PieceList, int, Owned]:
    """The list, a number of it and its piece. Raises Sorry, also where the piece was taken out."""
    listed, number = await tapped_list(context), int(context.tap[2])
    for each in await pieces_of(context):
        if each.id == listed.pieces.get(number):
            return listed, number, each
    raise Sorry("wardrobe-gone")


async def refresh(context: Context, listed: PieceList) -> None:
    """Brings the list that was tapped up to date."""
    everything, say = await pieces_of(context), await context.voice()
    with suppress(BadRequest):  # nothing changed
        if everything:
            text = wardrobe_view.text(say, listed, everything)
            buttons = wardrobe_view.keyboard(say, listed, everything)
            await context.message.edit_text(text, reply_markup=buttons)
        else:
            await context.message.edit_text(say("wardrobe-empty"))
