"""What an embedder's vectors are worth: type accuracy, neighbours of the same kind, lying against worn."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.int64]
LEAST_QUERIES = 5
"""A type with fewer queries says nothing of its own."""


def unit(vectors: Vectors) -> Vectors:
    """Each row of length one."""
    length = np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12)
    return np.asarray(vectors / length, np.float32)


def neighbours(vectors: Vectors, words: Numbers, owners: npt.NDArray[np.str_], k: int = 5) -> float:
    """Precision@k of the same word among other owners' pieces, mean over all queries; by cosine."""
    similar = unit(vectors) @ unit(vectors).T
    similar[owners[:, None] == owners] = -np.inf
    nearest = np.argsort(-similar, axis=1)[:, :k]
    return float((words[nearest] == words[:, None]).mean())


def across(
    queries: Vectors, kinds: Numbers, gallery: Vectors, their_kinds: Numbers, k: int = 10
) -> tuple[float, float]:
    """Precision@k of the same type from lying to worn: macro over types with enough queries, and mean.

    Types that the gallery does not hold are no queries; precision is divided by what could be found.
    """
    held = np.isin(kinds, their_kinds) & (kinds >= 0)
    queries, kinds = queries[held], kinds[held]
    nearest = np.argsort(-(unit(queries) @ unit(gallery).T), axis=1)[:, :k]
    possible = np.minimum(k, (their_kinds == kinds[:, None]).sum(1))
    precision = (their_kinds[nearest] == kinds[:, None]).sum(1) / possible
    counted = [kind for kind in np.unique(kinds) if (kinds == kind).sum() >= LEAST_QUERIES]
    macro = np.mean([precision[kinds == kind].mean() for kind in counted])
    return float(macro), float(precision.mean())


def calibration_error(probabilities: Vectors, kinds: Numbers, bins: int = 15) -> float:
    """Expected calibration error of the first guess (Guo et al. 2017), bins of equal width."""
    confidence, right = probabilities.max(1), probabilities.argmax(1) == kinds
    place = np.minimum((confidence * bins).astype(int), bins - 1)
    gaps = [
        (place == bin_).mean() * abs(confidence[place == bin_].mean() - right[place == bin_].mean())
        for bin_ in np.unique(place)
    ]
    return float(sum(gaps))


def softmax(logits: Vectors) -> Vectors:
    """Probabilities (n, classes)."""
    raised = np.exp(logits - logits.max(1, keepdims=True))
    return np.asarray(raised / raised.sum(1, keepdims=True), np.float32)
