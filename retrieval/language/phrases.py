"""The distinct phrases of a lookbook, where they come from, and which looks hold them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix

from retrieval.language import korean
from retrieval.language.glossary import Names, glossary
from retrieval.types import Look

Source = Literal["tag", "fabric", "brand", "fact", "title"]
Ids = npt.NDArray[np.intp]
Strengths = npt.NDArray[np.float32]
"""How far each phrase answers one word, shape (n phrases,)."""

TRUST: dict[Source, float] = {"tag": 1.0, "fabric": 0.95, "brand": 0.95, "fact": 0.7, "title": 0.6}
"""A tag says what a look holds; style and season are the whole look's, and a title is prose."""


class Phrases:
    """Every phrase once for each source it comes from, and a table of the looks that hold it."""

    def __init__(self, looks: Sequence[Look]) -> None:
        held = [list(dict.fromkeys(_of_look(look))) for look in looks]
        found = list(dict.fromkeys(phrase for phrases in held for phrase in phrases))
        place = {phrase: i for i, phrase in enumerate(found)}
        self.n_looks = len(looks)
        self.texts = tuple(text for _, text in found)
        self.trust = np.array([TRUST[source] for source, _ in found], dtype=np.float32)
        self.in_prose = np.array([source == "title" for source, _ in found], dtype=np.bool_)
        self._place_of_tag = {text: i for (source, text), i in place.items() if source == "tag"}
        self._ids = np.array([place[phrase] for phrases in held for phrase in phrases], dtype=np.intp)
        self._starts = np.cumsum([0, *map(len, held)])
        self._spelt: dict[str, list[int]] = {}
        self._equal: dict[str, list[int]] = {}
        self._kinds: dict[str, list[int]] = {}
        self._parts: dict[str, list[int]] = {}
        for i, text in enumerate(self.texts):
            self._file(i, text)

    def _file(self, place: int, text: str) -> None:
        """A phrase under its spelling, what it equals, what it is a kind of, and what it is made of."""
        words = glossary()
        equal = words.of_tag(text) or words.of_tag(_stem(text))
        parts = words.words_of_tag(text) | _words_apart(text)
        about = equal | words.head_of_tag(text) | (parts - words.garments(parts))
        _add(self._spelt, place, {korean.key(part) for part in (text, *text.split("/"))})
        _add(self._equal, place, equal)
        _add(self._kinds, place, words.upward(about))
        _add(self._parts, place, parts)

    def counts(self, width: int) -> csr_matrix:
        """How often each look holds each phrase, shape (n looks, `width`); further columns are empty."""
        ones = np.ones(len(self._ids), dtype=np.float32)
        return csr_matrix((ones, self._ids, self._starts), shape=(self.n_looks, width))

    def best_of_looks(self, strengths: Strengths) -> npt.NDArray[np.float32]:
        """The greatest of its phrases' `strengths` for each look, shape (n looks,)."""
        return self._reduce(np.maximum, strengths)

    def hits_of_looks(self, places: Ids) -> npt.NDArray[np.float32]:
        """How many of the phrases at `places` each look holds, shape (n looks,)."""
        hit = np.zeros(len(self.texts), dtype=np.float32)
        hit[places] = 1
        return self._reduce(np.add, hit)

    def _reduce(self, over: np.ufunc, of_phrases: Strengths) -> npt.NDArray[np.float32]:
        of_looks = np.zeros(self.n_looks, dtype=np.float32)
        holding = np.flatnonzero(np.diff(self._starts))
        if len(holding):
            of_looks[holding] = over.reduceat(of_phrases[self._ids], self._starts[holding])
        return of_looks

    def place_of_tag(self, tag: str) -> int | None:
        """Where `tag` stands among the phrases; None when no look has it."""
        return self._place_of_tag.get(tag)

    def spelt(self, word: str) -> Ids:
        """The phrases spelt as `word`, or with it on one side of their slash."""
        return _places(self._spelt, [korean.key(word)])

    def equal_to(self, names: Names) -> Ids:
        """The phrases that are one of the entries `names`."""
        return _places(self._equal, names)

    def kinds_of(self, names: Names) -> Ids:
        """The phrases that name one of the entries `names` or a kind of it (아우터: 코트, 데님 재킷)."""
        return _places(self._kinds, names)

    def made_of(self, names: Names) -> Ids:
        """The phrases that hold one of the entries `names` somewhere (셔츠: 셔츠 원피스)."""
        return _places(self._parts, names)


def _of_look(look: Look) -> Iterator[tuple[Source, str]]:
    yield from (("tag", tag) for tag in look.tags if korean.key(tag))
    yield from (("fabric", fabric) for fabric in look.fabrics if korean.key(fabric))
    yield from (("brand", brand) for brand in look.brands if korean.key(brand))
    yield from (("fact", fact.replace("_", " ")) for fact in (look.style, *sorted(look.seasons)) if fact)
    yield from (("title", word) for word in korean.normal(look.title).split() if korean.key(word))


def _stem(text: str) -> str:
    """`text` without the particle or look-word that hides a known word (셔츠를, 출근룩)."""
    return next((stem for stem in korean.stems(korean.key(text)) if glossary().named(stem)), text)


def _words_apart(text: str) -> Names:
    """What the single words of `text` name by themselves; of a whole entry too (데님 재킷 -> 데님)."""
    return frozenset[str]().union(*map(glossary().named, korean.normal(text).replace("/", " ").split()))


def _add(index: dict[str, list[int]], place: int, keys: Iterable[str]) -> None:
    for key in keys:
        index.setdefault(key, []).append(place)


def _places(index: dict[str, list[int]], keys: Iterable[str]) -> Ids:
    return np.array([place for key in keys for place in index.get(key, ())], dtype=np.intp)
