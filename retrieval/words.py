"""The words of a lookbook: TF-IDF over tags and titles, a glossary, and Korean as people type it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from retrieval.language import korean
from retrieval.language.glossary import Names, glossary, kind_of, types_of_tag
from retrieval.language.keywords import ParsedKeywords, parse
from retrieval.language.ngrams import Ngrams
from retrieval.language.phrases import Phrases, Strengths
from retrieval.language.slips import is_near, is_slip, may_be_another
from retrieval.types import Look, WordReason

__all__ = ["ParsedKeywords", "Vocabulary", "kind_of", "types_of_tag"]

Spares = Callable[[Sequence[str]], npt.NDArray[np.bool_]]

EQUAL, KIND, PART, BROADER, FITTING, NEAR = 1.0, 0.85, 0.6, 0.4, 0.5, 0.5
"""How far a tag answers a word: it is that word, a kind of it (아우터: 코트), only made of it (셔츠:
셔츠 원피스), broader than it (트렌치코트: 코트), suits it (하객: 원피스), or is spelt nearly so."""
CERTAIN = KIND
"""From here on a tag is a reason, and enough to exclude its look."""
NEAR_FROM = 0.35
"""Cosines below this are chance: words that share a syllable."""
TIE_BREAK = 0.05
"""Share of the look's cosine as a document in a score: it orders looks that answer equally."""
ALIKE = 24
"""Known words that are compared with an unknown one, letter by letter."""


