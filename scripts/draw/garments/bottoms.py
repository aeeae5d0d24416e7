"""Trousers and shorts: two legs under one waistband, with fly, pockets and hems."""

from __future__ import annotations

import numpy as np
import skia

from scripts.draw.fabrics import fill, pen, shade
from scripts.draw.folds import fold, raised, seam, together
from scripts.draw.garments.kit import Job, Parts, Z
from scripts.draw.geometry import Points, polygon, polyline, spline, union
from scripts.draw.light import Part

WAIST = 3.12


def trousers(
    job: Job, *, end: float = 1.0, hip: float = 0.03, thigh: float = 0.06, knee: float = 0.08, hem: float = 0.10, crease: bool = False,
    details: str = "", turn_up: bool = False,
) -> Parts:  # fmt: skip
    """Trousers to station `end` of the legs; eases in heads at hip, thigh, knee and hem."""
    figure, u = job.figure, job.u
    ease = [(0, thigh * u), (0.5 * end if end < 0.8 else 0.5, knee * u), (end, hem * u)]
    legs = [_leg(job, i, end, ease) for i in (0, 1)]
    seat = polygon(_seat(job, hip))
    path = union(*legs, seat)
    x, y = figure.trunk.at(3.5, 0)

    def relief(canvas: skia.Canvas) -> None:
        _leg_folds(canvas, job, end, crease, details)
        fly = figure.trunk.edge(0.02, WAIST + 0.2, 3.95, steps=6)
        seam(canvas, polyline(fly), 0.6, 1.0)
        seam(canvas, polyline(figure.trunk.across_at(WAIST + 0.17, hip * u, 3)), 0.7, 1.0)
        seam(canvas, polyline(np.vstack([figure.crotch + [0, -3], figure.crotch + [0, 10]])), 0.8, 2.0)
        for sign in (-1, 1):
            pocket = np.array(
                [
                    figure.trunk.at(WAIST + 0.18, sign * 0.62),
                    figure.trunk.at(WAIST + 0.42, sign * 0.80),
                    figure.trunk.at(WAIST + 0.62, sign * 1.0),
                ]
            )
            seam(canvas, polyline(spline(pocket)), 0.7, 1.1)
        if details == "cargo":
            for i in (0, 1):
                raised(canvas, _cargo(job, i, ease), 0.4)

    def drawn(canvas: skia.Canvas) -> None:
        if job.cloth.weave == "denim":
            _fade(canvas, job, end)
        ink = job.cloth.accent if job.cloth.weave == "denim" else shade(job.cloth.hex, 0.7)
        for sign in (-1, 1):
            pocket = np.array(
                [
                    figure.trunk.at(WAIST + 0.18, sign * 0.62),
                    figure.trunk.at(WAIST + 0.42, sign * 0.80),
                    figure.trunk.at(WAIST + 0.62, sign * 1.0),
                ]
            )
            canvas.drawPath(polyline(spline(pocket)), pen(ink, 0.6, 0.75))
        if job.cloth.weave == "denim":
            fly = spline(
                [figure.trunk.at(WAIST + 0.2, 0.16), figure.trunk.at(3.7, 0.15), figure.trunk.at(3.9, 0.02)]
            )
            canvas.drawPath(polyline(fly), pen(ink, 0.5, 0.8, dash=(1.6, 0.8)))
        if details == "cargo":
            for i in (0, 1):
                canvas.drawPath(_cargo(job, i, ease), pen(shade(job.cloth.hex, 0.6), 0.7, 0.8))
        if details == "track":
            for i, sign in enumerate((-1, 1)):
                for k in (0.86, 0.70):
                    canvas.drawPath(
                        polyline(figure.legs[i].edge(sign * k, 0, end, ease)),
                        pen(job.cloth.accent, 0.055 * u),
                    )
        waist = figure.trunk.at(WAIST + 0.09, 0)
        canvas.drawCircle(float(waist[0]), float(waist[1]), 0.035 * u, fill(shade(job.cloth.hex, 0.55)))

    return [
        Part(path, together(job.cloth.paint(0, x, y), drawn), together(job.cloth.bump(0, x, y), relief), lumps=(union(legs[0], seat), union(legs[1], seat)),
             round=0.95, gloss=job.cloth.gloss, lift=0.8, warp=0.3, piece=job.piece, z=Z.BOTTOM),
        *([_turned(job, i, end, ease) for i in (0, 1)] if turn_up else []),
    ]  # fmt: skip


