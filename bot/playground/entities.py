"""Text as Telegram keeps it: parsed, trimmed, measured, with entities counted in UTF-16 units."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from bot.playground.arguments import Arguments
from bot.playground.errors import bad_request
from bot.playground.html import parse_html
from bot.playground.markdown import parse_markdown
from bot.playground.marks import Mark, as_entities, cut_to, from_entities, in_order, overlap
from bot.playground.records import Json

MAX_TEXT = 4096
MAX_CAPTION = 1024
MAX_RAW = 32_768
MAX_ENTITIES = 100
NO_MODE = ("", "none")

_FOUND = (
    ("bot_command", re.compile(r"(?<![\w/])/[A-Za-z0-9_]{1,64}(@[A-Za-z][A-Za-z0-9_]{2,31})?(?![\w/])")),
    (
        "url",
        re.compile(r"(?<![\w@])(?:https?://[^\s<>\"]+[^\s<>\".,:;!?)\]]|www\.[\w-]+\.[a-z]{2,}[^\s<>\"]*)"),
    ),
    ("email", re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+\.[a-zA-Z]{2,}(?![\w.])")),
    ("mention", re.compile(r"(?<![\w@/.])@[A-Za-z][A-Za-z0-9_]{3,31}(?!\w)")),
    ("hashtag", re.compile(r"(?<![\w#])#\w*[^\W\d]\w*")),
)


@dataclass(frozen=True, slots=True)
class Formatted:
    """Text and its entities, ready for a message."""

    text: str
    entities: list[Json]


def read_text(arguments: Arguments) -> Formatted:
    """The text of a message. Raises ApiError 400 for text that is empty, too long, or cannot be parsed."""
    _refuse_empty_text(arguments.text("text"))
    formatted = _read(arguments, "text", "parse_mode", "entities")
    _refuse_blank_text(formatted.text)
    _refuse_long_text(formatted.text)
    return formatted


def read_caption(arguments: Arguments) -> Formatted:
    """The caption of a photo or a document, which may be empty."""
    formatted = _read(arguments, "caption", "parse_mode", "caption_entities")
    _refuse_long_caption(formatted.text)
    return formatted


def found_entities(text: str) -> list[Json]:
    """What Telegram marks by itself in plain text: commands, links, addresses, mentions, hashtags."""
    return as_entities(text, _found(text, []))


def _read(arguments: Arguments, name: str, mode_name: str, entities_name: str) -> Formatted:
    raw = arguments.text(name)
    _refuse_raw(raw)
    mode = arguments.text(mode_name).lower()
    _refuse_parse_mode(mode)
    if mode not in NO_MODE:
        text, marks = parse_html(raw) if mode == "html" else parse_markdown(raw)
    else:
        text, marks = raw, from_entities(raw, arguments.json(entities_name, "message entities"))
    return _finished(text, marks)


def _finished(text: str, marks: list[Mark]) -> Formatted:
    text, marks = _without_returns(text.replace("\0", " "), marks)
    trimmed = text.strip()
    start = text.find(trimmed) if trimmed else 0
    kept = [cut for mark in marks if (cut := cut_to(mark, start, start + len(trimmed))) is not None]
    merged = sorted([*kept, *_found(trimmed, kept)], key=in_order)
    return Formatted(trimmed, as_entities(trimmed, merged)[:MAX_ENTITIES])


def _without_returns(text: str, marks: list[Mark]) -> tuple[str, list[Mark]]:
    """The text without carriage returns; marks move along."""

    def moved(place: int) -> int:
        return place - text.count("\r", 0, place)

    kept = [replace(mark, start=moved(mark.start), end=moved(mark.end)) for mark in marks]
    return text.replace("\r", ""), kept


def _found(text: str, kept: list[Mark]) -> list[Mark]:
    found: list[Mark] = []
    for kind, pattern in _FOUND:
        for match in pattern.finditer(text):
            mark = Mark(kind, match.start(), match.end(), {})
            if not any(overlap(mark, other) for other in [*found, *_opaque(kept)]):
                found.append(mark)
    return found


def _opaque(marks: list[Mark]) -> list[Mark]:
    return [mark for mark in marks if mark.kind in ("code", "pre", "text_link", "text_mention")]


def _refuse_empty_text(raw: str) -> None:
    if not raw:
        raise bad_request("message text is empty")


def _refuse_blank_text(text: str) -> None:
    if not text:
        raise bad_request("text must be non-empty")


def _refuse_long_text(text: str) -> None:
    if len(text) > MAX_TEXT:
        raise bad_request("message is too long")


def _refuse_long_caption(text: str) -> None:
    if len(text) > MAX_CAPTION:
        raise bad_request("message caption is too long")


def _refuse_raw(raw: str) -> None:
    if len(raw.encode()) > MAX_RAW:
        raise bad_request("text is too long")


def _refuse_parse_mode(mode: Any) -> None:
    if mode not in (*NO_MODE, "html", "markdownv2"):
        raise bad_request("unsupported parse_mode")
