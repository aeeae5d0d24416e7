"""Nothing fits: which filter is in the way, how many looks there are without it, and a button for that."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from telegram import InlineKeyboardMarkup

from bot.conversation.question import Question
from bot.language import Voice
from bot.models.doors import Models
from bot.rendering.keyboards import markup
from bot.rendering.naming import keywords_name, seasons_name
from bot.taps import button
from retrieval.index.catalogue import Catalogue

Filter = Literal["gender", "seasons", "both", "keywords"]
FACETS: tuple[Filter, ...] = ("gender", "seasons", "both")


@dataclass(frozen=True, slots=True)
class WayOut:
    """A filter that could be loosened, and how many looks there would be then."""

    filter: Filter
    looks: int


def without(question: Question, filter: str) -> Question:
    """The question from rank 1 without a filter, or without its keywords."""
    if filter == "keywords":
        return replace(question, keywords="", own_words=True, lens="all", offset=0, before=None)
    gender = question.gender if filter == "seasons" else "all"
    seasons = question.seasons if filter == "gender" else ()
    return replace(question, gender=gender, seasons=seasons, offset=0, before=None)


def ways_out(catalogue: Catalogue, question: Question, has_photo: bool) -> list[WayOut]:
    """The single filters whose loosening helps, else both together; where they leave looks, the keywords."""
    if left := catalogue.count(question.facets):
        return [WayOut("keywords", left)] if question.keywords and has_photo else []
    found = [WayOut(each, catalogue.count(without(question, each).facets)) for each in FACETS]
    singles = [way for way in found[:-1] if way.looks]
    return singles or [way for way in found if way.looks]


async def ways_for_words(worker: Models, question: Question) -> list[WayOut]:
    """The filters without which looks fit the keywords, asked without a photo."""
    found: list[WayOut] = []
    if question.keywords:
        chosen: dict[Filter, bool] = {"gender": question.gender != "all", "seasons": bool(question.seasons)}
        singles = [each for each, is_chosen in chosen.items() if is_chosen]
        for each in (*singles, "both") if len(singles) > 1 else singles:
            answer = await worker.recommend(without(question, each).query())
            found.append(WayOut(each, answer.fitting or len(answer.recommendations)))
    fitting = [way for way in found if way.looks]
    return [way for way in fitting if way.filter != "both"] or fitting


def text(say: Voice, question: Question, ways: list[WayOut], has_photo: bool) -> str:
    """What is said."""
    if not ways and question.keywords and not has_photo:
        return say("nothing-for-words", keywords=keywords_name(say, question.words))
    chosen = {
        "gender": say(f"gender-{question.gender}"),
        "seasons": seasons_name(say, question.seasons),
        "keywords": keywords_name(say, question.words),
    }
    lines = [
        say("nothing-without", filter=way.filter, chosen=chosen.get(way.filter, ""), count=way.looks)
        for way in ways
    ]
    return "\n".join([say("nothing-fits"), *lines])


def keyboard(say: Voice, answer_id: str, ways: list[WayOut]) -> InlineKeyboardMarkup:
    """A button for each way out, and one to the filters."""
    out = [button(say(f"button-without-{way.filter}"), "without", answer_id, way.filter) for way in ways]
    return markup(out, [button(say("button-filters"), "panel", "open")])
