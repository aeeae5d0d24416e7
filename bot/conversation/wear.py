"""/wear: looks by how many of their pieces the person owns, and what each of them still needs."""

from __future__ import annotations

from telegram import Update

from bot.context import Context
from bot.conversation import showing
from bot.conversation.album import Page
from bot.conversation.numbered import WEAR
from bot.conversation.piece_list import pieces_of
from bot.conversation.private import require_private
from bot.conversation.question import ALBUM, Question
from bot.conversation.showing import Album
from bot.errors import Sorry
from bot.language import Voice
from bot.rendering import texts, wardrobe_view
from bot.rendering.naming import look_name, pieces_name
from bot.rendering.wardrobe_view import Owned
from retrieval.types import Look, Wearable, WearQuery

FEWEST = 2
"""Pieces from which on it is worth asking what goes together."""


async def wear(update: Update, context: Context) -> None:
    """/wear"""
    require_private(context)
    await _show(context, page=0)


async def page(update: Update, context: Context) -> None:
    """The button to wear what is in the wardrobe, or to the next looks."""
    require_private(context)
    await context.heard()
    await _show(context, int(context.tap[1]))


async def _show(context: Context, page: int) -> None:
    owned = await pieces_of(context)
    if len(owned) < FEWEST:
        raise Sorry("wear-few", count=len(owned))
    facets, offset = Question.of(await context.choices()).facets, page * ALBUM
    query = WearQuery(tuple(each.garment for each in owned), facets, ALBUM, offset)
    found = await context.services.worker.wear(query)
    there = [(each, context.catalogue.look(each.look_id)) for each in found.looks]
    looks = {each.rank: (each, look) for each, look in there if look is not None}
    if not looks:
        raise Sorry("no-more" if page else "wear-nothing")
    say = await context.voice()
    pages = [Page(rank, look, _caption(say, rank, look, each, owned)) for rank, (each, look) in looks.items()]
    more = ["wear", page + 1] if found.total > offset + ALBUM else None
    ids = {rank: look.id for rank, (_, look) in looks.items()}
    shown = await showing.send(context, Album(WEAR, ids, pages, {"more": more}))
    lines = [f"{rank}. {_summary(say, each, owned)}" for rank, (each, _) in looks.items()]
    await showing.send_list(context, shown, "\n".join([say("wear-title"), "", *lines]))


def _caption(say: Voice, rank: int, look: Look, each: Wearable, owned: list[Owned]) -> str:
    title = say("caption", number=rank, title=look_name(say, look))
    lines = [title, _have(say, each, owned), _need(say, each), texts.credit(look)]
    return "\n".join(filter(None, lines))


def _summary(say: Voice, each: Wearable, owned: list[Owned]) -> str:
    return " · ".join([_have(say, each, owned), _need(say, each)])


def _have(say: Voice, each: Wearable, owned: list[Owned]) -> str:
    names = dict.fromkeys(wardrobe_view.name(say, owned[place].garment) for place in each.owned)
    return say("wear-have", pieces=", ".join(names))


def _need(say: Voice, each: Wearable) -> str:
    if not each.missing:
        return say("wear-whole")
    key = "wear-one-short" if len(each.missing) == 1 else "wear-short"
    return say(key, pieces=pieces_name(say, each.missing))
