"""What the panel has to choose from: styles of the lookbook, and keywords that fit filters and photo."""

from __future__ import annotations

from collections.abc import Sequence

from bot.context import Context
from bot.conversation.panel import CHIPS, Offer
from bot.conversation.place import Group, Place
from bot.conversation.question import Question
from retrieval import occasions
from retrieval.glossary import kind_of
from retrieval.index.catalogue import Catalogue
from retrieval.types import STYLES, Facets
from storage.types import KeptAnswer

MOST_TELLING = 60
FEWEST = 3
"""Looks of an answer from which on it tells what else to ask for."""
ASKED_ELSEWHERE = ("season", "style")


async def offer_of(context: Context, place: Place) -> Offer:
    """What there is to choose at a place."""
    catalogue, facets = context.catalogue, Question.of(await context.choices()).facets
    present = {look.style for look in catalogue.looks if look.style}
    styles = [style for style in STYLES if style in present] + sorted(present - set(STYLES))
    latest = await context.store.latest_answer(context.bot.id, context.chat_id)
    chips = _chips(catalogue, facets, place.group, latest) if place.step == "keywords" else ()
    return Offer(catalogue.count(facets), styles, chips, latest is not None)


def _chips(catalogue: Catalogue, facets: Facets, group: Group, latest: KeptAnswer | None) -> Sequence[str]:
    """A group's keywords; those that tell most are of the latest answer first, then of all looks inside."""
    if group != "telling":
        return occasions.chips(group)
    inside = catalogue.rows(facets)
    answered = set(catalogue.rows_of(latest.look_ids)).intersection(inside) if latest else set()
    of_answer = catalogue.telling_tags(answered)[:CHIPS] if len(answered) >= FEWEST else ()
    tags = dict.fromkeys([*of_answer, *catalogue.telling_tags(inside)])
    return [tag for tag in tags if kind_of(tag) not in ASKED_ELSEWHERE][:MOST_TELLING]
