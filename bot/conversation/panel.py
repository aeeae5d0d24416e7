"""The one message in which filters and keywords are chosen: what it says, and its buttons."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.conversation.place import GROUPS, Place
from bot.conversation.question import words_of
from bot.language import Voice
from bot.rendering.keyboards import Row, chosen, markup, rows_of
from bot.rendering.naming import (
    filters_name,
    keyword_name,
    keywords_name,
    seasons_name,
    style_name,
    tags_name,
)
from bot.rendering.texts import shorten
from bot.taps import button, fits
from retrieval.language.glossary import kind_of
from retrieval.occasions import what_suits
from retrieval.types import SEASONS
from storage.types import Choices

CHIPS = 12
CHIPS_IN_A_ROW = 3
LONGEST_LABEL = 24
MOST_PIECES = 5


@dataclass(frozen=True, slots=True)
class Offer:
    """What the catalogue has to choose from, inside the present filters."""

    looks: int
    styles: Sequence[str]
    chips: Sequence[str]  # keywords of the group that is shown
    answered: bool  # a photo was sent already
    changed: bool  # and since then the filters were
    in_group: bool  # where codibot hears only what replies to it


def panel(
    say: Voice, place: Place, choices: Choices, offer: Offer
) -> tuple[str, InlineKeyboardMarkup | None]:
    """The panel's text and buttons at a step."""
    match place.step:
        case "gender":
            return _lines(say("ask-gender"), _keywords(say, choices)), _genders(say, place, choices)
        case "seasons":
            return _lines(say("ask-seasons"), _keywords(say, choices)), _seasons(say, place, choices)
        case "style":
            return _lines(say("ask-style"), _keywords(say, choices)), _styles(say, place, choices, offer)
        case "keywords":
            text = _lines(say("ask-keywords"), _keywords(say, choices), *_what_suits(say, choices))
            return text, _chips(say, place, choices, offer)
        case "menu":
            return _lines(say("filters-title"), *_summary(say, choices, offer)), _menu(say, choices, offer)
        case "idle":
            return _lines(*_summary(say, choices, offer), say(_onwards(place, offer))), None


def _onwards(place: Place, offer: Offer) -> str:
    if offer.answered and not place.asking:
        return "filters-kept"
    return "ask-photo-in-group" if offer.in_group else "ask-photo"


def _lines(*lines: str) -> str:
    return "\n".join(filter(None, lines))


def _summary(say: Voice, choices: Choices, offer: Offer) -> list[str]:
    return [
        filters_name(say, choices.gender, choices.seasons, choices.style),
        _keywords(say, choices),
        say("filters-count", count=offer.looks),
        "",
    ]


def _keywords(say: Voice, choices: Choices) -> str:
    named = keywords_name(say, words_of(choices.keywords))
    return say("keywords-chosen", keywords=named) if named else ""


def _what_suits(say: Voice, choices: Choices) -> Iterator[str]:
    """What to wear in the weather chosen, so that nobody needs to know its table."""
    for word in words_of(choices.keywords):
        if kind_of(word) == "weather" and (pieces := what_suits(word)):
            named = tags_name(say.language, pieces[:MOST_PIECES])
            yield say("keyword-suits", word=keyword_name(say, word), pieces=named)


def _genders(say: Voice, place: Place, choices: Choices) -> InlineKeyboardMarkup:
    men, women, everyone = (
        button(chosen(say(f"gender-{gender}"), choices.gender == gender), "panel", "gender", gender)
        for gender in ("men", "women", "all")
    )
    return markup([men, women], [everyone], _ways(say, place, onwards=None))


def _seasons(say: Voice, place: Place, choices: Choices) -> InlineKeyboardMarkup:
    toggles = [_season(say, season, season in choices.seasons) for season in SEASONS]
    every = button(chosen(say("seasons-all"), not choices.seasons), "panel", "season", "all", 1)
    return markup(toggles[:2], toggles[2:], [every], _ways(say, place))


def _season(say: Voice, season: str, is_chosen: bool) -> InlineKeyboardButton:
    label = chosen(say(f"season-{season}"), is_chosen)
    return button(label, "panel", "season", season, int(not is_chosen))


def _styles(say: Voice, place: Place, choices: Choices, offer: Offer) -> InlineKeyboardMarkup:
    toggles = [
        button(chosen(style_name(say, style), choices.style == style), "panel", "style", style)
        for style in offer.styles
        if fits(f"panel:style:{style}")
    ]
    any_style = button(chosen(say("style-any"), choices.style is None), "panel", "style", "")
    return markup(*rows_of(toggles, 2), [any_style], _ways(say, place))


def _chips(say: Voice, place: Place, choices: Choices, offer: Offer) -> InlineKeyboardMarkup:
    picked = words_of(choices.keywords)
    words = dict.fromkeys([*picked, *_page(offer.chips, place.page)])
    named = {keyword_name(say, word): word for word in reversed(words) if fits(f"panel:word:0:{word}")}
    chips = [_chip(say, word, word in picked) for word in reversed(named.values())]
    others = button(say("button-more-keywords"), "panel", "page", place.page + 1)
    clear = button(say("button-clear-keywords"), "panel", "clear")
    return markup(
        *rows_of(chips, CHIPS_IN_A_ROW),
        [*([others] if len(offer.chips) > CHIPS else []), *([clear] if picked else [])],
        _groups(say, place),
        _ways(say, place, onwards="button-next" if picked else "button-skip"),
    )


def _groups(say: Voice, place: Place) -> Row:
    """What people ask for: the words that tell most here, occasions, weather, figures."""
    return [button(chosen(say(f"group-{it}"), it == place.group), "panel", "group", it) for it in GROUPS]


def _chip(say: Voice, word: str, is_picked: bool) -> InlineKeyboardButton:
    return button(chosen(keyword_name(say, word), is_picked), "panel", "word", int(not is_picked), word)


def _page(words: Sequence[str], page: int) -> Sequence[str]:
    """As many as are shown at once, beginning anew after the last."""
    pages = max(1, -(-len(words) // CHIPS))
    first = page % pages * CHIPS
    return words[first : first + CHIPS]


def _menu(say: Voice, choices: Choices, offer: Offer) -> InlineKeyboardMarkup:
    words = keywords_name(say, words_of(choices.keywords))
    labels = {
        "gender": say(f"gender-{choices.gender or 'all'}"),
        "seasons": seasons_name(say, choices.seasons),
        "style": style_name(say, choices.style),
        "keywords": shorten(words, LONGEST_LABEL) or say("keywords-none"),
    }
    steps = [button(label, "panel", "go", step) for step, label in labels.items()]
    done = say("button-rerank" if offer.changed else "button-done")
    return markup(steps[:2], steps[2:], [button(done, "panel", "done")])


def _ways(say: Voice, place: Place, onwards: str | None = "button-next") -> Row:
    """The ways back and onwards, where there are any; out of the menu one step leads back there."""
    back, after = place.before(place.step), place.after(place.step)
    row = [button(say("button-back"), "panel", "go", back)] if back else []
    return [*row, button(say(onwards), "panel", "go", after)] if onwards and place.asking else row
