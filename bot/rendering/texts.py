"""Plain records become what a person reads: the list under an album, and its captions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from telegram.constants import MessageLimit

from bot.conversation.question import Question
from bot.language import Voice
from bot.rendering.naming import (
    colour_name,
    filters_name,
    keywords_name,
    look_name,
    pieces_name,
    tag_name,
    type_name,
)
from retrieval.types import (
    PLAIN,
    UNKNOWN,
    Answer,
    ColourReason,
    Garment,
    GarmentReason,
    Lens,
    Look,
    PatternReason,
    Reason,
    Recommendation,
    Sight,
    WordReason,
)

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


def caption(say: Voice, sight: Sight, lens: Lens, shown: Shown) -> str:
    """Under one picture of the album, at most 1024 characters."""
    title = say("caption", number=shown.number, title=look_name(say, shown.look))
    recommendation = shown.recommendation
    slot = say(f"slot-{recommendation.slot}") if recommendation.slot else ""
    because = " · ".join(filter(None, [slot, why(say, sight, lens, shown)]))
    lines = [title, because, worn_with(say, recommendation), credit(shown.look)]
    return shorten("\n".join(filter(None, lines)), MessageLimit.CAPTION_LENGTH)


def saved_caption(say: Voice, number: int, look: Look) -> str:
    """Under one picture of the saved looks."""
    title = say("caption", number=number, title=look_name(say, look))
    return _look_caption(say, title, look)


def look_caption(say: Voice, look: Look) -> str:
    """Under one look that stands alone."""
    return _look_caption(say, look_name(say, look), look)


def _look_caption(say: Voice, title: str, look: Look) -> str:
    tags = " ".join(f"#{tag_name(say.language, tag)}" for tag in look.tags)
    return shorten("\n".join(filter(None, [title, tags, credit(look)])), MessageLimit.CAPTION_LENGTH)


def credit(look: Look) -> str:
    """Whose photo it is."""
    return f"© {look.credit}" if look.credit else ""


def worn_with(say: Voice, recommendation: Recommendation) -> str:
    """`+ 차콜 슬랙스, 화이트 스니커즈`, or nothing."""
    pieces = pieces_name(say, recommendation.worn_with)
    return say("worn-with", pieces=pieces) if pieces else ""


def shorten(text: str, limit: int) -> str:
    """The text within a limit, ending in … where it was cut."""
    return text if len(text) <= limit else f"{text[: limit - 1].rstrip()}…"


def _head(say: Voice, sight: Sight, question: Question, answer: Answer) -> list[str]:
    lens = question.lens if sight.garments else "words"
    keywords = keywords_name(say, question.words)
    pairings = pieces_name(say, answer.pairings[:MOST_PAIRINGS])
    filters = filters_name(say, question.gender, question.seasons, question.style)
    return [
        f"<b>{escape(say(f'answer-title-{lens}', keywords=keywords))}</b>",
        *(escape(seen(say, garment)) for garment in question.asked_of(sight.garments)),
        say("seen-whole") if sight.fell_back else "",
        "" if answer.close else escape(say("nothing-close")),
        say("answer-liked", count=len(question.liked)) if question.liked else "",
        escape(say("answer-pairings", pairings=pairings)) if pairings else "",
        escape(say("keywords-chosen", keywords=keywords)) if keywords and lens != "words" else "",
        f"<i>{escape(say('answer-filters', filters=filters))}</i>",
    ]


def seen(say: Voice, garment: Garment) -> str:
    """What codibot sees in a query garment: `줄무늬 셔츠 · 네이비 62%, 화이트 38%`."""
    kind = garment.type if garment.confidence >= SURE else UNKNOWN
    shares: dict[str, float] = {}
    for swatch in garment.palette:  # two shades may have one name
        name = colour_name(say, swatch)
        shares[name] = shares.get(name, 0.0) + swatch.share
    largest = sorted(shares, key=lambda name: -shares[name])[:MOST_COLOURS]
    colours = (f"{name} {shares[name]:.0%}" for name in largest)
    name = type_name(say, kind)
    if garment.pattern not in (None, PLAIN):
        name = say("seen-patterned", pattern=say(f"pattern-{garment.pattern}"), type=name)
    return say("seen", type=name, colours=", ".join(colours))


def why(say: Voice, sight: Sight, lens: Lens, shown: Shown) -> str:
    """A look's reasons in one line; the lenses of the origin show how alike it is."""
    reasons = [reason_text(say, sight, lens, reason) for reason in shown.recommendation.reasons]
    measured = say("measured", score=f"{shown.recommendation.score:.2f}") if lens in MEASURED else ""
    return " · ".join(filter(None, [measured, *dict.fromkeys(reasons[:MOST_REASONS])]))


def reason_text(say: Voice, sight: Sight, lens: Lens, reason: Reason) -> str:
    """A reason in words."""
    match reason:
        case GarmentReason(kind, _, similarity) if lens == "picture":
            percent = round(100 * max(0.0, similarity))
            return say("reason-garment-measured", type=type_name(say, kind), percent=percent)
        case GarmentReason(kind):
            return say("reason-garment", type=type_name(say, kind))
        case ColourReason(query_hex):
            return _colour_reason(say, sight, query_hex)
        case PatternReason(pattern):
            return say("reason-pattern", pattern=say(f"pattern-{pattern}"))
        case WordReason(asked, matched):
            tag = tag_name(say.language, matched)
            known = asked in (tag, matched)
            return say("reason-word", tag=tag) if known else say("reason-word-asked", tag=tag, asked=asked)


def _colour_reason(say: Voice, sight: Sight, query_hex: str) -> str:
    swatches = (swatch for garment in sight.garments for swatch in garment.palette)
    name = next((colour_name(say, swatch) for swatch in swatches if swatch.hex == query_hex), None)
    return say("reason-colour", colour=name) if name else say("reason-colour-plain")


def _entry(say: Voice, sight: Sight, lens: Lens, shown: Shown) -> str:
    """One look of the list, in HTML: what it is worn with, and why; its title stands under the picture."""
    title = shorten(look_name(say, shown.look), LONGEST_TITLE)
    reasons = why(say, sight, lens, shown)
    first = f"<b>{shown.number}.</b> {escape(worn_with(say, shown.recommendation) or title)}"
    return f"{first}\n<i>{escape(reasons)}</i>" if reasons else first


def _fitting(entries: Sequence[str]) -> str:
    """As many whole entries as one message takes, so that no tag is torn."""
    head, *looks = entries
    text = f"{head}\n" if looks else head
    for entry in looks:
        if len(text) + len(entry) + 1 > MessageLimit.MAX_TEXT_LENGTH:
            break
        text = f"{text}\n{entry}"
    return text
