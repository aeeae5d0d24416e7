"""The distinct phrases of a lookbook, where they come from, and which looks hold them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix

from retrieval import korean
from retrieval.glossary import glossary
from retrieval.types import Look

Source = Literal["tag", "fabric", "brand", "fact", "title"]
Ids = npt.NDArray[np.intp]

TRUST: dict[Source, float] = {"tag": 1.0, "fabric": 0.95, "brand": 0.95, "fact": 0.7, "title": 0.6}
"""A tag says what a look holds; style and season are the whole look's, and a title is prose."""


class Phrases:
    """Every phrase once for each source it comes from, and a table of the looks that hold it."""

    def __init__(self, looks: Sequence[Look]) -> None:
        self.n_looks = len(looks)
        held = [list(_of_look(look)) for look in looks]
        found = list(dict.fromkeys(phrase for phrases in held for phrase in phrases))
        place = {phrase: i for i, phrase in enumerate(found)}
        self.texts = tuple(text for _, text in found)
        self.trust = np.array([TRUST[source] for source, _ in found], dtype=np.float32)
        self._ids = np.array([place[phrase] for phrases in held for phrase in phrases], dtype=np.intp)
        self._starts = np.cumsum([0, *map(len, held)])
        self._tags = {text: i for (source, text), i in place.items() if source == "tag"}
        self._index()

    def _index(self) -> None:
        words = glossary()
        self._spelt: dict[str, list[int]] = {}
        self._equal: dict[str, list[int]] = {}
        self._kinds: dict[str, list[int]] = {}
        for i, text in enumerate(self.texts):
            equal = words.of_tag(text) or words.of_tag(_stem(text))
            _add(self._spelt, i, {korean.key(text), *map(korean.key, text.split("/"))})
            _add(self._equal, i, equal)
            _add(self._kinds, i, words.upward(equal | words.within_tag(text)))
        self._tag_keys = {
            key for key, ids in self._spelt.items() if any(self.texts[i] in self._tags for i in ids)
        }

    def counts(self, width: int) -> csr_matrix:
        """How often each look holds each phrase, shape (n looks, `width`); `width` may exceed the phrases."""
        ones = np.ones(len(self._ids), dtype=np.float32)
        return csr_matrix((ones, self._ids, self._starts), shape=(self.n_looks, width))

    def best_of_looks(self, strengths: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        """The greatest of its phrases' `strengths` for each look, shape (n looks,)."""
        best = np.zeros(self.n_looks, dtype=np.float32)
        holding = np.flatnonzero(np.diff(self._starts))
        if len(holding):
            best[holding] = np.maximum.reduceat(strengths[self._ids], self._starts[holding])
        return best

    def strength_of_tag(self, strengths: npt.NDArray[np.float32], tag: str) -> float:
        """The place of `tag` in `strengths`; 0 for a tag of no look."""
        return float(strengths[self._tags[tag]]) if tag in self._tags else 0.0

    def has(self, word: str) -> bool:
        """Whether a phrase is spelt as `word`, in a title too."""
        return korean.key(word) in self._spelt

    def has_tag(self, word: str) -> bool:
        """Whether a tag, or one side of its slash, is spelt as `word`."""
        return korean.key(word) in self._tag_keys

    def spelt(self, word: str) -> Ids:
        """The phrases spelt as `word`."""
        return np.array(self._spelt.get(korean.key(word), ()), dtype=np.intp)

    def equal_to(self, names: Iterable[str]) -> Ids:
        """The phrases that are one of the glossary's entries `names`."""
        return _gather(self._equal, names)

    def kinds_of(self, names: Iterable[str]) -> Ids:
        """The phrases that name one of the entries `names` or a kind of it (아우터: 코트, 데님 재킷)."""
        return _gather(self._kinds, names)


def _of_look(look: Look) -> Iterator[tuple[Source, str]]:
    yield from (("tag", tag) for tag in look.tags if korean.key(tag))
    yield from (("fabric", fabric) for fabric in look.fabrics if korean.key(fabric))
    yield from (("brand", brand) for brand in look.brands if korean.key(brand))
    yield from (("fact", fact.replace("_", " ")) for fact in (look.style, *sorted(look.seasons)) if fact)
    yield from (("title", word) for word in korean.normal(look.title).split() if korean.key(word))


def _stem(text: str) -> str:
    words = glossary()
    return next((stem for stem in korean.stems(korean.key(text)) if words.named(stem)), text)


def _add(index: dict[str, list[int]], place: int, keys: Iterable[str]) -> None:
    for key in keys:
        index.setdefault(key, []).append(place)


def _gather(index: dict[str, list[int]], names: Iterable[str]) -> Ids:
    return np.array([i for name in names for i in index.get(name, ())], dtype=np.intp)
