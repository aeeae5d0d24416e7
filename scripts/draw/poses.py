"""Natural stances: weight on one leg, hips and shoulders answering each other, hands with something to do."""

from __future__ import annotations

from scripts.draw.figure import Arm, Pose

_REST = Arm(12, 4)
_LOOSE = Arm(16, 7)
_POCKET = Arm(24, -17, 0.94, "pocket")
_HIP = Arm(40, -52, 0.90, "hip")
_CARRY = Arm(12, 2, 1.0, "grip")
_SOFT = Arm(15, -8, 0.94)

POSES: tuple[Pose, ...] = (
    Pose("rest", (_REST, _LOOSE), ((0.5, -1.5), (10, 5)), -0.09, 4, -3, 3, (8, 30)),
    Pose("pocket", (_POCKET, _REST), ((10, 5), (0, -1.5)), 0.10, -4, 3, -3, (30, 8)),
    Pose("pockets", (_POCKET, _POCKET), ((5, 2), (8, 5)), -0.04, 2, -1.5, 2, (18, 26)),
    Pose("hip", (_HIP, _SOFT), ((-0.5, -2), (12, 6)), -0.13, 5, -4, 4, (6, 34)),
    Pose("stride", (Arm(8, -3), Arm(18, 12)), ((-3, -5), (6, 8)), -0.05, 3, -3, -3, (2, 18)),
    Pose("stroll", (Arm(14, 8), _POCKET), ((6, 7), (-3, -4)), 0.06, -3, 3, 3, (18, 2)),
    Pose("carry", (_LOOSE, _CARRY), ((9, 5), (0, -1)), 0.09, -4, 3, -3, (28, 8)),
    Pose("easy", (Arm(18, 11), _POCKET), ((11, 6), (2, -1)), 0.08, -4, 2.5, -4, (34, 10)),
    Pose("walk", (Arm(16, 14), Arm(9, -4)), ((-2, -6), (7, 4)), -0.07, 4, -3, 2, (0, 24)),
    Pose("lean", (_SOFT, _HIP), ((13, 6), (-1, -3)), 0.14, -5, 4, -4, (36, 4)),
)
