"""Trimmings: tie, scarf, glasses, socks, belt. They finish an outfit; nobody searches for them by photo."""

from __future__ import annotations

import numpy as np
import skia

from scripts.draw.fabrics import fill, pen
from scripts.draw.folds import fold, seam, together
from scripts.draw.garments.bottoms import WAIST
from scripts.draw.garments.cut import rib
from scripts.draw.garments.kit import Job, Parts, Z
from scripts.draw.geometry import polygon, polyline, ribbon, smooth, union
from scripts.draw.light import Part


def tie(job: Job) -> Parts:
    """A tie with its knot, down to the waist."""
    trunk, u = job.figure.trunk, job.u
    knot = trunk.at(1.56, 0)
    low, tip = trunk.at(2.85, 0), trunk.at(3.02, 0)
    blade = polygon(
        np.vstack(
            [knot + [-0.04 * u, 3], knot + [0.04 * u, 3], low + [0.105 * u, 0], tip, low + [-0.105 * u, 0]]
        )
    )
    bow = polygon(
        np.vstack(
            [knot + [-0.085 * u, -5], knot + [0.085 * u, -5], knot + [0.05 * u, 5], knot + [-0.05 * u, 5]]
        )
    )
    return [
        Part(p, job.cloth.paint(40), round=0.6, lift=0.7, gloss=0.15, piece=job.piece, z=Z.MID + 4)
        for p in (blade, bow)
    ]


def scarf(job: Job) -> Parts:
    """A knitted scarf round the neck, one end hanging."""
    trunk, u = job.figure.trunk, job.u
    c = trunk.at(1.34, 0)
    ring = smooth(
        c
        + np.array(
            [
                (-0.42, -0.06),
                (-0.25, -0.20),
                (0, -0.16),
                (0.25, -0.20),
                (0.42, -0.06),
                (0.36, 0.20),
                (0, 0.36),
                (-0.36, 0.20),
            ]
        )
        * u
    )
    end = polygon(
        np.vstack(
            [
                c + np.array([0.05, 0.2]) * u,
                c + np.array([0.33, 0.16]) * u,
                trunk.at(2.75, 0.5),
                trunk.at(2.78, 0.08),
            ]
        )
    )

    def wound(canvas: skia.Canvas) -> None:
        fold(canvas, c + np.array([(-0.36, -0.02), (0, 0.14), (0.36, -0.02)]) * u, 6, 0.8)
        fold(canvas, c + np.array([(-0.3, 0.12), (0, 0.26), (0.3, 0.10)]) * u, 5, 0.6)

    def hangs(canvas: skia.Canvas) -> None:
        fold(canvas, [c + np.array([0.14, 0.3]) * u, trunk.at(2.2, 0.22), trunk.at(2.7, 0.2)], 6, 0.5)
        seam(canvas, polyline(np.array([trunk.at(2.62, 0.04), trunk.at(2.6, 0.54)])), 0.6, 1.0)

    return [
        Part(
            end,
            job.cloth.paint(),
            together(job.cloth.bump(), hangs),
            round=0.8,
            lift=0.9,
            piece=job.piece,
            z=Z.OUTER + 5,
        ),
        Part(
            ring,
            job.cloth.paint(),
            together(job.cloth.bump(), wound),
            round=1.0,
            lift=0.9,
            piece=job.piece,
            z=Z.OUTER + 6,
        ),
    ]


def glasses(job: Job) -> Parts:
    """Sunglasses."""
    c, u = job.figure.head, job.u
    lenses = [
        smooth(
            c
            + np.array(
                [
                    (s * 0.05, -0.035),
                    (s * 0.15, -0.055),
                    (s * 0.27, -0.03),
                    (s * 0.25, 0.10),
                    (s * 0.15, 0.135),
                    (s * 0.07, 0.09),
                ]
            )
            * u
        )
        for s in (-1, 1)
    ]
    bridge = ribbon(c + np.array([(-0.06, 0.0), (0, -0.02), (0.06, 0.0)]) * u, 0.012 * u)
    whole = union(*lenses, bridge)
    return [Part(whole, job.cloth.paint(), round=0.4, gloss=0.5, lift=0.5, piece=job.piece, z=Z.HEAD + 5)]


def socks(job: Job, *, height: float = 0.22, ribbed: bool = True) -> Parts:
    """Socks above the shoes, or stockings."""
    parts = []
    for leg in job.figure.legs:
        tube = polygon(leg.outline(1 - height, 1.0, 0.012 * job.u, 2, 2))
        parts.append(
            Part(
                tube,
                job.cloth.paint(),
                rib(leg, 1 - height, 1.0) if ribbed else None,
                round=0.8,
                lift=0.4,
                piece=job.piece,
                z=Z.SOCK,
            )
        )
    return parts


def belt(job: Job) -> Parts:
    """A belt along the waistband, with its buckle."""
    trunk, u = job.figure.trunk, job.u
    upper, lower = trunk.across_at(WAIST + 0.02, 0.03 * u, 3), trunk.across_at(WAIST + 0.15, 0.03 * u, 3)
    x, y = trunk.at(WAIST + 0.085, 0)
    buckle = skia.Rect.MakeXYWH(float(x) - 0.08 * u, float(y) - 0.06 * u + 3, 0.16 * u, 0.12 * u)

    def drawn(canvas: skia.Canvas) -> None:
        canvas.drawRect(buckle, pen("#c9b27a", 1.3))
        canvas.drawRect(buckle, fill("#000000", 0.1))

    return [
        Part(
            polygon(np.vstack([upper, lower[::-1]])),
            together(job.cloth.paint(), drawn),
            round=0.5,
            gloss=0.4,
            lift=0.6,
            piece=job.piece,
            z=Z.BELT,
        )
    ]
