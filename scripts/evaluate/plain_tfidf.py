"""The origin's keyword search: a tagged look is a document, queries are split at spaces."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from retrieval.types import Look
from scripts.evaluate.rows import K


class PlainTfidf:
    """tf = 1 + log10(count), idf = log10(N / df); cosine between query and look."""

    def __init__(self, looks: Sequence[Look]) -> None:
        self._ids = [look.id for look in looks]
        documents = [Counter(" ".join((*look.tags, look.title)).split()) for look in looks]
        self._words = {word: place for place, word in enumerate(sorted(set().union(*documents)))}
        counts = np.zeros((len(looks), len(self._words)))
        for row, document in enumerate(documents):
            for word, count in document.items():
                counts[row, self._words[word]] = count
        self._idf = np.log10(len(looks) / (counts > 0).sum(axis=0))
        weights = np.where(counts > 0, 1 + np.log10(np.maximum(counts, 1)), 0) * self._idf
        self._documents = weights / np.maximum(np.linalg.norm(weights, axis=1, keepdims=True), 1e-12)

    def __call__(self, keywords: str) -> list[str]:
        """Up to K looks that share a word, best first."""
        asked = np.zeros(len(self._words))
        for word in keywords.split():
            if word in self._words:
                asked[self._words[word]] += self._idf[self._words[word]]
        scores = self._documents @ asked
        order = np.argsort(-scores, kind="stable")[:K]
        return [self._ids[row] for row in order if scores[row] > 0]
