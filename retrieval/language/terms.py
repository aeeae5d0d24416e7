"""A clause as it is read: the known words it names, what nobody knows, and the marks that refuse or join."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal, Protocol

from retrieval.language import korean
from retrieval.language.glossary import kind_of, split
from retrieval.language.grammar import AND, JOINING, LAST_REFUSED, NEXT_REFUSED, mark_refusals
from retrieval.language.small_words import SILENT, before_asking, is_ordinary, says_nothing

LONGEST = 5
"""Words in one entry at most, as in 꾸민 듯 안 꾸민 듯."""
SHORTEST_ON_KEYBOARD = 3
"""Latin letters from which a word may have been typed on the other layout: XL is a size, and no 티."""

Mark = Literal["next refused", "last refused", "and"]
_MARKS: dict[str, Mark] = {
    **dict.fromkeys(NEXT_REFUSED, "next refused"),
    **dict.fromkeys(AND, "and"),
    LAST_REFUSED: "last refused",
}
_SMALL = SILENT | _MARKS.keys()
_EDGES = re.compile(r"^[^\w\-&+#()]+|(?<=[가-힣a-z])[ㅋㅎㅠㅜ]{2,}\W*$|[^\w&+()]+$")
"""Around a word: quotes, full stops, pictures and laughter."""


class Lexicon(Protocol):
    """Which words are known, and which known word an unknown one was meant to be."""

    def knows(self, word: str) -> bool: ...

    def mend(self, word: str) -> str | None: ...


@dataclass(frozen=True, slots=True)
class Term:
    """A word that is known, or that nobody knows."""

    text: str
    known: bool = True
    joined: bool = False  # a particle or "and" ties it to the next one: 치마랑 힐, skirts or heels

    @property
    def modifies(self) -> bool:
        """Whether it may speak of the garment after it (검정 치마)."""
        return not self.known or kind_of(self.text) in ("colour", "fabric", "pattern", "detail")


def read(clause: str, lexicon: Lexicon) -> list[Term | Mark]:
    """The terms of a clause and what refuses them, in the order typed; "and" has joined those before it."""
    typed = (_on_right_keyboard(_EDGES.sub("", word), lexicon) for word in clause.split())
    words = mark_refusals(" ".join(typed)).split()
    said: list[Term | Mark] = []
    while words:
        size, items = _next(words, lexicon)
        if items == ["and"]:
            said[-1:] = [replace(it, joined=True) if isinstance(it, Term) else it for it in said[-1:]]
        else:
            said += items
        words = words[size:]
    return said


def _next(words: list[str], lexicon: Lexicon) -> tuple[int, list[Term | Mark]]:
    """How many of the first words are read together, the most that can be, and what they say."""
    for size in range(min(LONGEST, len(words)), 1, -1):
        typed = korean.normal(" ".join(words[:size]))
        if typed in SILENT:
            return size, []
        form = _known_form(typed, lexicon)
        if form:
            return size, [_term(typed, form, form)]
    return 1, _alone(korean.normal(words[0]), lexicon)


def _alone(typed: str, lexicon: Lexicon) -> list[Term | Mark]:
    """What one word says: a mark, nothing, what it is known as, or what it was meant to be."""
    if typed in _SMALL:
        return [_MARKS[typed]] if typed in _MARKS else []
    if is_ordinary(typed) and not lexicon.knows(typed):
        return [Term(typed, known=False)]
    form = _known_form(typed, lexicon)
    if form:
        return [_term(typed, form, form)]
    return [] if says_nothing(typed) else [*_guessed(typed, lexicon)]


def _guessed(typed: str, lexicon: Lexicon) -> list[Term]:
    """A word that is not known as it stands: a compound, a slip, a slip on another keyboard, or unknown."""
    for form, pieces in _readings(typed, lexicon):
        if pieces:
            *first, last = pieces
            return [*map(Term, first), _term(typed, form, last)]
    return [Term(typed, known=False)]


def _readings(typed: str, lexicon: Lexicon) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each form of the word with the known words it may stand for, the likeliest reading first."""
    asked_for = () if typed.isascii() else tuple(before_asking(typed))
    forms = (*_forms(typed), *asked_for)
    compounds = {form: split(korean.key(form), lexicon.knows) for form in forms}
    yield from ((form, parts) for form, parts in compounds.items() if "".join(parts) == korean.key(form))
    yield from ((form, (form,)) for form in asked_for if lexicon.knows(form))
    for form in (*forms, _other_layout(typed) if typed.isascii() else ""):
        meant = None if says_nothing(form) or is_ordinary(form) else lexicon.mend(form)
        yield form, (meant,) if meant else ()
    yield from compounds.items()  # at least the head is known


def _term(typed: str, form: str, text: str) -> Term:
    """`text`, read from the part `form` of what was typed: what follows it there may join it to the next."""
    return Term(text, joined=typed != form and typed.endswith(JOINING))


def _on_right_keyboard(word: str, lexicon: Lexicon) -> str:
    """`word` as it would be on the other layout, if only there it says something."""
    other, typed = _other_layout(word), korean.normal(word)
    if not other or typed in _SMALL or _known_form(typed, lexicon):
        return word
    says = _known_form(other, lexicon) or other in _SMALL or mark_refusals(other) != other
    return other if says else word


def _other_layout(word: str) -> str:
    """`word` on the other layout; "" if it is nothing there, or too short to tell."""
    other = korean.from_keyboard(word) if word.isascii() else korean.to_keyboard(word)
    latin = word if word.isascii() else other
    return other if len(latin) >= SHORTEST_ON_KEYBOARD or other in NEXT_REFUSED else ""


def _known_form(word: str, lexicon: Lexicon) -> str | None:
    return next(filter(lexicon.knows, _forms(word)), None)


def _forms(word: str) -> Iterator[str]:
    """`word`, then what it may be without its English plural or its particles."""
    yield from korean.singulars(word)
    if not word.isascii():
        yield from korean.stems(word)
