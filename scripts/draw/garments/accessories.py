"""Shoes, bags and hats."""

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


def bag(job: Job, *, kind: str = "tote", side: int = 1) -> Parts:
    """A bag: tote or clutch in the hand, shoulder or cross-body on a strap, a rucksack's straps."""
    figure, u = job.figure, job.u
    sign = (-1, 1)[side]
    if kind == "cross":
        start, end = figure.trunk.at(1.5, -sign * 0.62), figure.trunk.at(3.75, sign * 0.98, 4)
        strap = polygon(_slab(start, end, 1.6))
        return [Part(strap, job.cloth.tinted(0.8).paint(), round=0.5, lift=0.8, piece=job.piece, z=Z.BAG - 6),
                *_body(job, end + [sign * 2, 0.22 * u], 0.62, 0.46, Z.BAG - 5)]  # fmt: skip
    if kind == "shoulder":
        top = figure.arms[side].centre[0] + np.array([-sign * 0.02 * u, -0.22 * u])
        end = figure.trunk.at(2.9, sign * 1.06, 3)
        strap = union(
            polygon(_slab(top + [-2, 0], end + [-0.2 * u, 0], 1.4)),
            polygon(_slab(top + [3, 2], end + [0.24 * u, 0], 1.4)),
        )
        return [
            *_body(job, end + [sign * 3, 0.2 * u], 0.66, 0.42, Z.BAG),
            Part(strap, job.cloth.tinted(0.85).paint(), round=0.5, lift=0.7, piece=job.piece, z=Z.FRONT),
        ]
    if kind == "backpack":
        straps = [
            Part(
                polygon(_band_v(figure, s, u)),
                job.cloth.paint(),
                round=0.7,
                lift=0.9,
                piece=job.piece,
                z=Z.FRONT - 20,
            )
            for s in (-1, 1)
        ]
        hump = polygon(figure.trunk.outline(1.75, 3.4, [(1.75, -2), (2.4, 0.12 * u), (3.4, 0.16 * u)]))
        return [
            Part(hump, job.cloth.tinted(0.85).paint(), round=1, lift=0, piece=job.piece, z=Z.BEHIND - 2),
            *straps,
        ]
    wrist, way = figure.hand(side)
    grip = wrist + way * 0.30 * u
    w, h = (0.95, 1.05) if kind == "tote" else (0.6, 0.4)
    handle = skia.Path()
    arc = spline(
        [
            grip + [-0.22 * u, 0.34 * u],
            grip + [-0.13 * u, 0.02 * u],
            grip + [0.13 * u, 0.02 * u],
            grip + [0.22 * u, 0.34 * u],
        ]
    )
    handle.addPath(polygon(np.vstack([arc - [0, 1.3], (arc + [0, 1.3])[::-1]])))
    return [Part(handle, job.cloth.tinted(0.8).paint(), round=0.5, lift=0.5, piece=job.piece, z=Z.HAND - 1),
            *_body(job, grip + [0, 0.32 * u + h * u / 2], w, h, Z.HAND - 1, kind == "tote")]  # fmt: skip


def _band_v(figure, s: int, u: float) -> Points:  # type: ignore[no-untyped-def]
    line = spline(
        [figure.trunk.at(1.42, s * 0.52), figure.trunk.at(1.9, s * 0.60), figure.trunk.at(2.6, s * 0.88)]
    )
    return np.vstack([line - [0.085 * u, 0], (line + [0.085 * u, 0])[::-1]])


def _slab(a: Points, b: Points, half: float) -> Points:
    way = (b - a) / np.linalg.norm(b - a)
    n = np.array([way[1], -way[0]]) * half
    return np.array([a - n, a + n, b + n, b - n])


