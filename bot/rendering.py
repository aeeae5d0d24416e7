"""Plain records become what a person reads: the list under an album, and its captions."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from telegram.constants import MessageLimit

from bot.conversation.question import Question
from bot.language import Voice
from retrieval.types import (
    SEASONS,
    STYLES,
    TYPES,
    UNKNOWN,
    Answer,
    ColourReason,
    Garment,
    GarmentReason,
    Lens,
    Look,
    Reason,
    Recommendation,
    Sight,
    Swatch,
    WordReason,
)
from storage.types import SavedLook

SURE = 0.5
"""A type's confidence from which it is said aloud."""
MOST_COLOURS = 3
MOST_PAIRINGS = 4
MOST_REASONS = 3
LONGEST_TITLE = 120
MEASURED: tuple[Lens, ...] = ("picture", "colour")
"""The lenses that show how alike: the two answers of the system that codibot grew from."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A recommendation together with its look, and the number drawn on its picture."""

    number: int
    recommendation: Recommendation
    look: Look


def answer_text(say: Voice, sight: Sight, question: Question, answer: Answer, shown: Sequence[Shown]) -> str:
    """The list in HTML, at most 4096 characters: what was seen, common pairings, each look's reasons."""
    head = "\n".join(filter(None, _head(say, sight, question, answer)))
    entries = [_entry(say, sight, question.lens, each) for each in shown]
    return _fitting([head, *entries])


def caption(say: Voice, shown: Shown) -> str:
    """Under one picture of the album, at most 1024 characters."""
    title = say("caption", number=shown.number, title=name_of(shown.look))
    lines = [title, worn_with(say, shown.recommendation), credit(shown.look)]
    return shorten("\n".join(filter(None, lines)), MessageLimit.CAPTION_LENGTH)


def saved_caption(number: int, look: Look) -> str:
    """Under one picture of the looks put aside."""
    lines = [f"{number}. {name_of(look)}", " ".join(f"#{tag}" for tag in look.tags), credit(look)]
    return shorten("\n".join(filter(None, lines)), MessageLimit.CAPTION_LENGTH)


def saved_text(
    say: Voice, count: int, numbered: Sequence[tuple[int, SavedLook]], there: Mapping[int, Look]
) -> str:
    """The list under the album of looks put aside; those that left the lookbook are named as gone."""
    lines = [
        f"{number}. {shorten(name_of(there[number]), LONGEST_TITLE)}"
        if number in there
        else say("saved-gone", number=number)
        for number, _ in numbered
    ]
    hint = say("saved-hint", number=numbered[0][0])
    return "\n".join([say("saved-title", count=count), "", *lines, "", hint])


def name_of(look: Look) -> str:
    """What a look is called: its title, else its first tags."""
    return look.title or " ".join(f"#{tag}" for tag in look.tags[:4]) or look.id


def credit(look: Look) -> str:
    """Whose photo it is."""
    return f"© {look.credit}" if look.credit else ""


def worn_with(say: Voice, recommendation: Recommendation) -> str:
    """`+ 슬랙스, 스니커즈`, or nothing."""
    pieces = ", ".join(recommendation.worn_with)
    return say("worn-with", pieces=pieces) if pieces else ""


def filters_text(say: Voice, gender: str | None, seasons: Collection[str], style: str | None) -> str:
    """`여자 · 봄, 여름 · 댄디`."""
    named = ", ".join(say(f"season-{season}") for season in SEASONS if season in seasons)
    return say(
        "filters-summary",
        gender=say(f"gender-{gender or 'all'}"),
        seasons=named or say("seasons-all"),
        style=style_name(say, style),
    )


def style_name(say: Voice, style: str | None) -> str:
    """A style's name; one that the lookbook brought is called as it stands there."""
    if style is None:
        return say("style-any")
    return say(f"style-{style}") if style in STYLES else style


def shorten(text: str, limit: int) -> str:
    """The text within a limit, ending in … where it was cut."""
    return text if len(text) <= limit else f"{text[: limit - 1].rstrip()}…"


def _head(say: Voice, sight: Sight, question: Question, answer: Answer) -> list[str]:
    lens = question.lens if sight.garments else "words"
    title = say(f"answer-title-{lens}", keywords=question.keywords)
    pairings = ", ".join(answer.pairings[:MOST_PAIRINGS])
    keywords = say("keywords-chosen", keywords=question.keywords) if question.keywords else ""
    filters = filters_text(say, question.gender, question.seasons, question.style)
    return [
        f"<b>{escape(title)}</b>",
        *(escape(seen(say, garment)) for garment in sight.garments),
        say("seen-whole") if sight.fell_back else "",
        escape(say("answer-pairings", pairings=pairings)) if pairings else "",
        f"<i>{escape(say('answer-filters', filters=filters))}</i>",
        escape(keywords) if lens != "words" else "",
    ]


def seen(say: Voice, garment: Garment) -> str:
    """What codibot sees in a query garment: `셔츠 · 네이비 62%, 화이트 38%`."""
    kind = garment.type if garment.confidence >= SURE else UNKNOWN
    colours = (f"{colour(say, swatch)} {swatch.share:.0%}" for swatch in garment.palette[:MOST_COLOURS])
    return say("seen", type=type_name(say, kind), colours=", ".join(colours))


def type_name(say: Voice, kind: str) -> str:
    """A garment type's name; 옷 for one that nobody knows."""
    return say(f"type-{kind if kind in TYPES else UNKNOWN}")


def colour(say: Voice, swatch: Swatch) -> str:
    """A colour's name in the language spoken."""
    return swatch.name.ko if say.language == "ko" else swatch.name.en


def reason_text(say: Voice, sight: Sight, lens: Lens, reason: Reason) -> str:
    """A reason in words; only the lens *picture* says how much alike, the others what."""
    match reason:
        case GarmentReason(kind, _, similarity) if lens == "picture":
            percent = round(100 * max(0.0, similarity))
            return say("reason-garment-measured", type=type_name(say, kind), percent=percent)
        case GarmentReason(kind):
            return say("reason-garment", type=type_name(say, kind))
        case ColourReason(query_hex):
            return _colour_reason(say, sight, query_hex)
        case WordReason(asked, matched):
            key = "reason-word" if asked == matched else "reason-word-asked"
            return say(key, tag=matched, asked=asked)


def _colour_reason(say: Voice, sight: Sight, query_hex: str) -> str:
    swatches = (swatch for garment in sight.garments for swatch in garment.palette)
    name = next((colour(say, swatch) for swatch in swatches if swatch.hex == query_hex), None)
    return say("reason-colour", colour=name) if name else say("reason-colour-plain")


def _entry(say: Voice, sight: Sight, lens: Lens, shown: Shown) -> str:
    """One look of the list, in HTML."""
    reasons = [reason_text(say, sight, lens, reason) for reason in shown.recommendation.reasons]
    measured = say("measured", score=f"{shown.recommendation.score:.2f}") if lens in MEASURED else ""
    why = " · ".join(filter(None, [measured, *dict.fromkeys(reasons[:MOST_REASONS])]))
    lines = filter(None, [why, worn_with(say, shown.recommendation)])
    title = escape(shorten(name_of(shown.look), LONGEST_TITLE))
    return "\n".join([f"<b>{shown.number}.</b> {title}", *map(escape, lines)])


def _fitting(entries: Sequence[str]) -> str:
    """As many whole entries as one message takes, so that no tag is torn."""
    text = entries[0]
    for entry in entries[1:]:
        if len(text) + len(entry) + 2 > MessageLimit.MAX_TEXT_LENGTH:
            break
        text = f"{text}\n\n{entry}"
    return text
