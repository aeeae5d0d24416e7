"""TF-IDF of syllable and jamo n-grams: what lets a word find the tags it is part of, or nearly is."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer
from sklearn.preprocessing import normalize

from retrieval.language import korean

SYLLABLES = (1, 3)
JAMO = (3, 6)
JAMO_WEIGHT = 0.5
"""Jamo mend slips (원피수) but know less than syllables do, so they count half."""


class _Half:
    """One analyser's counts and weights; `TfidfVectorizer` in its two halves.

    Phrases recur in many looks, so n-grams are counted once for each phrase, and a look's counts are the sum
    over its phrases: no n-gram spans two tags, and fitting takes a tenth of the time.
    """

    def __init__(self, size: tuple[int, int], spell: Callable[[str], str], weight: float) -> None:
        self._counter = CountVectorizer(
            analyzer="char", ngram_range=size, preprocessor=spell, dtype=np.float32
        )
        self._transformer = TfidfTransformer(sublinear_tf=True)
        self._weight = weight

    def fit(self, phrases: Sequence[str], looks: csr_matrix) -> tuple[csr_matrix, csr_matrix]:
        counts = self._counter.fit_transform(phrases)
        self._place = self._counter.vocabulary_
        self._analyse = self._counter.build_analyzer()
        weighed = self._transformer.fit_transform(looks @ counts)
        return self._transformer.transform(counts) * self._weight, weighed * self._weight

    def of(self, text: str) -> npt.NDArray[np.float32]:
        """The weights of `text`, of length `weight`; `transform` gives the same, twenty times slower."""
        places = [self._place[gram] for gram in self._analyse(text) if gram in self._place]
        counts = np.bincount(places, minlength=len(self._place)).astype(np.float32)
        held = counts.nonzero()
        counts[held] = (1 + np.log(counts[held])) * self._transformer.idf_[held]
        return counts * (self._weight / (float(np.linalg.norm(counts)) or 1.0))


class Ngrams:
    """Phrases, looks as documents, and asked words, all as unit rows over the same n-grams."""

    def __init__(self, phrases: Sequence[str], looks: csr_matrix) -> None:
        """`looks`: how often each look (row) holds each phrase (column)."""
        self._halves = (
            _Half(SYLLABLES, korean.key, 1.0),
            _Half(JAMO, lambda word: korean.jamo(korean.key(word)), JAMO_WEIGHT),
        )
        # scikit-learn weighs no empty collection: a lookbook without looks is as one look without words.
        documents = looks if looks.shape[0] else csr_matrix((1, looks.shape[1]), dtype=np.float32)
        fitted = [half.fit(phrases, documents) for half in self._halves]
        self._n_looks = looks.shape[0]
        self._phrases = _unit([phrases for phrases, _ in fitted])
        self._looks = _unit([looks for _, looks in fitted])

    def near_phrases(self, word: str) -> npt.NDArray[np.float32]:
        """Cosine of `word` to each phrase, shape (n phrases,)."""
        return self._cosines(self._phrases, word)

    def near_looks(self, text: str) -> npt.NDArray[np.float32]:
        """Cosine of `text` to each look as a document, shape (n looks,)."""
        return self._cosines(self._looks, text)[: self._n_looks]

    def _cosines(self, rows: csr_matrix, text: str) -> npt.NDArray[np.float32]:
        asked = np.concatenate([half.of(text) for half in self._halves])
        length = float(np.linalg.norm(asked)) or 1.0
        return np.asarray(rows @ (asked / length), dtype=np.float32)


def _unit(halves: list[csr_matrix]) -> csr_matrix:
    return normalize(hstack(halves, format="csr"), copy=False)
