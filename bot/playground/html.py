"""Telegram's HTML: a handful of tags, errors that count bytes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.playground.errors import bad_request
from bot.playground.marks import Mark, leads_somewhere
from bot.playground.records import Json

TAGS = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "tg-spoiler": "spoiler",
    "span": "spoiler", "code": "code", "pre": "pre", "a": "text_link", "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
}  # fmt: skip
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*|)((?:\s+[^<>]*)?)\s*(>?)")
_ATTRIBUTE = re.compile(r"""([A-Za-z][\w-]*)\s*(?:=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?""")
_CHARACTER = re.compile(r"&(?:(lt|gt|amp|quot)|#(\d{1,7})|#x([0-9a-fA-F]{1,6}));?")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}


@dataclass(frozen=True, slots=True)
class _Open:
    tag: str
    start: int
    attributes: dict[str, str]


def parse_html(raw: str) -> tuple[str, list[Mark]]:
    """The text without its tags, and what they marked. Raises ApiError 400 with the place in bytes."""
    text, marks, stack, place = "", list[Mark](), list[_Open](), 0
    while place < len(raw):
        if raw[place] == "<":
            tag = _tag_at(raw, place)
            if tag.group(1):
                marks += _closed(raw, place, tag.group(2).lower(), stack, text)
            else:
                stack.append(_opened(raw, place, tag, len(text)))
            place = tag.end()
        else:
            character, place = _character_at(raw, place)
            text += character
    if stack:
        raise _refused(f'Can\'t find end tag corresponding to start tag "{stack[-1].tag}"')
    return text, marks


def _tag_at(raw: str, place: int) -> re.Match[str]:
    tag = _TAG.match(raw, place)
    if tag is None or not tag.group(4):
        raise _refused(f"Unclosed start tag at byte offset {_bytes(raw, place)}")
    return tag


def _opened(raw: str, place: int, tag: re.Match[str], start: int) -> _Open:
    name = tag.group(2).lower()
    attributes = {
        key.lower(): _unescaped(value.strip("\"'")) for key, value in _ATTRIBUTE.findall(tag.group(3))
    }
    if name not in TAGS:
        raise _refused(f'Unsupported start tag "{name}" at byte offset {_bytes(raw, place)}')
    if name == "span" and attributes.get("class") != "tg-spoiler":
        raise _refused(f'Tag "span" must have class "tg-spoiler" at byte offset {_bytes(raw, place)}')
    return _Open(name, start, attributes)


def _closed(raw: str, place: int, name: str, stack: list[_Open], text: str) -> list[Mark]:
    if not stack:
        raise _refused(f"Unexpected end tag at byte offset {_bytes(raw, place)}")
    opened = stack.pop()
    if name not in ("", opened.tag):
        where = f"Unmatched end tag at byte offset {_bytes(raw, place)}"
        raise _refused(f'{where}, expected "</{opened.tag}>", found "</{name}>"')
    return _mark(opened, text)


def _mark(opened: _Open, text: str) -> list[Mark]:
    if opened.start == len(text):
        return []
    kind, details = TAGS[opened.tag], Json()
    if opened.tag == "a":
        details = {"url": opened.attributes.get("href") or text[opened.start :]}
        if not leads_somewhere(details["url"]):
            return []
    elif opened.tag == "tg-emoji":
        details = {"custom_emoji_id": opened.attributes.get("emoji-id", "")}
    elif opened.tag == "blockquote" and "expandable" in opened.attributes:
        kind = "expandable_blockquote"
    return [Mark(kind, opened.start, len(text), details)]


def _character_at(raw: str, place: int) -> tuple[str, int]:
    match = _CHARACTER.match(raw, place)
    if match is None:
        return raw[place], place + 1
    return _character(match), match.end()


def _character(match: re.Match[str]) -> str:
    name, decimal, hexadecimal = match.groups()
    if name:
        return _NAMED[name]
    code = int(decimal) if decimal else int(hexadecimal, 16)
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else match.group()


def _unescaped(value: str) -> str:
    return _CHARACTER.sub(_character, value)


def _bytes(raw: str, place: int) -> int:
    return len(raw[:place].encode())


def _refused(reason: str) -> Exception:
    return bad_request(f"can't parse entities: {reason}")