def _body(job: Job, centre: Points, w: float, h: float, z: int, soft: bool = False) -> Parts:
    u = job.u
    x, y = centre
    top, bottom = y - h * u / 2, y + h * u / 2
    a, b = (0.42, 0.5) if soft else (0.44, 0.5)
    path = polygon(spline([(x - a * w * u, top), (x, top + (2 if soft else 0)), (x + a * w * u, top), (x + b * w * u, bottom - 3), (x + b * w * u - 3, bottom),
                           (x - b * w * u + 3, bottom), (x - b * w * u, bottom - 3)], closed=True, steps=6))  # fmt: skip

    def relief(canvas: skia.Canvas) -> None:
        line = polyline(np.array([(x - 0.5 * w * u, top + 0.14 * u), (x + 0.5 * w * u, top + 0.14 * u)]))
        seam(canvas, line, 0.6, 1.0)
        if not soft:
            flap = smooth(
                [
                    (x - 0.47 * w * u, top),
                    (x - 0.48 * w * u, y),
                    (x, y + 0.1 * h * u),
                    (x + 0.48 * w * u, y),
                    (x + 0.47 * w * u, top),
                ]
            )
            raised(canvas, flap, 0.35)

    def drawn(canvas: skia.Canvas) -> None:
        if not soft:
            canvas.drawCircle(float(x), float(y + 0.05 * h * u), 1.8, fill("#c8a95e"))

    return [
        Part(
            path,
            together(job.cloth.paint(), drawn),
            relief,
            round=0.8,
            gloss=job.cloth.gloss,
            lift=1.0,
            piece=job.piece,
            z=z,
        )
    ]


def hat(job: Job, *, kind: str = "cap") -> Parts:
    """A ball cap, a beanie or a bucket hat."""
    figure, u = job.figure, job.u
    h = figure.head
    if kind == "beanie":
        dome = smooth(
            h
            + np.array(
                [
                    (-0.40, -0.12),
                    (-0.38, -0.42),
                    (-0.18, -0.64),
                    (0.18, -0.64),
                    (0.38, -0.42),
                    (0.40, -0.12),
                    (0, -0.06),
                ]
            )
            * u
        )
        fold_ = polygon(
            spline(
                h
                + np.array(
                    [(-0.42, -0.32), (0, -0.26), (0.42, -0.32), (0.42, -0.10), (0, -0.04), (-0.42, -0.10)]
                )
                * u,
                closed=True,
            )
        )
        ribs = [
            polyline(np.array([h + [k * u, -0.32 * u], h + [k * u, -0.04 * u]]))
            for k in np.linspace(-0.38, 0.38, 15)
        ]
        rise = lambda c: [seam(c, line, 0.4, 0.9) for line in ribs]  # noqa: E731
        return [
            Part(dome, job.cloth.paint(), job.cloth.bump(), piece=job.piece, z=Z.HEAD + 6),
            Part(
                fold_,
                job.cloth.paint(),
                lambda c: rise(c) and None,
                round=0.8,
                lift=0.7,
                piece=job.piece,
                z=Z.HEAD + 7,
            ),
        ]
    if kind == "bucket":
        crown = smooth(
            h + np.array([(-0.36, -0.2), (-0.32, -0.56), (0, -0.62), (0.32, -0.56), (0.36, -0.2)]) * u
        )
        brim = smooth(
            h
            + np.array([(-0.37, -0.30), (0, -0.24), (0.37, -0.30), (0.54, 0.0), (0, 0.06), (-0.54, 0.0)]) * u
        )
        return [
            Part(brim, job.cloth.tinted(0.96).paint(), round=0.8, lift=0.9, piece=job.piece, z=Z.HEAD + 6),
            Part(crown, job.cloth.paint(), round=1, lift=0.6, piece=job.piece, z=Z.HEAD + 7),
        ]
    crown = smooth(
        h
        + np.array(
            [
                (-0.385, -0.16),
                (-0.37, -0.42),
                (-0.2, -0.60),
                (0.2, -0.60),
                (0.37, -0.42),
                (0.385, -0.16),
                (0, -0.12),
            ]
        )
        * u
    )
    peak = smooth(
        h
        + np.array([(-0.37, -0.22), (0, -0.27), (0.37, -0.22), (0.34, -0.06), (0, -0.01), (-0.34, -0.06)]) * u
    )
    lines = [
        polyline(spline([h + [k * u, -0.2 * u], h + [k * u * 0.7, -0.45 * u], h + [0, -0.6 * u]]))
        for k in (-0.2, 0.2)
    ]

    def relief(canvas: skia.Canvas) -> None:
        for line in lines:
            seam(canvas, line, 0.5, 0.9)

    return [
        Part(crown, job.cloth.paint(), relief, piece=job.piece, z=Z.HEAD + 6),
        Part(peak, job.cloth.tinted(0.92).paint(), round=0.9, lift=0.9, piece=job.piece, z=Z.HEAD + 7),
    ]
