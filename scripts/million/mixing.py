"""Worn garments mixed from real ones: each of two of one type, with noise until neighbours are as near."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from retrieval.index.tables import WornTable

Vectors = npt.NDArray[np.float32]
Rows = npt.NDArray[np.intp]

CHUNK = 20_000
SAMPLE = 2000
"""Vectors among which nearness is measured: each of them against all others."""


class Mixer:
    """Makes vectors like those of a real index; the same seed makes the same ones."""

    def __init__(self, worn: WornTable, seed: int) -> None:
        self._real = worn.vectors.astype(np.float32)
        types = np.array([garment.type for garment in worn.garments])
        self._of_type = [np.flatnonzero(types == type) for type in types]
        self._rng = np.random.default_rng(seed)
        self.nearness = nearness(self._sample())
        self.noise = self._matching_noise()

    def mixed(self, rows: Rows) -> Iterator[Vectors]:
        """For each of `rows` it and another of its type, mixed; in chunks, of unit length."""
        for start in range(0, len(rows), CHUNK):
            pure = self._pure(rows[start : start + CHUNK])
            yield unit(pure + self.noise * self._directions(pure.shape))

    def _sample(self) -> Vectors:
        count = len(self._real)
        return self._real[self._rng.choice(count, min(count, SAMPLE), replace=False)]

    def _matching_noise(self) -> float:
        """How much of it makes the nearest neighbour as near as among real ones."""
        count = len(self._real)
        pure = self._pure(self._rng.choice(count, min(count, SAMPLE), replace=False))
        noise = self._directions(pure.shape)
        low, high = 0.0, 2.0
        for _ in range(12):
            much = (low + high) / 2
            still_nearer = nearness(unit(pure + much * noise)) > self.nearness
            low, high = (much, high) if still_nearer else (low, much)
        return low

    def _pure(self, rows: Rows) -> Vectors:
        partners = [self._rng.choice(self._of_type[row]) for row in rows]
        share = self._rng.uniform(0.2, 0.8, (len(rows), 1)).astype(np.float32)
        return unit(share * self._real[rows] + (1 - share) * self._real[partners])

    def _directions(self, shape: tuple[int, ...]) -> Vectors:
        return unit(self._rng.standard_normal(shape, dtype=np.float32))


def nearness(vectors: Vectors) -> float:
    """The median cosine of each vector's nearest other one."""
    cosines = vectors @ vectors.T
    np.fill_diagonal(cosines, -1)
    return float(np.median(cosines.max(axis=1)))


def unit(vectors: Vectors) -> Vectors:
    """Of unit length."""
    return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), dtype=np.float32)
