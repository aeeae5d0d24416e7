"""What VGG16's heads say of a pooled vector: its type, and the words of the sets that taught them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float32]

TYPES_BESIDE = 1.0
WORDS_BESIDE = 0.5
"""How long the probabilities of types, and of each set's words, may be beside a picture's vector of length
one: so pieces of a kind lie nearer, lying or worn (docs/models/vgg16.md has by how much)."""


@dataclass(frozen=True, slots=True, eq=False)
class Head:
    """One linear layer on the pooled vector, with a softmax behind it."""

    kernel: Array  # (512, words)
    bias: Array  # (words,)

    def probabilities(self, pooled: Array) -> Array:
        """(n, 512) -> (n, words), each row a distribution."""
        logits = pooled @ self.kernel + self.bias
        raised = np.exp(logits - logits.max(axis=1, keepdims=True))
        return np.asarray(raised / raised.sum(axis=1, keepdims=True), dtype=np.float32)


@dataclass(frozen=True, slots=True, eq=False)
class Heads:
    """The heads that ship; weights made before the words shipped know types alone."""

    types: Head
    donors: Head | None = None  # words of DONORS, for lying garments
    articles: Head | None = None  # Fashion Product Images' articleType

    def __iter__(self) -> Iterator[Head]:
        return (each for each in (self.types, self.donors, self.articles) if each is not None)

    @property
    def words(self) -> int:
        """How many numbers stand beside a picture's vector."""
        return sum(len(head.bias) for head in self)

    def beside(self, pooled: Array) -> Array:
        """What stands beside a picture's vector when pieces are compared, float32 (n, `words`)."""
        lengths = (TYPES_BESIDE, WORDS_BESIDE, WORDS_BESIDE)
        told = [length * head.probabilities(pooled) for length, head in zip(lengths, self, strict=False)]
        return np.concatenate(told, axis=1)
