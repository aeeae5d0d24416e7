"""Keywords as typed, taken apart: what is wanted, what is excluded, what nobody knows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal, Protocol

from retrieval import korean
from retrieval.glossary import kind_of, split

LONGEST = 4  # words in one entry, as in "얼어 죽어도 코트" or "wide leg trousers"

_NOT_BEFORE = re.compile(
    r"(?:말고|말구)(?!도)|빼고|빼구|뺀|제외(?:하고|한|해줘요?|해주세요|해)?|없이|없는|아니고|아닌"
    r"|(?:은|는|이|가)?\s*싫(?:어요?|은데|고)|안\s*(?:입는|입을|신는|신을|들어간)"
)
_NOT_AFTER = frozenset("no not without except excluding exclude minus non never nor 노".split()) | {
    "don't",
    "dont",
}
_AND = frozenset("and or & + 및 또는 혹은 그리고 하고 이랑 랑 또 n".split())
_JOINED = ("랑", "하고", "과", "와", "이나", "나")
_SILENT = frozenset(
    "a an the with for in of to my i me want wanna wear wearing look looks outfit outfits something some style"
    " please any that is and or but very like give show find need clothes on at have"
    " 룩 코디 옷 입을 입고 입는 입기 신을 좀 더 잘 추천 추천해줘 추천해주세요 추천해 해줘 주세요 보여줘 찾아줘 느낌 느낌의"
    " 스타일 스타일의 있는 어울리는 위한 들어간 매치한 싶어 싶어요 좋은 좋아 갈 때 할 날 에 용 거 것 그리고 또는".split()
)
_MODIFIERS = ("colour", "fabric", "pattern", "detail")
_LAST = "⊖"  # stands in for the words of _NOT_BEFORE
_STOPS = re.compile(r"[,;·|\n。、!?]+")


@dataclass(frozen=True, slots=True)
class ParsedKeywords:
    """Keywords understood. An excluded text may hold several words: a look must answer all of them to be excluded."""

    wanted: tuple[str, ...]
    excluded: tuple[str, ...]
    unknown: tuple[str, ...]


class Lexicon(Protocol):
    """Which words are known, and which known word an unknown one was meant to be."""

    def knows(self, word: str) -> bool: ...

    def mend(self, word: str) -> str | None: ...


@dataclass(frozen=True, slots=True)
class _Term:
    text: str
    known: bool = True
    joined: bool = False  # a particle or "and" ties it to the next one: 치마랑 힐, skirts or heels

    @property
    def modifies(self) -> bool:
        return not self.known or kind_of(self.text) in _MODIFIERS


_Group = tuple[_Term, ...]
_Item = _Term | Literal["refuse next", "refuse last"]


def parse(text: str, lexicon: Lexicon) -> ParsedKeywords:
    """`text` as words wanted, excluded and unknown, each once, in the order typed."""
    wanted: list[_Term] = []
    excluded: list[_Group] = []
    for clause in _STOPS.split(text):
        kept, dropped = _sort(_items(clause, lexicon))
        wanted += kept
        excluded += dropped
    every = [*wanted, *(term for group in excluded for term in group)]
    return ParsedKeywords(
        wanted=_once(term.text for term in wanted if term.known),
        excluded=_once(" ".join(term.text for term in group if term.known) for group in excluded),
        unknown=_once(term.text for term in every if not term.known),
    )


def _sort(items: Iterable[_Item]) -> tuple[list[_Term], list[_Group]]:
    """The terms wanted and the groups refused: "no" speaks of what follows it, 말고 of what stands before it."""
    kept: list[_Term] = []
    dropped: list[_Group] = []
    group: _Group = ()
    refusing = False
    for item in items:
        if item == "refuse next":
            refusing = True
        elif item == "refuse last":
            dropped += _take_last(kept)
        elif not refusing:
            kept.append(item)
        elif item.modifies and not item.joined:
            group = (*group, item)
        else:
            dropped.append((*group, item))
            group, refusing = (), item.joined
    return kept, [*dropped, group]


def _take_last(kept: list[_Term]) -> Iterator[_Group]:
    """Removes from the end of `kept` what a 말고 after it refuses: a word, its modifiers, and what is tied to it."""
    tied = True
    while kept and tied:
        group = [kept.pop()]
        while kept and kept[-1].modifies and not kept[-1].joined and kind_of(group[-1].text) == "garment":
            group.insert(0, kept.pop())
        yield tuple(group)
        tied = bool(kept) and kept[-1].joined


def _items(clause: str, lexicon: Lexicon) -> list[_Item]:
    words = _NOT_BEFORE.sub(f" {_LAST} ", clause).split()
    items: list[_Item] = []
    while words:
        if words[0].startswith("-") and len(words[0]) > 1:
            items.append("refuse next")
            words[0] = words[0].lstrip("-")
        size, terms = _longest(words, lexicon)
        word = korean.normal(words[0])
        if terms:
            items += terms
        elif word == _LAST:
            items.append("refuse last")
        elif word in _NOT_AFTER:
            items.append("refuse next")
        elif word in _AND and items and isinstance(items[-1], _Term):
            items[-1] = replace(items[-1], joined=True)
        elif word not in _SILENT | _AND:
            items += _single(words[0], lexicon)
        words = words[size:]
    return items


def _longest(words: list[str], lexicon: Lexicon) -> tuple[int, list[_Term]]:
    """How many of the first words are one known word together, and that word; one and nothing if there is none."""
    for size in range(min(LONGEST, len(words)), 0, -1):
        typed = korean.normal(" ".join(words[:size]))
        grammar = size == 1 and typed in _SILENT | _AND | _NOT_AFTER | {_LAST}
        form = None if grammar else next(filter(lexicon.knows, _forms(typed)), None)
        if form:
            return size, [_Term(form, joined=typed != form and typed.endswith(_JOINED))]
    return 1, []


def _single(word: str, lexicon: Lexicon) -> list[_Term]:
    """One word that is not known as it stands: a compound, another keyboard's letters, a slip, or unknown."""
    typed = korean.normal(word)
    for form in _forms(typed):
        if pieces := split(korean.key(form), lexicon.knows):
            tied = typed != form and typed.endswith(_JOINED)
            return [*map(_Term, pieces[:-1]), _Term(pieces[-1], joined=tied)]
    other = korean.from_keyboard(word) if word.isascii() else korean.to_keyboard(word)
    meant = next(filter(lexicon.knows, _forms(other)), None) if other else None
    meant = meant or lexicon.mend(typed) or (lexicon.mend(other) if other else None)
    return [_Term(meant)] if meant else [_Term(typed, known=False)]


def _forms(word: str) -> Iterator[str]:
    """`word`, then what it may be without its particles or its English plural."""
    yield word
    if word.isascii():
        yield from (word[: -len(end)] for end in ("s", "es") if word.endswith(end))
    else:
        yield from korean.stems(word)


def _once(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, words)))
