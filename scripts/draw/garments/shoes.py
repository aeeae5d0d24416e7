"""Shoes: a pair seen from the front and a little above."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import skia

from scripts.draw.fabrics import fill, pen, shade
from scripts.draw.folds import together
from scripts.draw.garments.kit import Job, Parts, Z
from scripts.draw.geometry import Knots, Points, polygon, polyline, smooth, spline, union
from scripts.draw.light import Draw, Part

NARROW = ("pumps", "flats")
DRESSY = ("loafers", "derby")
LACED = ("sneakers", "runners", "canvas")


@dataclass(frozen=True)
class Last:
    """What one shoe is built on: x outwards, y from the ankle to the toe, in heads, turned on the floor."""

    ankle: Points
    turn: float
    sign: int
    u: float
    kind: str

    @property
    def half(self) -> float:
        """Half the width of the sole."""
        return 0.185 if self.kind in NARROW else 0.215 if self.kind in DRESSY else 0.235

    @property
    def toe(self) -> float:
        """Where the toe ends."""
        return 0.62 if self.kind in (*DRESSY, "pumps") else 0.56

    def put(self, knots: Knots) -> Points:
        """Points of the shoe in the picture."""
        points = np.asarray(knots, float)
        a = np.deg2rad(self.turn) * self.sign
        x, y = points[:, 0] * self.sign, points[:, 1]
        y = y * (0.86 + 0.14 * np.cos(a))
        right = self.ankle[0] + (x * np.cos(a * 0.6) + y * np.sin(a)) * self.u
        down = self.ankle[1] + (y * np.cos(a) - x * np.sin(a) * 0.4) * self.u
        return np.stack([right, down], 1)

    def upper(self) -> list[tuple[float, float]]:
        """The outline of the shoe without its sole."""
        w, toe = self.half, self.toe
        if self.kind == "pumps":
            sole = [(-w, 0.36), (-w * 0.5, toe), (0, toe + 0.06), (w * 0.55, toe), (w, 0.36)]
            return [(-0.10, 0.16), *sole, (0.10, 0.16), (0.0, 0.32)]
        outer = [(-0.14, -0.12), (-w * 0.86, 0.16), (-w, 0.36), (-w * 0.62, toe - 0.05), (0, toe)]
        return [*outer, (w * 0.7, toe - 0.06), (w, 0.34), (w * 0.8, 0.1), (0.14, -0.12)]


def shoes(job: Job, *, kind: str = "sneakers", sole: str = "#f3f1ec", shaft: float = 0.0) -> Parts:
    """A pair of sneakers, canvas, runners, loafers, derby, boots, pumps, flats or sandals."""
    return [part for i in (0, 1) for part in _shoe(job, i, kind, sole, shaft)]


def _shoe(job: Job, i: int, kind: str, sole: str, shaft: float) -> Parts:
    figure = job.figure
    last = Last(figure.ankles[i], figure.pose.feet[i], (-1, 1)[i], job.u, kind)
    under = np.asarray(last.upper()) * [1.1, 1.0] + [0, 0.05]
    tread = Part(smooth(last.put(under)), all_over(sole), round=0.5, lift=0.6, piece=job.piece, z=Z.SHOE)
    if kind == "sandals":
        return [tread, *_sandal(job, last)]
    x, y = last.ankle
    cloth = together(job.cloth.paint(last.turn * -last.sign, x, y), _upper_of(job, last, sole))
    outline = smooth(last.put(last.upper()))
    gloss = job.cloth.gloss
    upper = Part(outline, cloth, round=0.85, gloss=gloss, lift=0.3, piece=job.piece, z=Z.SHOE)
    if not shaft:
        return [tread, upper]
    leg = polygon(figure.legs[i].outline(1 - shaft, 1.0, 0.05 * job.u, 2, 2))
    boot = Part(leg, job.cloth.paint(), round=0.9, gloss=gloss, lift=0.4, piece=job.piece, z=Z.SHOE)
    return [tread, boot, upper]


def _sandal(job: Job, last: Last) -> Parts:
    w = last.half
    lines = [last.put([(-w, v), (0, v + 0.03), (w, v)]) for v in (0.08, 0.26, 0.42)]
    straps = union(*(polygon(_band(line, 2.6)) for line in lines))
    return [
        Part(smooth(last.put(last.upper())), all_over("#d9ab8c"), round=0.5, lift=0.3, z=Z.SHOE),
        Part(straps, job.cloth.paint(), round=0.5, lift=0.6, piece=job.piece, z=Z.SHOE),
    ]


def _upper_of(job: Job, last: Last, sole: str) -> Draw:
    """What is drawn on the upper of this kind of shoe."""
    if last.kind in LACED:
        return lambda canvas: _laced(canvas, job, last, sole)
    if last.kind == "loafers":
        return lambda canvas: _loafer(canvas, job, last)
    if last.kind in ("derby", "boots"):
        return lambda canvas: _derby(canvas, job, last)
    return lambda canvas: None


def _laced(canvas: skia.Canvas, job: Job, last: Last, sole: str) -> None:
    """Toe cap, tongue, laces; a runner's stripes."""
    w, toe, hex_ = last.half, last.toe, job.cloth.hex
    runner = last.kind == "runners"
    cap = last.put([(-w * 0.66, toe - 0.12), (0, toe - 0.20), (w * 0.68, toe - 0.13), (0, toe + 0.04)])
    canvas.drawPath(smooth(cap), fill(sole if last.kind == "canvas" else shade(hex_, 0.93)))
    tongue = last.put([(-0.09, -0.1), (-0.085, 0.3), (0.085, 0.3), (0.09, -0.1)])
    canvas.drawPath(smooth(tongue), fill(shade(hex_, 0.86)))
    for row in range(4):
        lace = last.put([(-0.10, 0.02 + 0.075 * row), (0.10, 0.045 + 0.075 * row)])
        canvas.drawPath(polyline(lace), pen(job.cloth.accent if runner else "#f7f5ef", 1.1))
    for k in (0.0, 0.09) if runner else ():
        canvas.drawPath(polyline(last.put([(0.10, 0.12 + k), (w, 0.26 + k)])), pen(job.cloth.accent, 1.8))


