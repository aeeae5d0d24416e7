"""More like this, less like that: a question moved by looks that were liked and disliked.

Rocchio (1971), Relevance Feedback in Information Retrieval, on embeddings and on tags, with the weights that
Manning, Raghavan and Schütze (2008), Introduction to Information Retrieval, section 9.1.1, call reasonable.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from retrieval.index.cells import Rows
from retrieval.ranking import Scores
from retrieval.types import Look, Vector

QUERY, LIKED, DISLIKED = 1.0, 0.75, 0.15

Vectors = npt.NDArray[np.float32]
"""Shape (n, dim)."""


def moved(asked: Vector, liked: Vectors, disliked: Vectors) -> Vector:
    """`asked` towards the mean of the liked and away from that of the disliked, of unit length."""
    vector = QUERY * asked + LIKED * _mean(liked) - DISLIKED * _mean(disliked)
    return np.asarray(vector / max(float(np.linalg.norm(vector)), 1e-6), dtype=np.float32)


class TagTable:
    """The tags of looks, rarer ones counting more."""

    def __init__(self, looks: Sequence[Look]) -> None:
        holding = Counter(tag for look in looks for tag in set(look.tags))
        columns = {tag: column for column, tag in enumerate(holding)}
        table = np.zeros((len(looks), len(columns)), dtype=np.float32)
        for row, look in enumerate(looks):
            for tag in look.tags:
                table[row, columns[tag]] = np.log((1 + len(looks)) / holding[tag])
        self._table = table / np.maximum(np.linalg.norm(table, axis=1, keepdims=True), 1e-6)

    def alike(self, liked: Rows, disliked: Rows) -> Scores:
        """How like each look's tags are to those of the liked looks and unlike the disliked ones', 0 to 1."""
        towards = LIKED * _mean(self._table[liked]) - DISLIKED * _mean(self._table[disliked])
        towards = towards / max(float(np.linalg.norm(towards)), 1e-6)
        return np.asarray((self._table @ towards + 1) / 2, dtype=np.float32)


def _mean(vectors: Vectors) -> npt.NDArray[np.float32] | float:
    return np.asarray(vectors, dtype=np.float32).mean(axis=0) if len(vectors) else 0.0
