"""Which types a query garment may be, and which types the garments and the tags of a look are."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from retrieval.index.cells import Rows
from retrieval.ranking import Scores
from retrieval.types import TYPES, UNKNOWN, Garment, Look
from retrieval.words import types_of_tag

Probabilities = npt.NDArray[np.float32]
"""One for each of TYPES, shape (types,)."""
Table = npt.NDArray[np.float32]
"""A row of them for each look or garment, shape (n, types)."""

LEAST_WORN = 0.1
"""Types that an outfit wears at least, for its shares: nobody divides by nothing."""


def type_guess(garment: Garment) -> Probabilities | None:
    """What the type head said, else the one type with its confidence; none where no type was guessed."""
    if garment.type_probabilities:
        return np.array(garment.type_probabilities, dtype=np.float32)
    if garment.type == UNKNOWN:
        return None
    return np.array([garment.confidence * (name == garment.type) for name in TYPES], dtype=np.float32)


def tagged_types(looks: Sequence[Look]) -> Table:
    """Shape (looks, types): 1 where a tag names a garment of that type."""
    tagged = np.zeros((len(looks), len(TYPES)), dtype=np.float32)
    for row, look in enumerate(looks):
        for tag in look.tags:
            for name in types_of_tag(tag):
                tagged[row, TYPES.index(name)] = 1
    return tagged


def looks_wear(told: Table, kinds: Table | None, look_rows: Rows) -> Table | None:
    """How likely each look wears each type, shape (looks, types); none where nobody saw any.

    Args:
        told: what the whole photo says, of that shape; zeros where nobody was seen to wear anything.
        kinds: what `worn_types` says of each worn garment; a look that was told nothing wears what it shows.
        look_rows: the row of each garment's look.
    """
    if kinds is None:
        return told if told.any() else None
    shown = np.flatnonzero((told.max(axis=1) == 0)[look_rows])
    wears = told.copy()
    np.maximum.at(wears, look_rows[shown], kinds[shown])
    return wears


def shares_worn(wears: Table, outfit: Sequence[float]) -> Scores:
    """Of how likely an outfit wears each type, what share each look is likely to wear too."""
    asked = np.array(outfit, dtype=np.float32)
    return np.asarray(wears @ (asked / max(asked.sum(), LEAST_WORN)), dtype=np.float32)


def worn_types(worn: Sequence[Garment]) -> Table | None:
    """Shape (garments, types): what the type head said of each; none where it saw no piece for itself."""
    if not any(garment.type_probabilities for garment in worn):
        return None
    nothing = (0.0,) * len(TYPES)
    return np.array([garment.type_probabilities or nothing for garment in worn], dtype=np.float32)
