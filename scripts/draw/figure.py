"""The figure beneath the clothes: proportions, a pose, and the tubes that garments are cut along."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scripts.draw.geometry import Points, Tube, eased, heading, limb

HEADS = 7.9
"""Body heights in heads: fashion proportions, a little over nature's seven and a half."""


@dataclass(frozen=True)
class Build:
    """Half widths in heads, of a body of one gender."""

    shoulder: float
    trunk: tuple[tuple[float, float], ...]  # (level in heads from the crown, half width)
    arm: tuple[tuple[float, float], ...]
    leg: tuple[tuple[float, float], ...]
    neck: float
    hip_joint: float
    height: float  # picture units


MAN = Build(
    shoulder=0.715,
    trunk=((1.3, 0.76), (1.6, 0.80), (2.15, 0.66), (3.0, 0.54), (3.7, 0.585), (4.1, 0.61)),
    arm=((0, 0.23), (0.25, 0.215), (0.5, 0.17), (0.62, 0.18), (1, 0.115)),
    leg=((0, 0.34), (0.2, 0.34), (0.5, 0.235), (0.68, 0.235), (1, 0.13)),
    neck=0.225,
    hip_joint=0.31,
    height=524,
)
WOMAN = Build(
    shoulder=0.58,
    trunk=((1.3, 0.62), (1.6, 0.66), (2.15, 0.52), (2.95, 0.425), (3.6, 0.575), (4.1, 0.605)),
    arm=((0, 0.185), (0.25, 0.165), (0.5, 0.135), (0.62, 0.14), (1, 0.09)),
    leg=((0, 0.345), (0.2, 0.315), (0.5, 0.205), (0.68, 0.205), (1, 0.105)),
    neck=0.18,
    hip_joint=0.30,
    height=510,
)


@dataclass(frozen=True)
class Arm:
    """Degrees from straight down, outwards positive; `reach` shortens a forearm that comes forward."""

    upper: float
    fore: float
    reach: float = 1.0
    hand: str = "open"  # open, pocket, hip, grip


@dataclass(frozen=True)
class Pose:
    """A stance: shifts in heads, tilts and limb angles in degrees. Pairs are (left, right) on the picture."""

    name: str
    arms: tuple[Arm, Arm]
    legs: tuple[tuple[float, float], tuple[float, float]]  # (thigh, shin), outwards positive
    shift: float = 0.0
    hips: float = 0.0  # positive: right side lower
    shoulders: float = 0.0
    head: float = 0.0
    feet: tuple[float, float] = (18.0, 18.0)


class Figure:
    """A build in a pose, standing at (`x`, `ground`), as tubes in picture units."""

    def __init__(self, build: Build, pose: Pose, x: float = 210.0, ground: float = 572.0) -> None:
        self.build, self.pose = build, pose
        self.u = build.height / HEADS
        self.legs = self._legs(x, ground)
        self.top = self.crotch[1] - 4.05 * self.u
        self.neck = np.array([x + 0.10 * self.u * np.sign(pose.shift) * -abs(pose.shift), self.y(1.38)])
        self.trunk = self._trunk()
        self.arms = (self._arm(0), self._arm(1))
        self.head = self.neck + np.array([np.sin(np.deg2rad(pose.head)) * 0.5 * self.u, -0.755 * self.u])

    def y(self, level: float) -> float:
        """Height of a level (heads below the crown) at the middle of the body."""
        return float(self.top + level * self.u)

    def _legs(self, x: float, ground: float) -> tuple[Tube, Tube]:
        pose, u = self.pose, self.u
        pelvis = np.array([x + pose.shift * u, 0.0])
        chains = []
        for i, sign in enumerate((-1, 1)):
            hip = pelvis + sign * self.build.hip_joint * u * np.array([1.0, np.tan(np.deg2rad(pose.hips))])
            knee = hip + 1.86 * u * heading(sign * pose.legs[i][0])
            chains.append(np.array([hip, knee, knee + 1.72 * u * heading(sign * pose.legs[i][1])]))
        drop = ground - 0.26 * u - max(chain[2, 1] for chain in chains)
        chains = [chain + [0.0, drop] for chain in chains]
        self.pelvis: Points = pelvis + [0.0, drop]
        self.crotch: Points = self.pelvis + [0.0, 0.12 * u]
        self.ankles = (chains[0][2], chains[1][2])
        halves = [(t, h * u) for t, h in self.build.leg]
        return limb(chains[0], halves, 0.12), limb(chains[1], halves, 0.12)

    def _trunk(self) -> Tube:
        """Stations are levels in heads: the torso, carried on below the crotch around both legs."""
        u = self.u
        upper = np.linspace(1.2, 4.05, 40)
        bow = (upper - 1.38) / (4.05 - 1.38)
        x = self.neck[0] + (self.crotch[0] - self.neck[0]) * np.clip(bow, 0, 1) ** 1.3
        tilt = np.deg2rad(self.pose.shoulders + (self.pose.hips - self.pose.shoulders) * np.clip(bow, 0, 1))
        half = eased([(a, b * u) for a, b in self.build.trunk], upper)
        lower = np.linspace(4.12, 7.9, 40)
        y = self.top + lower * u
        edges = [self._leg_edge(i, y) for i in (0, 1)]
        middle = (edges[0] + edges[1]) / 2
        spread = (edges[1] - edges[0]) / 2
        blend = np.clip((lower - 4.05) / 0.8, 0, 1)
        base = half[-1] * (1 - blend) + spread * blend
        tail = np.deg2rad(self.pose.hips) * (1 - blend)
        centre_x = np.r_[x, self.crotch[0] * (1 - blend) + middle * blend]
        centre = np.stack([centre_x, self.top + np.r_[upper, lower] * u], 1)
        angle = np.r_[tilt, tail]
        across = np.stack([np.cos(angle), np.sin(angle)], 1)
        halves = np.r_[half, base]
        return Tube(np.r_[upper, lower], centre, across, halves, halves)

    def _leg_edge(self, i: int, y: Points) -> Points:
        line = self.legs[i].edge(-1 if i == 0 else 1, 0, 1, steps=60)
        return np.interp(y, line[:, 1], line[:, 0])

    def _arm(self, i: int) -> Tube:
        sign, arm, u = (-1, 1)[i], self.pose.arms[i], self.u
        shoulder = self.trunk.at(1.70, 0) + sign * self.build.shoulder * u * self._slant()
        elbow = shoulder + 1.36 * u * heading(sign * arm.upper)
        wrist = elbow + 1.12 * u * arm.reach * heading(sign * arm.fore)
        return limb(np.array([shoulder, elbow, wrist]), [(t, h * u) for t, h in self.build.arm], 0.14)

    def _slant(self) -> Points:
        tilt = np.deg2rad(self.pose.shoulders)
        return np.array([np.cos(tilt), np.sin(tilt)])

    def hand(self, i: int) -> tuple[Points, Points]:
        """Wrist and the direction the hand points."""
        tube = self.arms[i]
        way = tube.centre[-1] - tube.centre[-8]
        return tube.centre[-1], way / np.linalg.norm(way)
