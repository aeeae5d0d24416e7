"""Bags: a tote or an eco bag in the hand, a shoulder bag, a cross-body bag, a rucksack."""

from __future__ import annotations

import numpy as np
import skia

from scripts.draw.fabrics import fill, pen, shade
from scripts.draw.folds import fold, raised, seam, together
from scripts.draw.garments.kit import Job, Parts, Z
from scripts.draw.geometry import Points, polygon, polyline, ribbon, union
from scripts.draw.light import Part


def bag(job: Job, *, kind: str = "tote", side: int = 1) -> Parts:
    """One bag; `side` is the arm that carries it."""
    return {"tote": _tote, "shoulder": _shoulder, "cross": _cross, "backpack": _backpack}[kind](job, side)


def _tote(job: Job, side: int) -> Parts:
    wrist, way = job.figure.hand(side)
    u = job.u
    x, y = wrist + way * 0.34 * u
    soft = job.cloth.weave != "leather"
    w, h, drop = (0.92, 1.02, 0.42) if soft else (0.98, 0.80, 0.30)
    top = y + drop * u
    handles = [
        ribbon(
            [
                (x - 0.24 * u + dx, top + 4),
                (x - 0.17 * u + dx, y + 0.1 * u),
                (x + dx, y - 2),
                (x + 0.17 * u + dx, y + 0.1 * u),
                (x + 0.24 * u + dx, top + 4),
            ],
            0.024 * u,
        )
        for dx in (3.0, 0.0)
    ]
    strap = Part(
        union(*handles), job.cloth.tinted(0.85).paint(), round=0.4, lift=0.5, piece=job.piece, z=Z.HAND - 1
    )
    return [strap, _pouch(job, x, top, w * u, h * u, Z.HAND - 1, flap=False)]


def _shoulder(job: Job, side: int) -> Parts:
    figure, u, sign = job.figure, job.u, (-1, 1)[side]
    top = figure.arms[side].centre[0] + np.array([-sign * 0.10 * u, -0.17 * u])
    x, y = figure.trunk.at(2.95, sign * 1.0, 2)
    straps = union(
        ribbon([top, ((top[0] + x) / 2 - 3, 0.5 * (top[1] + y)), (x - 0.24 * u, y + 3)], 0.022 * u),
        ribbon([top, ((top[0] + x) / 2 + 4, 0.5 * (top[1] + y)), (x + 0.22 * u, y + 3)], 0.022 * u),
    )
    return [
        Part(straps, job.cloth.tinted(0.85).paint(), round=0.4, lift=0.6, piece=job.piece, z=Z.BAG),
        _pouch(job, x, y, 0.74 * u, 0.46 * u, Z.BAG, flap=True),
    ]


def _cross(job: Job, side: int) -> Parts:
    figure, u, sign = job.figure, job.u, (-1, 1)[side]
    x, y = figure.trunk.at(3.55, sign * 0.72)
    start = figure.trunk.at(1.46, -sign * 0.55)
    middle = figure.trunk.at(2.4, sign * 0.02) + [0, 3]
    strap = Part(
        ribbon([start, middle, (x, y + 4)], 0.032 * u),
        job.cloth.tinted(0.85).paint(),
        round=0.4,
        lift=0.8,
        piece=job.piece,
        z=Z.BAG - 6,
    )
    return [strap, _pouch(job, x, y, 0.70 * u, 0.50 * u, Z.BAG - 5, flap=True)]


def _backpack(job: Job, side: int) -> Parts:
    figure, u = job.figure, job.u
    straps = [
        Part(
            ribbon(
                [
                    figure.trunk.at(1.44, s * 0.50),
                    figure.trunk.at(1.8, s * 0.60),
                    figure.trunk.at(2.15, s * 0.78),
                    figure.trunk.at(2.42, s * 1.06),
                ],
                0.075 * u,
            ),
            job.cloth.paint(),
            round=0.8,
            lift=0.9,
            piece=job.piece,
            z=Z.BAG - 6,
        )
        for s in (-1, 1)
    ]
    load = polygon(figure.trunk.outline(1.62, 3.35, [(1.62, -2), (2.3, 0.20 * u), (3.35, 0.24 * u)], 3))
    return [
        Part(load, job.cloth.tinted(0.85).paint(), round=1, lift=0, piece=job.piece, z=Z.BEHIND - 2),
        *straps,
    ]


def _pouch(job: Job, x: float, top: float, w: float, h: float, z: int, flap: bool) -> Part:
    """The bag's body hanging from (x, top), w wide and h high."""
    lean = 0.0 if flap else 0.05
    path = polygon(
        _rounded(
            [
                (x - w * (0.5 - lean), top),
                (x + w * (0.5 - lean), top),
                (x + w * 0.5, top + h),
                (x - w * 0.5, top + h),
            ],
            0.09 * w,
        )
    )
    lid = polygon(
        _rounded(
            [
                (x - w * 0.51, top - 1),
                (x + w * 0.51, top - 1),
                (x + w * 0.47, top + h * 0.56),
                (x - w * 0.47, top + h * 0.56),
            ],
            0.14 * w,
        )
    )
    edge = polyline(np.array([(x - w * 0.5, top + 0.09 * h), (x + w * 0.5, top + 0.09 * h)]))
    ink = shade(job.cloth.hex, 0.6)

    def relief(canvas: skia.Canvas) -> None:
        if flap:
            raised(canvas, lid, 0.4)
            return
        seam(canvas, edge, 0.6, 1.0)
        fold(
            canvas,
            [(x - w * 0.3, top + h * 0.2), (x - w * 0.2, top + h * 0.6), (x - w * 0.3, top + h * 0.9)],
            6,
            0.35,
        )
        fold(
            canvas,
            [(x + w * 0.2, top + h * 0.1), (x + w * 0.28, top + h * 0.5), (x + w * 0.15, top + h * 0.85)],
            6,
            0.3,
        )

    def drawn(canvas: skia.Canvas) -> None:
        if flap:
            canvas.drawPath(lid, pen(ink, 0.6, 0.8))
            canvas.drawRoundRect(skia.Rect.MakeXYWH(x - 3, top + h * 0.50, 6, 4), 1, 1, fill("#cbb06a"))
        else:
            canvas.drawPath(edge, pen(ink, 0.5, 0.6))

    return Part(
        path,
        together(job.cloth.paint(), drawn),
        relief,
        round=0.8,
        gloss=job.cloth.gloss,
        lift=1.0,
        piece=job.piece,
        z=z,
    )


def _rounded(corners: list[tuple[float, float]], radius: float) -> Points:
    """A polygon with its corners rounded off by quadratic arcs."""
    p = np.asarray(corners, float)
    t = np.linspace(0, 1, 7)[:, None]
    arcs = []
    for before, corner, after in zip(np.roll(p, 1, 0), p, np.roll(p, -1, 0), strict=True):
        a = corner + (before - corner) / np.linalg.norm(before - corner) * radius
        b = corner + (after - corner) / np.linalg.norm(after - corner) * radius
        arcs.append((1 - t) ** 2 * a + 2 * t * (1 - t) * corner + t**2 * b)
    return np.vstack(arcs)
