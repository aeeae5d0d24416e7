"""What every garment is cut from: the order of dressing and the job given to the cutter."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from scripts.draw.fabrics import Cloth
from scripts.draw.figure import Figure
from scripts.draw.light import Part


class Z(IntEnum):
    """The order of dressing, from the back to the viewer."""

    BEHIND = 0
    SKIN = 10
    SOCK = 15
    SHOE = 20
    TUCKED = 25
    BOTTOM = 30
    BELT = 35
    TOP = 40
    MID = 50
    OUTER = 60
    HEAD = 70
    BAG = 74
    HAND = 76
    SLEEVE = 80
    FRONT = 90


@dataclass(frozen=True)
class Job:
    """Everything a garment is cut from: the wearer, the cloth, the piece's number and its dice."""

    figure: Figure
    cloth: Cloth
    piece: int
    seed: int
    covered: bool = False  # another layer lies over it: its sleeves do not show
    tucked: bool = False

    @property
    def rng(self) -> np.random.Generator:
        """Fresh dice, the same for the same garment."""
        return np.random.default_rng(self.seed)

    @property
    def u(self) -> float:
        """A head, in picture units."""
        return self.figure.u


Parts = list[Part]
