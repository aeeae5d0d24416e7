"""A whole outfit as the question: how much of it do the answers wear too?"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from retrieval.regions import LABELS
from scripts.evaluate.metrics import Gains
from scripts.evaluate.truth import WornTruth, gains


def outfit_gains(outfit: WornTruth, catalogue: Sequence[WornTruth]) -> Gains:
    """For each look the share of the outfit's pieces whose type it wears, close colours counted double.

    What is no garment (belts, glasses) does not count.
    """
    worn = [(kind, lab) for name, lab in outfit.pieces.items() if (kind := LABELS[name][1])]
    if not worn:
        return np.zeros(len(catalogue))
    found = [gains(_names_of(kind), lab, catalogue) for kind, lab in worn]
    return np.asarray(np.mean(found, axis=0))


def _names_of(kind: str) -> frozenset[str]:
    """The mask labels of a garment type."""
    return frozenset(name for name, (_, other) in LABELS.items() if other == kind)
