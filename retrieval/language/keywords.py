"""Keywords as typed, taken apart: what is wanted, what is excluded, what nobody knows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from retrieval.language.degrees import name_temperatures
from retrieval.language.glossary import kind_of
from retrieval.language.grammar import clauses
from retrieval.language.terms import Lexicon, Mark, Term, read


@dataclass(frozen=True, slots=True)
class ParsedKeywords:
    """Keywords understood.

    An excluded text may hold several words ("검정 치마"): only a look that answers all of them is excluded.
    """

    wanted: tuple[str, ...]
    excluded: tuple[str, ...]
    unknown: tuple[str, ...]


_Group = tuple[Term, ...]


def parse(text: str, lexicon: Lexicon) -> ParsedKeywords:
    """`text` as words wanted, excluded and unknown, each once, in the order typed."""
    wanted: list[Term] = []
    excluded: list[_Group] = []
    for clause in clauses(name_temperatures(text)):
        kept, dropped = _sort(read(clause, lexicon))
        wanted += kept
        excluded += dropped
    every = [*wanted, *(term for group in excluded for term in group)]
    return ParsedKeywords(
        wanted=_once(term.text for term in wanted if term.known),
        excluded=_once(" ".join(term.text for term in group if term.known) for group in excluded),
        unknown=_once(term.text for term in every if not term.known),
    )


def _sort(items: Iterable[Term | Mark]) -> tuple[list[Term], list[_Group]]:
    """Terms wanted and groups refused: "no" speaks of what follows it, 말고 of what stands before it."""
    kept: list[Term] = []
    dropped: list[_Group] = []
    group: _Group = ()
    refusing = False
    for item in items:
        if item == "next refused":
            refusing = True
        elif item == "last refused":
            dropped += _take_last(kept)
        elif isinstance(item, str):
            continue
        elif not refusing:
            kept.append(item)
        elif item.modifies and not item.joined:
            group = (*group, item)
        else:
            dropped.append((*group, item))
            group, refusing = (), item.joined
    return kept, [*dropped, group]


def _take_last(kept: list[Term]) -> Iterator[_Group]:
    """Takes from the end of `kept` what is refused there: a word, its modifiers, and words tied to it."""
    tied = True
    while kept and tied:
        group = [kept.pop()]
        while kept and kept[-1].modifies and not kept[-1].joined and kind_of(group[-1].text) == "garment":
            group.insert(0, kept.pop())
        yield tuple(group)
        tied = bool(kept) and kept[-1].joined


def _once(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, words)))
