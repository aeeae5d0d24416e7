"""Telegram's MarkdownV2: nested marks, and eighteen characters that must be escaped."""

from __future__ import annotations

import re

from bot.playground.errors import ApiError, bad_request
from bot.playground.marks import Mark, leads_somewhere
from bot.playground.records import Json

RESERVED = "_*[]()~`>#+-=|{}.!"
MARKS = {
    "*": "bold",
    "_": "italic",
    "__": "underline",
    "~": "strikethrough",
    "||": "spoiler",
    "[": "text_link",
}
_LINK = re.compile(r"\]\(((?:\\.|[^\\)])*)\)")


def parse_markdown(raw: str) -> tuple[str, list[Mark]]:
    """The text without its marks, and what they marked. Raises ApiError 400 with the place in bytes."""
    return _Parser(raw).parse()


class _Parser:
    def __init__(self, raw: str) -> None:
        self._raw = raw
        self._place = 0
        self._text = ""
        self._open: list[tuple[str, int, int]] = []  # the sign, where it began in the text and in `raw`
        self._marks: list[Mark] = []

    def parse(self) -> tuple[str, list[Mark]]:
        while self._place < len(self._raw):
            self._step()
        if self._open:
            sign, _, place = self._open[-1]
            raise self._unfinished(sign, place)
        return self._text, self._marks

    def _step(self) -> None:
        character = self._raw[self._place]
        if character == "\\" and "\0" < self._raw[self._place + 1 : self._place + 2] < "\x7f":
            self._text += self._raw[self._place + 1]
            self._place += 2
        elif character == "`":
            self._code()
        elif character == "]" and self._open and self._open[-1][0] == "[":
            self._close_link()
        elif (sign := self._sign()) is not None:
            self._toggle(sign)
        else:
            self._plain(character)

    def _sign(self) -> str | None:
        two = self._raw[self._place : self._place + 2]
        if two in MARKS:
            return two
        return two[0] if two[0] in MARKS else None

    def _toggle(self, sign: str) -> None:
        place, self._place = self._place, self._place + len(sign)
        if self._open and self._open[-1][0] == sign:
            _, start, _ = self._open.pop()
            self._mark(MARKS[sign], start, {})
        else:
            self._open.append((sign, len(self._text), place))

    def _close_link(self) -> None:
        match = _LINK.match(self._raw, self._place)
        _, start, _ = self._open.pop()
        url = re.sub(r"\\(.)", r"\1", match.group(1)) if match else ""
        self._place = match.end() if match else self._place + 1
        if leads_somewhere(url):
            self._mark("text_link", start, {"url": url})

    def _code(self) -> None:
        fence = "```" if self._raw.startswith("```", self._place) else "`"
        start = self._place + len(fence)
        end = self._raw.find(fence, start)
        if end < 0:
            raise self._unfinished(fence, self._place)
        inside = re.sub(r"\\([`\\])", r"\1", self._raw[start:end])
        language = re.match(r"(\w+)\n", inside) if fence == "```" else None
        begin = len(self._text)
        self._text += inside[language.end() :] if language else inside
        details = {"language": language.group(1)} if language else {}
        self._mark("pre" if fence == "```" else "code", begin, details)
        self._place = end + len(fence)

    def _plain(self, character: str) -> None:
        if character in RESERVED:
            raise bad_request(
                f"can't parse entities: Character '{character}' is reserved "
                "and must be escaped with the preceding '\\'"
            )
        self._text += character
        self._place += 1

    def _mark(self, kind: str, start: int, details: Json) -> None:
        if start < len(self._text):
            self._marks.append(Mark(kind, start, len(self._text), details))

    def _unfinished(self, sign: str, place: int) -> ApiError:
        offset = len(self._raw[:place].encode())
        return bad_request(
            f"can't parse entities: Can't find end of {_named(sign)} entity at byte offset {offset}"
        )


def _named(sign: str) -> str:
    return {"`": "Code", "```": "Pre", "[": "TextUrl"}.get(sign) or MARKS[sign].title()
