"""Which types a query garment may be, and which types the tags of a look name."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from retrieval.types import TYPES, UNKNOWN, Garment, Look
from retrieval.words import types_of_tag

Probabilities = npt.NDArray[np.float32]
"""One for each of TYPES, shape (types,)."""


def type_guess(garment: Garment) -> Probabilities | None:
    """What the type head said, else the one type with its confidence; none where no type was guessed."""
    if garment.type_probabilities:
        return np.array(garment.type_probabilities, dtype=np.float32)
    if garment.type == UNKNOWN:
        return None
    return np.array([garment.confidence * (name == garment.type) for name in TYPES], dtype=np.float32)


def tagged_types(looks: Sequence[Look]) -> npt.NDArray[np.float32]:
    """Shape (looks, types): 1 where a tag names a garment of that type."""
    tagged = np.zeros((len(looks), len(TYPES)), dtype=np.float32)
    for row, look in enumerate(looks):
        for tag in look.tags:
            for name in types_of_tag(tag):
                tagged[row, TYPES.index(name)] = 1
    return tagged
