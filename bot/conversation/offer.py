"""What the panel has to choose from: styles of the lookbook, and keywords that fit filters and photo."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from bot.context import Context
from bot.conversation.panel import CHIPS, Offer
from bot.conversation.place import Place
from bot.conversation.private import is_private
from bot.conversation.question import Question
from retrieval.index.catalogue import Catalogue
from retrieval.language.glossary import kind_of
from retrieval.occasions import chips as chips_of
from retrieval.types import STYLES
from storage.types import KeptAnswer

MOST_TELLING = 60
FEWEST = 3
"""Looks of an answer from which on it tells what else to ask for."""
ASKED_ELSEWHERE = ("season", "style")


async def offer_of(context: Context, place: Place) -> Offer:
    """What there is to choose at a place."""
    catalogue, choices = context.catalogue, await context.choices()
    inside = catalogue.rows(Question.of(choices).facets)
    present = {look.style for look in catalogue.looks if look.style}
    styles = [style for style in STYLES if style in present] + sorted(present - set(STYLES))
    latest = await context.store.latest_answer(context.bot.id, context.chat_id)
    chips: Sequence[str] = ()
    if place.step == "keywords":
        styled = [row for row in inside if choices.style in (None, catalogue.looks[row].style)]
        answered = set(catalogue.rows_of(latest.look_ids)).intersection(inside) if latest else set()
        chips = _telling(catalogue, answered, styled) if place.group == "telling" else chips_of(place.group)
    changed = await to_ask_anew(context, latest) is not None
    return Offer(len(inside), styles, chips, latest is not None, changed, not is_private(context))


async def to_ask_anew(context: Context, latest: KeptAnswer | None) -> Question | None:
    """The latest question under the filters of now; none where it was asked under the same."""
    if latest is None:
        return None
    question = Question.loads(latest.question)
    asked = question.filtered(await context.choices())
    return asked if asked != replace(question, offset=0, before=None) else None


def _telling(catalogue: Catalogue, answered: Collection[int], inside: Sequence[int]) -> Sequence[str]:
    """The keywords that tell most: of the latest answer first, then of all looks inside filters and style."""
    of_answer = catalogue.telling_tags(answered)[:CHIPS] if len(answered) >= FEWEST else ()
    tags = dict.fromkeys([*of_answer, *catalogue.telling_tags(inside)])
    return [tag for tag in tags if kind_of(tag) not in ASKED_ELSEWHERE][:MOST_TELLING]
