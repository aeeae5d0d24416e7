"""More like this, less like that: a question moved by looks that were liked and disliked.

Rocchio (1971), Relevance Feedback in Information Retrieval, on embeddings and on tags, with the weights that
Manning, Raghavan and Schütze (2008), Introduction to Information Retrieval, section 9.1.1, call reasonable.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import chain

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix

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
    """The tags of looks, rarer ones counting more; of most tags a look has none, so these are not stored."""

    def __init__(self, looks: Sequence[Look]) -> None:
        tags = [tuple(dict.fromkeys(look.tags)) for look in looks]
        holding = Counter(chain.from_iterable(tags))
        columns = {tag: column for column, tag in enumerate(holding)}
        rarity = {tag: np.log((1 + len(looks)) / count) for tag, count in holding.items()}
        each = list(chain.from_iterable(tags))
        places = np.array([columns[tag] for tag in each], dtype=np.intp)
        weights = np.array([rarity[tag] for tag in each], dtype=np.float32)
        rows = np.repeat(np.arange(len(looks)), list(map(len, tags)))
        lengths = np.sqrt(np.bincount(rows, weights**2, len(looks))).astype(np.float32)
        unit = weights / np.maximum(lengths[rows], np.float32(1e-6))
        self._table = csr_matrix((unit, (rows, places)), (len(looks), len(columns)))

    def alike(self, liked: Rows, disliked: Rows) -> Scores:
        """How like each look's tags are to those of the liked looks and unlike the disliked ones', 0 to 1."""
        towards = LIKED * self._mean(liked) - DISLIKED * self._mean(disliked)
        towards = towards / max(float(np.linalg.norm(towards)), 1e-6)
        return np.asarray((self._table @ towards + 1) / 2, dtype=np.float32)

    def _mean(self, rows: Rows) -> npt.NDArray[np.float32] | float:
        return np.asarray(self._table[rows].mean(axis=0)).ravel() if len(rows) else 0.0


def _mean(vectors: Vectors) -> npt.NDArray[np.float32] | float:
    return np.asarray(vectors, dtype=np.float32).mean(axis=0) if len(vectors) else 0.0
