"""Natural stances: weight on one leg, hips and shoulders answering each other, hands with something to do."""

from __future__ import annotations

from scripts.draw.figure import Arm, Pose

_REST = Arm(9, 3)
_LOOSE = Arm(13, 5)
_POCKET = Arm(17, -11, 0.97, "pocket")
_HIP = Arm(38, -47, 0.92, "hip")
_STRAP = Arm(16, -158, 0.92, "grip")
_CARRY = Arm(9, 1, 1.0, "grip")
_FORWARD = Arm(12, -34, 0.72, "grip")

POSES: tuple[Pose, ...] = (
    Pose("rest", (_REST, _LOOSE), ((1.5, 0), (8, 3)), -0.05, 2.5, -2, 2, (10, 26)),
    Pose("pocket", (_POCKET, _REST), ((8, 4), (1, 0)), 0.06, -3, 2, -2, (26, 10)),
    Pose("pockets", (_POCKET, _POCKET), ((4, 1), (7, 4)), -0.03, 1.5, -1, 0, (16, 24)),
    Pose("hip", (_HIP, _REST), ((1, -1), (9, 4)), -0.08, 3, -3, 3, (8, 30)),
    Pose("stride", (Arm(6, 0), Arm(14, 8)), ((-1, -3), (6, 5)), -0.03, 2, -2, -2, (4, 16)),
    Pose("stroll", (Arm(12, 6), _POCKET), ((6, 3), (-1, -3)), 0.04, -2, 2, 2, (20, 4)),
    Pose("carry", (_LOOSE, _CARRY), ((7, 3), (1, 0)), 0.05, -2.5, 2, -2, (24, 10)),
    Pose("strap", (_STRAP, _REST), ((2, 0), (8, 3)), -0.05, 2, -2, 2, (10, 24)),
    Pose("forearm", (_REST, _FORWARD), ((1, 0), (7, 3)), -0.05, 2, -2, 2, (10, 22)),
    Pose("easy", (Arm(15, 9), _POCKET), ((9, 5), (3, 0)), 0.04, -2.5, 1.5, -3, (30, 12)),
)
