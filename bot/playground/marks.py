"""Marked stretches of text in code points, and their form in the Bot API: entities in UTF-16 units."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from bot.playground.errors import bad_request
from bot.playground.records import Json

SIMPLE = {
    "bold", "italic", "underline", "strikethrough", "spoiler", "code", "pre", "blockquote",
    "expandable_blockquote", "mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number",
}  # fmt: skip
STYLES = ("bold", "italic", "underline", "strikethrough", "spoiler")
DETAILS = {"text_link": "url", "text_mention": "user", "custom_emoji": "custom_emoji_id", "pre": "language"}

_LINK = re.compile(r"(https?|tg|mailto|tel)[:/]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Mark:
    """One entity over the code points from `start` to `end` (exclusive); `details` holds a link's url."""

    kind: str
    start: int
    end: int
    details: Json


def units(text: str) -> int:
    """The length of `text` in UTF-16 units."""
    return len(text.encode("utf-16-le", errors="surrogatepass")) // 2


def leads_somewhere(url: str) -> bool:
    """Whether a link may stand in a message; one that may not is shown as plain text."""
    return _LINK.match(url) is not None


def cut_to(mark: Mark, start: int, end: int) -> Mark | None:
    """The part of a mark inside a text trimmed to start..end, None where nothing is left of it."""
    low, high = max(mark.start, start), min(mark.end, end)
    return Mark(mark.kind, low - start, high - start, mark.details) if low < high else None


def overlap(one: Mark, other: Mark) -> bool:
    """Whether two marks share text."""
    return one.start < other.end and other.start < one.end


def in_order(mark: Mark) -> tuple[int, int, int]:
    """Sorts marks: by their start, longer ones first, and of equal ones styles in their usual order."""
    return mark.start, -mark.end, STYLES.index(mark.kind) if mark.kind in STYLES else -1


def as_entities(text: str, marks: list[Mark]) -> list[Json]:
    """Marks as MessageEntity."""
    return [
        {
            "type": mark.kind,
            "offset": units(text[: mark.start]),
            "length": units(text[mark.start : mark.end]),
            **mark.details,
        }
        for mark in marks
    ]


def from_entities(text: str, entities: Any) -> list[Mark]:
    """A request's MessageEntity objects as marks. Raises ApiError 400 for one that splits a character."""
    if entities is None:
        return []
    if not isinstance(entities, list):
        raise bad_request("can't parse message entities: expected an Array")
    marks = [_mark(text, entity) for entity in entities]
    return [mark for mark in marks if mark is not None and mark.start < mark.end]


def _mark(text: str, entity: Any) -> Mark | None:
    if not isinstance(entity, dict) or not all(isinstance(entity.get(k), int) for k in ("offset", "length")):
        raise bad_request("can't parse MessageEntity: expected an Object")
    kind = str(entity.get("type", ""))
    if kind not in SIMPLE and kind not in DETAILS:
        return None
    start = _code_point(text, entity["offset"])
    end = _code_point(text, entity["offset"] + entity["length"])
    detail = DETAILS.get(kind)
    details = {detail: entity[detail]} if detail and detail in entity else {}
    return Mark(kind, start, end, details)


def _code_point(text: str, offset: int) -> int:
    """The place in code points of a place in UTF-16 units."""
    encoded = text.encode("utf-16-le", errors="surrogatepass")
    head = encoded[: 2 * max(offset, 0)]
    try:
        return len(head.decode("utf-16-le"))
    except UnicodeDecodeError as error:
        place = len(head[:-2].decode("utf-16-le").encode())
        raise bad_request(f"entity begins in a middle of a UTF-16 symbol at byte offset {place}") from error