def _leg(job: Job, i: int, end: float, ease: object) -> skia.Path:
    return polygon(job.figure.legs[i].outline(0.0, end, ease, 3.0 if end > 0.9 else 2.5))


def _seat(job: Job, hip: float) -> Points:
    """Waist to crotch, joined to the legs."""
    figure, u = job.figure, job.u
    trunk = figure.trunk
    right, left = trunk.edge(1, WAIST, 4.0, hip * u), trunk.edge(-1, 4.0, WAIST, hip * u)
    top = trunk.across_at(WAIST, hip * u, 3.0)
    joints = [figure.legs[i].at(0.10, (-1, 1)[i], hip * u) for i in (1, 0)]
    inner = [figure.legs[1].at(0.1, -0.6), figure.crotch + [0, 0.10 * u], figure.legs[0].at(0.1, 0.6)]
    return np.vstack([top, right, joints[0][None], *[p[None] for p in inner], joints[1][None], left])


def _leg_folds(canvas: skia.Canvas, job: Job, end: float, crease: bool, details: str) -> None:
    rng = job.rng
    depth = 0.75 - 0.3 * job.cloth.stiff
    for i, sign in enumerate((-1, 1)):
        leg = job.figure.legs[i]
        for k in range(3):
            a = job.figure.crotch + np.array([sign * 2.0, 2.0 + 6 * k])
            b = leg.at(0.05 + 0.07 * k, sign * rng.uniform(0.2, 0.7))
            fold(canvas, [a, (a + b) / 2 + [0, -2], b], rng.uniform(3, 5), depth * 0.8)
        if end > 0.8:
            for _ in range(3):
                t = 0.5 + rng.uniform(-0.08, 0.1)
                a, b = leg.at(t, -sign * 0.9), leg.at(t + rng.uniform(0.02, 0.06), sign * rng.uniform(0, 0.6))
                fold(canvas, [a, (a + b) / 2 + [0, 2], b], rng.uniform(3, 5), depth * 0.7)
            for k in range(3):
                t = end - 0.03 - 0.035 * k
                a, b = leg.at(t, -0.9), leg.at(t - rng.uniform(-0.02, 0.03), rng.uniform(0.1, 0.8))
                fold(canvas, [a, (a + b) / 2 + [0, 3], b], rng.uniform(3, 5), depth * 0.8)
        if crease:
            line = polyline(leg.edge(0.0, 0.08, end, steps=30))
            seam(canvas, line, -0.55, 2.2)


def _fade(canvas: skia.Canvas, job: Job, end: float) -> None:
    """Denim worn pale on the thighs and knees."""
    for i in (0, 1):
        leg = job.figure.legs[i]
        line = leg.edge(0.05, 0.10, end * 0.62, steps=8)
        canvas.drawPath(polyline(line), pen(shade(job.cloth.hex, 1.5), 0.26 * job.u, 0.38, 7))


def _cargo(job: Job, i: int, ease: object) -> skia.Path:
    leg, sign = job.figure.legs[i], (-1, 1)[i]
    return polygon(
        np.array(
            [
                leg.at(0.36, sign * 0.35, 3),
                leg.at(0.36, sign * 1.0, 6),
                leg.at(0.52, sign * 1.0, 6),
                leg.at(0.53, sign * 0.35, 3),
            ]
        )
    )


def _turned(job: Job, i: int, end: float, ease: object) -> Part:
    leg = job.figure.legs[i]
    band = polygon(leg.outline(end - 0.055, end + 0.002, [(end, 0.13 * job.u)], 3.0, 3.0))
    return Part(band, job.cloth.tinted(1.35).paint(), round=0.7, lift=0.6, piece=job.piece, z=Z.BOTTOM + 1)


def shorts(job: Job, *, length: float = 0.44, wide: float = 0.12, details: str = "") -> Parts:
    """Shorts above the knee."""
    return trousers(job, end=length, hip=0.04, thigh=wide * 0.7, knee=wide, hem=wide * 1.25, details=details)
