"""Keywords as typed, taken apart: what is wanted, what is excluded, what nobody knows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal, Protocol

from retrieval import korean
from retrieval.glossary import kind_of, split
from retrieval.grammar import (
    AND,
    JOINING,
    LAST_REFUSED,
    NEXT_REFUSED,
    SILENT,
    clauses,
    mark_refusals,
    name_temperatures,
)

LONGEST = 5
"""Words in one entry at most, as in 꾸민 듯 안 꾸민 듯."""


@dataclass(frozen=True, slots=True)
class ParsedKeywords:
    """Keywords understood.

    An excluded text may hold several words ("검정 치마"): only a look that answers all of them is excluded.
    """

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
        return not self.known or kind_of(self.text) in ("colour", "fabric", "pattern", "detail")


_Group = tuple[_Term, ...]
_Item = _Term | Literal["next refused", "last refused"]


def parse(text: str, lexicon: Lexicon) -> ParsedKeywords:
    """`text` as words wanted, excluded and unknown, each once, in the order typed."""
    wanted: list[_Term] = []
    excluded: list[_Group] = []
    for clause in clauses(name_temperatures(text)):
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
    """Terms wanted and groups refused: "no" speaks of what follows it, 말고 of what stands before it."""
    kept: list[_Term] = []
    dropped: list[_Group] = []
    group: _Group = ()
    refusing = False
    for item in items:
        if item == "next refused":
            refusing = True
        elif item == "last refused":
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
    """Takes from the end of `kept` what is refused there: a word, its modifiers, and words tied to it."""
    tied = True
    while kept and tied:
        group = [kept.pop()]
        while kept and kept[-1].modifies and not kept[-1].joined and kind_of(group[-1].text) == "garment":
            group.insert(0, kept.pop())
        yield tuple(group)
        tied = bool(kept) and kept[-1].joined


def _items(clause: str, lexicon: Lexicon) -> list[_Item]:
    words = mark_refusals(" ".join(_on_right_keyboard(word, lexicon) for word in clause.split())).split()
    items: list[_Item] = []
    while words:
        size, term = _longest(words, lexicon)
        word = korean.normal(words[0])
        if term:
            items.append(term)
        elif word == LAST_REFUSED:
            items.append("last refused")
        elif word in NEXT_REFUSED:
            items.append("next refused")
        elif word in AND and items and isinstance(items[-1], _Term):
            items[-1] = replace(items[-1], joined=True)
        elif word not in SILENT | AND:
            items += _single(word, lexicon)
        words = words[size:]
    return items


def _longest(words: list[str], lexicon: Lexicon) -> tuple[int, _Term | None]:
    """How many of the first words are one known word together, and that word; 1 and None if none is."""
    for size in range(min(LONGEST, len(words)), 0, -1):
        typed = korean.normal(" ".join(words[:size]))
        grammar = size == 1 and typed in SILENT | AND | NEXT_REFUSED | {LAST_REFUSED}
        form = None if grammar else _known_form(typed, lexicon)
        if form:
            return size, _Term(form, joined=typed != form and typed.endswith(JOINING))
    return 1, None


def _single(typed: str, lexicon: Lexicon) -> list[_Term]:
    """One word that is not known as it stands: a compound, a slip, a slip on another keyboard, or unknown."""
    for form, pieces in _readings(typed, lexicon):
        if pieces:
            *first, last = map(_Term, pieces)
            return [*first, replace(last, joined=typed != form and typed.endswith(JOINING))]
    return [_Term(typed, known=False)]


def _readings(typed: str, lexicon: Lexicon) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each form of the word with the known words it may stand for, the likeliest reading first."""
    compounds = {form: split(korean.key(form), lexicon.knows) for form in _forms(typed)}
    yield from ((form, parts) for form, parts in compounds.items() if "".join(parts) == korean.key(form))
    for form in (*_forms(typed), korean.from_keyboard(typed) if typed.isascii() else ""):
        meant = lexicon.mend(form) if form not in SILENT else None
        yield form, (meant,) if meant else ()
    yield from compounds.items()  # at least the head is known


def _on_right_keyboard(word: str, lexicon: Lexicon) -> str:
    """`word` as it would be on the other layout, if only there it says something."""
    other = korean.from_keyboard(word) if word.isascii() else korean.to_keyboard(word)
    typed = korean.normal(word)
    if not other or typed in SILENT | AND | NEXT_REFUSED or _known_form(typed, lexicon):
        return word
    says = (
        _known_form(other, lexicon) or other in SILENT | AND | NEXT_REFUSED or mark_refusals(other) != other
    )
    return other if says else word


def _known_form(word: str, lexicon: Lexicon) -> str | None:
    return next(filter(lexicon.knows, _forms(word)), None)


def _forms(word: str) -> Iterator[str]:
    """`word`, then what it may be without its particles or its English plural."""
    yield from korean.singulars(word)
    if not word.isascii():
        yield from korean.stems(word)


def _once(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, words)))
