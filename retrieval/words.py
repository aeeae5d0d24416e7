"""The words of a lookbook: TF-IDF over tags and titles, a glossary, and Korean as people type it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from retrieval import korean
from retrieval.glossary import glossary, kind_of, same, types_of_tag
from retrieval.keywords import ParsedKeywords, parse
from retrieval.ngrams import Ngrams
from retrieval.phrases import Phrases
from retrieval.types import Look, WordReason

__all__ = ["ParsedKeywords", "Vocabulary", "kind_of", "same", "types_of_tag"]

EQUAL, WITHIN, BROADER, FITTING, NEAR = 1.0, 0.85, 0.4, 0.4, 0.5
"""How far a tag answers a word: it is that word, names a kind of it, is broader, suits it, or is spelt nearly so."""
CERTAIN = WITHIN
"""From here on a tag is a reason, and enough to exclude its look."""
NEAR_FROM = 0.35
"""Cosines below this are chance: words that share a syllable."""
TIE_BREAK = 0.05
"""Share of the look's cosine as a document in a score: it orders looks that answer equally."""
SLIP = 0.34
"""A word is another one's slip if at most this share of its jamo differ."""


class Vocabulary:
    """The words of a sequence of looks; every array it gives is in their order."""

    def __init__(self, looks: Sequence[Look]) -> None:
        self._phrases = Phrases(looks)
        self._words = (*self._phrases.texts, *sorted(glossary().spellings))
        self._ngrams = Ngrams(self._words, self._phrases.counts(len(self._words)))

    @classmethod
    def fit(cls, looks: Sequence[Look]) -> Vocabulary:
        """Learns the words of `looks`: tags, titles, fabrics, brands, styles and seasons."""
        return cls(looks)

    def parse(self, keywords: str) -> ParsedKeywords:
        """`keywords` as words wanted, excluded and unknown."""
        return parse(keywords, self)

    def scores(self, keywords: str) -> npt.NDArray[np.float32]:
        """How far each look answers the words wanted, float32 in [0, 1], shape (n looks,); zeros without any.

        The mean over the words, the rarer ones weighing more; excluded words do not count here.
        """
        wanted = self.parse(keywords).wanted
        if not wanted:
            return np.zeros(self._phrases.n_looks, dtype=np.float32)
        answers = np.stack([self._phrases.best_of_looks(self._strengths(word)) for word in wanted])
        held = (answers >= CERTAIN).sum(axis=1)
        weights = 1 + np.log10((1 + self._phrases.n_looks) / (1 + held))
        answered = weights @ answers / weights.sum()
        near = self._ngrams.near_looks(" ".join(wanted))
        return np.clip((1 - TIE_BREAK) * answered + TIE_BREAK * near, 0, 1).astype(np.float32)

    def excludes(self, keywords: str) -> npt.NDArray[np.bool_]:
        """True where a look holds what `keywords` exclude ("no skirts", 치마 말고), shape (n looks,)."""
        refused = np.zeros(self._phrases.n_looks, dtype=np.bool_)
        for group in self.parse(keywords).excluded:
            words = self.parse(group).wanted
            answers = [self._phrases.best_of_looks(self._strengths(word)) >= CERTAIN for word in words]
            refused |= np.logical_and.reduce(answers)
        return refused

    def matched(self, keywords: str, look: Look) -> tuple[WordReason, ...]:
        """For each word wanted, the whole tag of `look` that answers it best, if one does."""
        reasons = []
        for word in self.parse(keywords).wanted:
            strengths = self._strengths(word)
            best = max(look.tags, key=lambda tag: self._phrases.strength_of_tag(strengths, tag), default="")
            if best and self._phrases.strength_of_tag(strengths, best) >= CERTAIN:
                reasons.append(WordReason(word, best))
        return tuple(reasons)

    def understood(self, keywords: str) -> tuple[str, ...]:
        """The words wanted, slips mended; those excluded are in `parse`."""
        return self.parse(keywords).wanted

    def unknown(self, keywords: str) -> tuple[str, ...]:
        """The words that neither the looks nor the glossary hold, as typed."""
        return self.parse(keywords).unknown

    def near(self, word: str, n: int = 3) -> tuple[str, ...]:
        """Up to `n` known words to offer for an unknown one, nearest first by edits of their jamo."""
        cosines = self._ngrams.near_phrases(word)
        likely = [self._words[i] for i in np.argsort(-cosines, kind="stable")[: 8 * n] if cosines[i] > 0]
        likely.sort(key=lambda known: korean.distance(korean.key(word), korean.key(known)))
        return tuple(dict.fromkeys(likely))[:n]

    def knows(self, word: str) -> bool:
        """Whether a tag or the glossary holds `word` as it stands."""
        return bool(glossary().named(word)) or self._phrases.has_tag(word)

    def mend(self, word: str) -> str | None:
        """The known word that `word` is in a title or a slip of; None when nothing is near enough."""
        if self._phrases.has(word):
            return word
        spelt = korean.key(word)
        for near in self.near(word, 1):
            allowed = SLIP * max(len(korean.jamo(spelt)), len(korean.jamo(korean.key(near))))
            if len(spelt) > 1 and korean.distance(spelt, korean.key(near)) <= min(allowed, 3):
                return near
        return None

    def _strengths(self, word: str) -> npt.NDArray[np.float32]:
        """How far each phrase answers `word`, shape (n phrases,)."""
        words, phrases = glossary(), self._phrases
        names = words.named(word)
        cosines = self._ngrams.near_phrases(word)[: len(phrases.texts)]
        strengths = np.where(cosines >= NEAR_FROM, NEAR * cosines, 0).astype(np.float32)
        for ids, strength in (
            (phrases.equal_to(words.fitting(names)), FITTING),
            (phrases.equal_to(words.upward(names) - names), BROADER),
            (phrases.kinds_of(names), WITHIN),
            (phrases.equal_to(names), EQUAL),
            (phrases.spelt(word), EQUAL),
        ):
            strengths[ids] = np.maximum(strengths[ids], strength)
        return strengths * phrases.trust
