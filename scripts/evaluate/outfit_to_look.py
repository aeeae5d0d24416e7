"""A whole outfit as the question: how much of it do the answers wear too?"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from skimage.color import deltaE_ciede2000

from retrieval.regions import LABELS
from scripts.evaluate.metrics import Gains
from scripts.evaluate.truth import CLOSE_COLOUR, Lab, WornTruth


def outfit_gains(outfit: WornTruth, catalogue: Sequence[WornTruth]) -> Gains:
    """For each look the share of the outfit's pieces whose type it wears, close colours counted double."""
    asked = _typed(outfit)
    return np.array([_gain(asked, _typed(look)) for look in catalogue])


def _typed(look: WornTruth) -> list[tuple[str, Lab]]:
    """Its pieces by garment type; what is no garment (belts, glasses) does not count."""
    return [(kind, lab) for name, lab in look.pieces.items() if (kind := LABELS[name][1]) is not None]


def _gain(asked: Sequence[tuple[str, Lab]], worn: Sequence[tuple[str, Lab]]) -> float:
    if not asked:
        return 0.0
    return sum(_piece_gain(kind, colour, worn) for kind, colour in asked) / len(asked)


def _piece_gain(kind: str, colour: Lab, worn: Sequence[tuple[str, Lab]]) -> float:
    labs = [lab for other, lab in worn if other == kind]
    if not labs:
        return 0.0
    nearest = deltaE_ciede2000(np.broadcast_to(colour, (len(labs), 3)), np.array(labs)).min()
    return 2.0 if nearest <= CLOSE_COLOUR else 1.0
