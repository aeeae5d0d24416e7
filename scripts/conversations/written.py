"""How a conversation is written: what a person does, what the bot answers, both languages side by side.

    Title | 제목                      the first line; further lines without `>` or `<` are remarks
    > 여자 겨울 | women, winter       the person types
    > [여자 | women]                  taps the button so named; `×3` behind it: impatiently
    > (photo coat knit) 출근 | work   sends pictures as photos, the words are their caption
    > (document coat)                 sends one as a file
    > (reply 2) /save                 answers the second picture of the latest album
    > (block), (unblock), (follow)    blocks the bot, takes it back, opens the link it gave last
    < 필터예요 | your filters         the bot says something, or changes it to something, that holds this
    <! 키워드 | Keywords              nothing that it says now holds this
    < (album 6)                       six pictures come; `(album)`: two or more
    < [다음 10개 | Next ten]          a button so named is there
    친구 > /start                     somebody else does it; 민지 where nobody is named

One half where both languages say the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.language import Language

FOLDER = Path("tests/e2e/conversations")
BOTH = " | "
_LINE = re.compile(r"^(?P<who>[^<>\s]*)\s*(?P<sign>>|<!|<) (?P<rest>.+)$")
_IN_BRACKETS = re.compile(r"^\[(?P<label>.+)\](?: ×(?P<times>\d))?$")
_IN_PARENTHESES = re.compile(r"^\((?P<what>\w+)(?: (?P<arguments>[^)]+))?\)(?: (?P<words>.+))?$")


@dataclass(frozen=True, slots=True)
class Act:
    """What somebody does: `say`, `tap`, `photo`, `document`, `reply`, `block`, `unblock` or `follow`."""

    who: str
    what: str
    words: str = ""
    arguments: tuple[str, ...] = ()
    times: int = 1


@dataclass(frozen=True, slots=True)
class Expected:
    """What the bot then does: `text`, `not`, `button` or `album`."""

    who: str
    what: str
    words: str = ""
    pictures: int | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """One act and what answers it."""

    act: Act
    expected: tuple[Expected, ...]


@dataclass(frozen=True, slots=True)
class Conversation:
    """A written conversation in one language."""

    name: str
    title: str
    language: Language
    turns: tuple[Turn, ...]


def names() -> list[str]:
    """The conversations there are."""
    return sorted(path.stem for path in FOLDER.glob("*.txt"))


def read(name: str, language: Language) -> Conversation:
    """One conversation as it is spoken in a language. Raises ValueError with the line that is none."""
    title, *lines = (FOLDER / f"{name}.txt").read_text("utf-8").splitlines()
    return Conversation(name, _spoken(title, language), language, tuple(_turns(lines, language)))


def _turns(lines: list[str], language: Language) -> Iterator[Turn]:
    act: Act | None = None
    expected: list[Expected] = []
    for line in lines:
        found = _LINE.match(line)
        if not found:
            continue
        who, rest = found["who"], found["rest"]
        if found["sign"] != ">":
            expected.append(_expected(who, rest, language, found["sign"] == "<!"))
            continue
        if act is not None:
            yield Turn(act, tuple(expected))
        act, expected = _act(who, rest, language), []
    if act is None:
        raise ValueError("nobody does anything")
    yield Turn(act, tuple(expected))


def _act(who: str, rest: str, language: Language) -> Act:
    if found := _IN_BRACKETS.match(rest):
        return Act(who, "tap", _spoken(found["label"], language), times=int(found["times"] or 1))
    if found := _IN_PARENTHESES.match(rest):
        arguments = tuple((found["arguments"] or "").split())
        return Act(who, found["what"], _spoken(found["words"] or "", language), arguments)
    return Act(who, "say", _spoken(rest, language))


def _expected(who: str, rest: str, language: Language, is_not: bool) -> Expected:
    if is_not:
        return Expected(who, "not", _spoken(rest, language))
    if found := _IN_BRACKETS.match(rest):
        return Expected(who, "button", _spoken(found["label"], language))
    if (found := _IN_PARENTHESES.match(rest)) and found["what"] == "album":
        return Expected(who, "album", pictures=int(found["arguments"]) if found["arguments"] else None)
    return Expected(who, "text", _spoken(rest, language))


def _spoken(text: str, language: Language) -> str:
    """The half of a text in a language; the whole where it has no halves."""
    korean, both, english = text.partition(BOTH)
    return (korean if language == "ko" or not both else english).strip()
