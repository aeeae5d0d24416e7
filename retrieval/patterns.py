"""Garments compared by what their cloth shows: striped, checked, printed or nothing."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from retrieval.types import PATTERNS, Garment

Numbers = npt.NDArray[np.int8]
"""One a garment: its pattern's place in PATTERNS, or UNSURE."""
UNSURE = -1


def pattern_numbers(garments: Sequence[Garment]) -> Numbers:
    """Shape (garments,)."""
    told = [UNSURE if each.pattern is None else PATTERNS.index(each.pattern) for each in garments]
    return np.array(told, dtype=np.int8)


def alike_in_pattern(garment: Garment, others: Numbers) -> npt.NDArray[np.float32]:
    """1 for each of the others that is patterned as the garment, 0.5 where nobody can say, else 0."""
    alike = others == pattern_numbers([garment])[0]
    return np.where(others == UNSURE, np.float32(0.5), alike.astype(np.float32))
