"""Trousers and shorts: two legs under one waistband, with fly, pockets and hems."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import skia

from scripts.draw.fabrics import fill, pen, shade
from scripts.draw.folds import fold, raised, seam, together
from scripts.draw.garments.kit import Job, Parts, Z
from scripts.draw.geometry import Points, common, eased, polygon, polyline, spline, union
from scripts.draw.light import Part

WAIST = 3.10
HIP = 0.13
"""Station of the legs where the seat ends and each leg begins."""


@dataclass(frozen=True)
class Trousers:
    """How a pair is cut: eases in heads at hip, thigh, knee and hem, and what is sewn on."""

    end: float = 1.0  # station of the legs where it stops
    hip: float = 0.03
    thigh: float = 0.06
    knee: float = 0.08
    hem: float = 0.10
    crease: bool = False
    details: str = ""  # cargo, track
    turn_up: bool = False

    def ease(self, u: float) -> list[tuple[float, float]]:
        """The ease along the legs, in picture units."""
        below = 0.5 - HIP if self.end > 0.8 else (self.end - HIP) * 0.7
        return [
            (HIP, self.hip * u),
            (HIP + below * 0.4, self.thigh * u),
            (HIP + below, self.knee * u),
            (self.end, self.hem * u),
        ]


def trousers(job: Job, **cut: object) -> Parts:
    """A pair of trousers; the keywords are those of `Trousers`."""
    pair = Trousers(**cut)  # type: ignore[arg-type]
    figure, ease = job.figure, pair.ease(job.u)
    legs = [polygon(figure.legs[i].outline(HIP - 0.02, pair.end, ease, 3.0)) for i in (0, 1)]
    seat = polygon(_seat(job, pair, ease))
    lumps = tuple(common(union(legs[i], seat), _half(job, i)) for i in (0, 1))
    x, y = figure.trunk.at(3.5, 0)
    body = Part(
        union(*legs, seat),
        together(job.cloth.paint(0, x, y), lambda canvas: _draw(canvas, job, pair, ease)),
        together(job.cloth.bump(0, x, y), lambda canvas: _raise(canvas, job, pair, ease)),
        lumps=lumps,
        round=0.95,
        gloss=job.cloth.gloss,
        lift=0.8,
        warp=0.3,
        drape=1.3 - 0.6 * job.cloth.stiff,
        piece=job.piece,
        z=Z.BOTTOM,
    )
    return [body, *(_turned(job, i, pair, ease) for i in (0, 1) if pair.turn_up)]


def shorts(job: Job, *, length: float = 0.44, wide: float = 0.10, details: str = "") -> Parts:
    """Shorts to a station of the legs above the knee."""
    return trousers(job, end=length, hip=0.03, thigh=wide * 0.8, knee=wide, hem=wide * 1.2, details=details)


def _seat(job: Job, pair: Trousers, ease: object) -> Points:
    """From the waist down to where the legs part, its sides running on into theirs."""
    figure, u = job.figure, job.u
    trunk, hip = figure.trunk, pair.hip * u
    top = trunk.across_at(WAIST, hip, 3.0)
    right = np.vstack(
        [trunk.edge(1, WAIST, 3.7, hip, 10), figure.legs[1].edge(1, HIP + 0.01, HIP + 0.04, ease, 3)]
    )
    left = np.vstack(
        [figure.legs[0].edge(-1, HIP + 0.04, HIP + 0.01, ease, 3), trunk.edge(-1, 3.7, WAIST, hip, 10)]
    )
    inner = [
        figure.legs[i].at(HIP + 0.09, sign * 0.97, eased(ease, np.array(HIP + 0.09)))
        for i, sign in ((1, -1), (0, 1))
    ]
    forks = np.vstack([inner[0], (inner[0] + inner[1]) / 2 - [0, 0.02 * u], inner[1]])
    return np.vstack([top, spline(right, steps=3), forks, spline(left, steps=3)])


def _half(job: Job, i: int) -> skia.Path:
    """Everything above the crotch, and below it only the side of one leg."""
    sign = (-1, 1)[i]
    x, y = job.figure.crotch
    foot = (job.figure.ankles[0] + job.figure.ankles[1]) / 2
    return polygon(
        np.array(
            [
                (x - 300, 0),
                (x + 300, 0),
                (x + 300, y if sign < 0 else 900),
                (x, y) if sign < 0 else (foot[0], 900),
                (foot[0], 900) if sign < 0 else (x, y),
                (x - 300, 900 if sign < 0 else y),
            ]
        )
    )


def _pocket(job: Job, sign: int) -> skia.Path:
    trunk = job.figure.trunk
    return polyline(
        spline([trunk.at(WAIST + a, sign * s) for a, s in ((0.18, 0.60), (0.40, 0.76), (0.60, 1.0))])
    )


def _raise(canvas: skia.Canvas, job: Job, pair: Trousers, ease: object) -> None:
    figure, u = job.figure, job.u
    for i in (0, 1):
        _leg_folds(canvas, job, i, pair)
        seam(canvas, _pocket(job, (-1, 1)[i]), 0.7, 1.1)
        hem = polyline(figure.legs[i].across_at(pair.end - 0.03, ease, 3.0))
        seam(canvas, hem, 0.5, 0.9)
        if pair.details == "cargo":
            raised(canvas, _cargo(job, i), 0.4)
    seam(canvas, polyline(figure.trunk.edge(0.02, WAIST + 0.2, 3.95, steps=6)), 0.6, 1.0)
    seam(canvas, polyline(figure.trunk.across_at(WAIST + 0.17, pair.hip * u, 3)), 0.7, 1.0)
    seam(canvas, polyline(np.vstack([figure.crotch + [0, -3], figure.crotch + [0, 12]])), 0.8, 2.0)


def _draw(canvas: skia.Canvas, job: Job, pair: Trousers, ease: object) -> None:
    figure, u, denim = job.figure, job.u, job.cloth.weave == "denim"
    ink = job.cloth.accent if denim else shade(job.cloth.hex, 0.7)
    for i, sign in enumerate((-1, 1)):
        leg = figure.legs[i]
        if denim:
            _fade(canvas, job, i, pair.end)
            canvas.drawPath(polyline(leg.across_at(pair.end - 0.022, ease, 3.0)), pen(ink, 0.5, 0.7))
        canvas.drawPath(_pocket(job, sign), pen(ink, 0.6, 0.75))
        if pair.details == "cargo":
            canvas.drawPath(_cargo(job, i), pen(shade(job.cloth.hex, 0.6), 0.7, 0.8))
        if pair.details == "track":
            for k in (0.90, 0.76):
                canvas.drawPath(
                    polyline(leg.edge(sign * k, HIP, pair.end, ease)), pen(job.cloth.accent, 0.045 * u)
                )
    if denim:
        fly = [figure.trunk.at(t, s) for t, s in ((WAIST + 0.2, 0.16), (3.65, 0.15), (3.85, 0.02))]
        canvas.drawPath(polyline(spline(fly)), pen(ink, 0.5, 0.8, dash=(1.6, 0.8)))
    x, y = figure.trunk.at(WAIST + 0.09, 0)
    canvas.drawCircle(float(x), float(y), 0.035 * u, fill(shade(job.cloth.hex, 0.55)))


def _leg_folds(canvas: skia.Canvas, job: Job, i: int, pair: Trousers) -> None:
    """Whiskers from the crotch, breaks at the knee, a stack above the shoe."""
    rng = np.random.default_rng(job.seed + i)
    sign, leg, end = (-1, 1)[i], job.figure.legs[i], pair.end
    depth = 0.62 - 0.25 * job.cloth.stiff
    for k in range(3):
        a = job.figure.crotch + np.array([sign * 2.0, 1.0 + 6 * k])
        b = leg.at(0.08 + 0.07 * k, sign * rng.uniform(0.3, 0.8))
        fold(canvas, [a, (a + b) / 2 + [0, -2], b], rng.uniform(4, 6), depth)
    if end > 0.8:
        for _ in range(3):
            t = 0.5 + rng.uniform(-0.07, 0.1)
            a, b = leg.at(t, -sign * 0.95), leg.at(t + rng.uniform(0.02, 0.07), sign * rng.uniform(0.2, 0.8))
            fold(canvas, [a, (a + b) / 2 + [0, 2], b], rng.uniform(4, 7), depth * 0.8)
        for k in range(3):
            t = end - 0.035 - 0.045 * k
            a, b = leg.at(t, -0.95), leg.at(t - rng.uniform(-0.02, 0.04), rng.uniform(0.3, 0.95))
            fold(canvas, [a, (a + b) / 2 + [0, 3], b], rng.uniform(4, 7), depth * 0.9)
    fold(canvas, leg.edge(sign * 0.35, 0.2, end * 0.9, steps=7), 7, depth * 0.6)
    if pair.crease:
        seam(canvas, polyline(leg.edge(0.0, 0.08, end, steps=30)), -0.55, 2.2)


def _fade(canvas: skia.Canvas, job: Job, i: int, end: float) -> None:
    """Denim worn pale on the thigh and knee, dark along the seams."""
    leg = job.figure.legs[i]
    canvas.drawPath(
        polyline(leg.edge(0.05, 0.12, end * 0.62, steps=8)),
        pen(shade(job.cloth.hex, 1.45), 0.26 * job.u, 0.4, 7),
    )
    for s in (-1, 1):
        canvas.drawPath(
            polyline(leg.edge(s, 0.15, end, 3, steps=16)),
            pen(shade(job.cloth.hex, 0.6), 0.06 * job.u, 0.35, 3),
        )


def _cargo(job: Job, i: int) -> skia.Path:
    leg, sign = job.figure.legs[i], (-1, 1)[i]
    return polygon(
        np.array(
            [
                leg.at(t, sign * s, e)
                for t, s, e in ((0.30, 0.40, 3), (0.30, 1.0, 6), (0.43, 1.0, 6), (0.44, 0.40, 3))
            ]
        )
    )


def _turned(job: Job, i: int, pair: Trousers, ease: object) -> Part:
    band = polygon(
        job.figure.legs[i].outline(
            pair.end - 0.05, pair.end + 0.004, [(pair.end, (pair.hem + 0.02) * job.u)], 3.0, 3.0
        )
    )
    return Part(band, job.cloth.tinted(1.2).paint(), round=0.7, lift=0.6, piece=job.piece, z=Z.BOTTOM + 1)