class Vocabulary:
    """The words of a sequence of looks; every array it gives is in their order."""

    def __init__(self, looks: Sequence[Look]) -> None:
        self._phrases = Phrases(looks)
        entries = glossary().entries.values()
        words = dict.fromkeys(word for entry in entries for word in entry.words)
        self._words = (*self._phrases.texts, *words)
        self._ngrams = Ngrams(self._words, self._phrases.counts(len(self._words)))
        # One question asks for the same words once for its scores and again for each look's reasons.
        self._parsed = lru_cache(maxsize=256)(lambda keywords: parse(keywords, self))
        self._strengths = lru_cache(maxsize=256)(self._measure)

    @classmethod
    def fit(cls, looks: Sequence[Look]) -> Vocabulary:
        """Learns the words of `looks`: tags, titles, fabrics, brands, styles and seasons."""
        return cls(looks)

    def parse(self, keywords: str) -> ParsedKeywords:
        """`keywords` as words wanted (slips mended), excluded, and unknown to looks and glossary."""
        return self._parsed(keywords)

    def scores(self, keywords: str) -> npt.NDArray[np.float32]:
        """How far each look answers the words wanted, float32 in [0, 1], shape (n looks,); zeros without any.

        The mean over the words, rarer ones weighing more; excluded words do not count here.
        """
        wanted = self.parse(keywords).wanted
        if not wanted:
            return np.zeros(self._phrases.n_looks, dtype=np.float32)
        answers = np.stack([self._answers(word) for word in wanted])
        holding = (answers >= CERTAIN).sum(axis=1)
        weights = 1 + np.log10((1 + self._phrases.n_looks) / (1 + holding))
        answered = weights @ answers / weights.sum()
        near = self._ngrams.near_looks(" ".join(map(_spelt_out, wanted)))
        return np.asarray(np.minimum((1 - TIE_BREAK) * answered + TIE_BREAK * near, 1), dtype=np.float32)

    def excludes(self, keywords: str, spares: Spares | None = None) -> npt.NDArray[np.bool_]:
        """True where a look holds what `keywords` exclude ("no skirts", 치마 말고), shape (n looks,).

        `spares` says of words refused together which looks they do not mean after all.
        """
        refused = np.zeros(self._phrases.n_looks, dtype=np.bool_)
        for group in self.parse(keywords).excluded:
            words = self.parse(group).wanted
            refused |= self.holds(words) if spares is None else self.holds(words) & ~spares(words)
        return refused

    def holds(self, words: Sequence[str]) -> npt.NDArray[np.bool_]:
        """True where a look surely answers each of the words, shape (n looks,)."""
        certain = [self._phrases.best_of_looks(self._strengths(word)) >= CERTAIN for word in words]
        return np.asarray(np.all(certain, axis=0))

    def matched(self, keywords: str, look: Look) -> tuple[WordReason, ...]:
        """For each word wanted, the whole tag of `look`, one of those fitted, that surely answers it best."""
        reasons = []
        for word in self.parse(keywords).wanted:
            certain = {tag: strength for tag in look.tags if (strength := self._of_tag(word, tag)) >= CERTAIN}
            if certain:
                reasons.append(WordReason(word, max(certain, key=certain.__getitem__)))
        return tuple(reasons)

    def near(self, word: str, n: int = 3) -> tuple[str, ...]:
        """Up to `n` known words to offer for an unknown one, nearest first; none where all are far from it.

        Of what is equal the nearest alone is offered.
        """
        offered: dict[str | Names, str] = {}
        for known in self._close(word, is_near):
            offered.setdefault(glossary().named(known) or korean.key(known), known)
        return tuple(offered.values())[:n]

    def _close(self, word: str, close: Callable[[str, str], bool]) -> list[str]:
        """Known words that are `close` to `word`, the one with the fewest edits first."""
        spelt = korean.key(word)
        if not may_be_another(spelt):
            return []
        found = [known for known in self._alike(word, ALIKE) if close(spelt, korean.key(known))]
        return sorted(found, key=lambda known: korean.distance(spelt, korean.key(known)))

    def _alike(self, word: str, n: int) -> list[str]:
        """The `n` known words that share most n-grams with `word`, most first; prose is not offered."""
        cosines = self._ngrams.near_phrases(word)
        cosines[: len(self._phrases.texts)][self._phrases.in_prose] = 0
        return [self._words[place] for place in np.argsort(-cosines, kind="stable")[:n] if cosines[place] > 0]

    def knows(self, word: str) -> bool:
        """Whether a tag, fabric, brand or the glossary holds `word` as it stands."""
        spelt = self._phrases.spelt(word)
        return bool(glossary().named(word)) or not self._phrases.in_prose[spelt].all()

    def mend(self, word: str) -> str | None:
        """`word` itself if a title holds it, else the known word it is a slip of, if any."""
        if len(self._phrases.spelt(word)):
            return word
        return next(iter(self._close(word, is_slip)), None)

    def _answers(self, word: str) -> npt.NDArray[np.float32]:
        """How far each look answers `word`, shape (n looks,)."""
        best = self._phrases.best_of_looks(self._strengths(word) * self._phrases.trust)
        fitting = self._phrases.kinds_of(glossary().fitting(glossary().named(word)))
        hits = self._phrases.hits_of_looks(fitting)
        return np.asarray(np.maximum(best, FITTING * hits / (1 + hits)), dtype=np.float32)

    def _measure(self, word: str) -> Strengths:
        """How far each phrase answers `word`, wherever it comes from."""
        phrases, names = self._phrases, glossary().named(word)
        cosines = self._ngrams.near_phrases(word)[: len(phrases.texts)]
        strengths = np.where(cosines >= NEAR_FROM, NEAR * cosines, 0).astype(np.float32)
        for places, strength in (
            (phrases.equal_to(glossary().upward(names) - names), BROADER),
            (phrases.made_of(names), PART),
            (phrases.kinds_of(names), KIND),
            (phrases.equal_to(names), EQUAL),
            (phrases.spelt(word), EQUAL),
        ):
            strengths[places] = np.maximum(strengths[places], strength)
        return strengths

    def _of_tag(self, word: str, tag: str) -> float:
        place = self._phrases.place_of_tag(tag)
        return 0.0 if place is None else float(self._strengths(word)[place])


def _spelt_out(word: str) -> str:
    """`word` and the names of its entries, so that a look's document answers in either language."""
    return " ".join([word, *sorted(glossary().named(word))])
