"""Hats: a ball cap, a beanie, a bucket hat."""

from __future__ import annotations

import numpy as np
import skia

from scripts.draw.fabrics import pen, shade
from scripts.draw.folds import seam, together
from scripts.draw.garments.kit import Job, Parts, Z
from scripts.draw.geometry import Points, polyline, smooth, spline
from scripts.draw.light import Draw, Part

Outline = list[tuple[float, float]]
_DOMES: dict[str, Outline] = {
    "cap": [
        (-0.38, -0.14),
        (-0.375, -0.38),
        (-0.24, -0.55),
        (0, -0.60),
        (0.24, -0.55),
        (0.375, -0.38),
        (0.38, -0.14),
        (0, -0.12),
    ],
    "beanie": [
        (-0.40, -0.12),
        (-0.40, -0.42),
        (-0.22, -0.66),
        (0, -0.70),
        (0.22, -0.66),
        (0.40, -0.42),
        (0.40, -0.12),
        (0, -0.06),
    ],
    "bucket": [
        (-0.40, -0.18),
        (-0.36, -0.52),
        (-0.2, -0.62),
        (0.2, -0.62),
        (0.36, -0.52),
        (0.40, -0.18),
        (0, -0.12),
    ],
}
_BRIMS: dict[str, Outline] = {
    "cap": [
        (-0.36, -0.24),
        (0, -0.29),
        (0.36, -0.24),
        (0.40, -0.09),
        (0.22, 0.0),
        (0, 0.03),
        (-0.22, 0.0),
        (-0.40, -0.09),
    ],
    "beanie": [(-0.42, -0.30), (0, -0.25), (0.42, -0.30), (0.425, -0.10), (0, -0.03), (-0.425, -0.10)],
    "bucket": [
        (-0.40, -0.26),
        (0, -0.20),
        (0.40, -0.26),
        (0.57, 0.02),
        (0.3, 0.085),
        (0, 0.10),
        (-0.3, 0.085),
        (-0.57, 0.02),
    ],
}


def hat(job: Job, *, kind: str = "cap") -> Parts:
    """One hat: its crown, and its peak, fold or brim."""
    u, h = job.u, job.figure.head
    crown, brim = (smooth(h + np.array(table[kind]) * u) for table in (_DOMES, _BRIMS))

    def stitched(canvas: skia.Canvas) -> None:
        for line in _rows(kind, h, u):
            seam(canvas, polyline(line), 0.4, 0.9)

    def drawn(canvas: skia.Canvas) -> None:
        if kind == "cap":
            canvas.drawPath(
                polyline(h + np.array([(-0.07, -0.42), (0.07, -0.42)]) * u), pen(job.cloth.accent, 2.2, 0.9)
            )

    crown_part = Part(
        crown,
        together(job.cloth.paint(), drawn),
        together(job.cloth.bump(), stitched),
        piece=job.piece,
        z=Z.HEAD + 6,
    )
    tone = job.cloth if kind == "beanie" else job.cloth.tinted(0.94)
    edge = Part(
        brim,
        together(tone.paint(), _welt(brim, tone.hex)),
        stitched if kind != "cap" else None,
        round=0.85,
        lift=0.9,
        piece=job.piece,
        z=Z.HEAD + 7,
    )
    return [crown_part, edge]


def _welt(brim: skia.Path, hex_: str) -> Draw:
    return lambda canvas: canvas.drawPath(brim, pen(shade(hex_, 0.7), 1.0, 0.5))


def _rows(kind: str, h: Points, u: float) -> list[Points]:
    """Ribs of a beanie, rows of a bucket's brim, panels of a cap."""
    if kind == "beanie":
        return [h + np.array([(k, -0.31), (k * 1.01, -0.04)]) * u for k in np.linspace(-0.4, 0.4, 17)]
    if kind == "bucket":
        return [
            spline(
                h
                + np.array(
                    [
                        (-0.42 - 0.04 * k, -0.2 + 0.06 * k),
                        (0, -0.15 + 0.065 * k),
                        (0.42 + 0.04 * k, -0.2 + 0.06 * k),
                    ]
                )
                * u
            )
            for k in range(1, 4)
        ]
    return [spline(h + np.array([(k, -0.2), (k * 0.75, -0.46), (0, -0.64)]) * u) for k in (-0.22, 0.22)]