def _loafer(canvas: skia.Canvas, job: Job, last: Last) -> None:
    """The opening and the strap across."""
    w, hex_ = last.half, job.cloth.hex
    opening = last.put([(-0.12, -0.1), (-0.12, 0.12), (0, 0.2), (0.12, 0.12), (0.12, -0.1)])
    canvas.drawPath(smooth(opening), fill(shade(hex_, 0.5)))
    strap = last.put([(-w * 0.86, 0.26), (0, 0.30), (w * 0.86, 0.26)])
    canvas.drawPath(polyline(strap), pen(shade(hex_, 0.62), 2.4))


def _derby(canvas: skia.Canvas, job: Job, last: Last) -> None:
    """Three laces and the toe's seam."""
    w, toe, hex_ = last.half, last.toe, job.cloth.hex
    for k in range(3):
        lace = last.put([(-0.07, 0.04 + 0.06 * k), (0.07, 0.04 + 0.06 * k)])
        canvas.drawPath(polyline(lace), pen(shade(hex_, 0.45), 1.0))
    seam = last.put([(-w * 0.75, toe - 0.16), (0, toe - 0.23), (w * 0.75, toe - 0.16)])
    canvas.drawPath(polyline(spline(seam)), pen(shade(hex_, 0.55), 0.7))


def _band(line: Points, width: float) -> Points:
    line = spline(line)
    return np.vstack([line - [0, width / 2], (line + [0, width / 2])[::-1]])


def all_over(hex_: str) -> Draw:
    """Paint everything one colour."""
    return lambda canvas: canvas.drawPaint(fill(hex_))
