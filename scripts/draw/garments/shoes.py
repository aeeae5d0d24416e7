"""Shoes: a pair seen from the front and a little above."""

from __future__ import annotations

import numpy as np
import skia

from scripts.draw.fabrics import fill, pen, shade
from scripts.draw.folds import raised, seam, together
from scripts.draw.garments.kit import Job, Parts, Z
from scripts.draw.geometry import Points, polygon, polyline, smooth, spline, union
from scripts.draw.light import Part


def _placed(points: Points, ankle: Points, turn: float, sign: int, u: float) -> Points:
    """Shoe coordinates (x outwards, y from the ankle to the toe, in heads) on the floor, the toe turned out."""
    a = np.deg2rad(turn) * sign
    x, y = points[:, 0] * sign, points[:, 1]
    y = y * (0.86 + 0.14 * np.cos(a))
    return np.stack(
        [
            ankle[0] + (x * np.cos(a * 0.6) + y * np.sin(a)) * u,
            ankle[1] + (y * np.cos(a) - x * np.sin(a) * 0.4) * u,
        ],
        1,
    )


def shoes(job: Job, *, kind: str = "sneakers", sole: str = "#f3f1ec", shaft: float = 0.0) -> Parts:
    """A pair, seen from the front and a little above: sneakers, loafers, boots, pumps, sandals, runners."""
    return [part for i in (0, 1) for part in _shoe(job, i, kind, sole, shaft)]


def _shoe(job: Job, i: int, kind: str, sole: str, shaft: float) -> Parts:
    figure, u = job.figure, job.u
    sign, ankle, turn = (-1, 1)[i], figure.ankles[i], figure.pose.feet[i]
    w = 0.185 if kind in ("pumps", "flats") else 0.215 if kind in ("loafers", "derby") else 0.235
    toe = 0.62 if kind in ("loafers", "derby", "pumps") else 0.56
    put = lambda pts: _placed(np.asarray(pts, float), ankle, turn, sign, u)  # noqa: E731
    upper = [
        (-0.14, -0.12),
        (-w * 0.86, 0.16),
        (-w, 0.36),
        (-w * 0.62, toe - 0.05),
        (0, toe),
        (w * 0.7, toe - 0.06),
        (w, 0.34),
        (w * 0.8, 0.1),
        (0.14, -0.12),
    ]
    if kind == "pumps":
        upper = [
            (-0.10, 0.16),
            (-w, 0.36),
            (-w * 0.5, toe),
            (0, toe + 0.06),
            (w * 0.55, toe),
            (w, 0.36),
            (0.10, 0.16),
            (0.0, 0.32),
        ]
    under = np.asarray(upper) * [1.1, 1.0] + [0, 0.05]
    outline, base = smooth(put(upper)), smooth(put(under))
    tread = skia.Path(base)
    angle = turn * -sign
    parts = [Part(tread, fill_all(sole), round=0.5, lift=0.6, piece=job.piece, z=Z.SHOE)]
    x, y = ankle

    def drawn(canvas: skia.Canvas) -> None:
        if kind in ("sneakers", "runners", "canvas"):
            canvas.drawPath(
                smooth(
                    put([(-w * 0.66, toe - 0.12), (0, toe - 0.20), (w * 0.68, toe - 0.13), (0, toe + 0.04)])
                ),
                fill(sole if kind == "canvas" else shade(job.cloth.hex, 0.93)),
            )
            canvas.drawPath(
                smooth(put([(-0.09, -0.1), (-0.085, 0.3), (0.085, 0.3), (0.09, -0.1)])),
                fill(shade(job.cloth.hex, 0.86)),
            )
            for k in range(4):
                canvas.drawPath(
                    polyline(put([(-0.10, 0.02 + 0.075 * k), (0.10, 0.045 + 0.075 * k)])),
                    pen("#f7f5ef" if kind != "runners" else job.cloth.accent, 1.1),
                )
            if kind == "runners":
                for k in (0, 0.09):
                    canvas.drawPath(
                        polyline(put([(0.10, 0.12 + k), (w, 0.26 + k)])), pen(job.cloth.accent, 1.8)
                    )
        if kind == "loafers":
            canvas.drawPath(
                smooth(put([(-0.12, -0.1), (-0.12, 0.12), (0, 0.2), (0.12, 0.12), (0.12, -0.1)])),
                fill(shade(job.cloth.hex, 0.5)),
            )
            canvas.drawPath(
                polyline(put([(-w * 0.86, 0.26), (0, 0.30), (w * 0.86, 0.26)])),
                pen(shade(job.cloth.hex, 0.62), 2.4),
            )
        if kind in ("derby", "boots"):
            for k in range(3):
                canvas.drawPath(
                    polyline(put([(-0.07, 0.04 + 0.06 * k), (0.07, 0.04 + 0.06 * k)])),
                    pen(shade(job.cloth.hex, 0.45), 1.0),
                )
            canvas.drawPath(
                polyline(spline(put([(-w * 0.75, toe - 0.16), (0, toe - 0.23), (w * 0.75, toe - 0.16)]))),
                pen(shade(job.cloth.hex, 0.55), 0.7),
            )

    if kind == "sandals":
        straps = union(
            *[polygon(_band(put([(-w, v), (0, v + 0.03), (w, v)]), 2.6)) for v in (0.08, 0.26, 0.42)]
        )
        return [
            parts[0],
            Part(smooth(put(upper)), fill_all("#d9ab8c"), round=0.5, lift=0.3, z=Z.SHOE),
            Part(straps, job.cloth.paint(), round=0.5, lift=0.6, piece=job.piece, z=Z.SHOE),
        ]
    parts.append(
        Part(
            outline,
            together(job.cloth.paint(angle, x, y), drawn),
            round=0.85,
            gloss=job.cloth.gloss,
            lift=0.3,
            piece=job.piece,
            z=Z.SHOE,
        )
    )
    if shaft:
        leg = figure.legs[i]
        tube = polygon(leg.outline(1 - shaft, 1.0, 0.05 * u, 2, 2))
        parts.insert(
            1,
            Part(
                tube, job.cloth.paint(), round=0.9, gloss=job.cloth.gloss, lift=0.4, piece=job.piece, z=Z.SHOE
            ),
        )
    return parts


def _band(line: Points, width: float) -> Points:
    line = spline(line)
    return np.vstack([line - [0, width / 2], (line + [0, width / 2])[::-1]])


def fill_all(hex_: str):  # type: ignore[no-untyped-def]
    """Paint everything one colour."""
    return lambda canvas: canvas.drawPaint(fill(hex_))
