"""Outerwear and blazers: two fronts that open on what is worn beneath, with lapels or collars."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import skia

from scripts.draw.fabrics import Cloth, pen, shade
from scripts.draw.folds import crease, fold, raised, seam, together
from scripts.draw.garments.cut import buttons, neck_side, shoulder_tip, sleeve
from scripts.draw.garments.kit import Job, Parts, Z
from scripts.draw.geometry import Points, Tube, polygon, polyline, ribbon, spline, union
from scripts.draw.light import Draw, Part


def front_opening(
    job: Job,
    *,
    hem: float,
    ease: float = 0.18,
    gap: float = 0.30,
    collar: str = "lapel",
    sleeve_end: float = 1.0,
    cuff: float = 0.0,
    flare: float = 0.0,
    puff: bool = False,
    ribbed: bool = False,
    closed: bool = False,
    button_count: int = 0,
    pockets: str = "flap",
    drop: float = 0.06,
    sleeve_ease: float | None = None,
) -> Parts:
    """A coat or jacket to level `hem`; `gap` (share of the half width) shows what is worn beneath."""
    figure, u = job.figure, job.u
    trunk = figure.trunk
    profile = [
        (2.1, ease * u),
        (3.0, (ease + 0.06) * u),
        (4.0, (ease + flare * 0.3) * u),
        (hem, (ease + flare) * u),
    ]
    parts: Parts = []
    if hem > 4.2:
        lining = polygon(trunk.outline(3.2, hem - 0.06, profile, 2.0))
        parts.append(
            Part(lining, job.cloth.tinted(0.42).paint(), round=0.2, lift=0, piece=job.piece, z=Z.BEHIND)
        )
    gap = 0.0 if closed else gap
    for side, sign in enumerate((-1, 1)):
        parts.append(
            _front(
                job,
                side,
                sign,
                hem,
                profile,
                gap,
                collar,
                puff,
                ribbed,
                pockets,
                drop,
                button_count if (sign > 0) == (gap == 0) else 0,
            )
        )
    parts += _collar(job, collar, gap)
    wide = ease if sleeve_ease is None else sleeve_ease
    span = [
        (0, (0.035 + wide * 0.1) * u),
        (0.2, (0.06 + wide * 0.35) * u),
        (0.5, (0.07 + wide * 0.4) * u),
        (sleeve_end, (0.065 + wide * 0.3) * u),
    ]
    for side in (0, 1):
        made = sleeve(job, side, sleeve_end, span, cuff, depth=0.6)
        parts += [
            _puffed(p, figure.arms[side], sleeve_end, span) if puff and k == 0 else p
            for k, p in enumerate(made)
        ]
    return parts


def _front(
    job: Job,
    side: int,
    sign: int,
    hem: float,
    profile: object,
    gap: float,
    collar: str,
    puff: bool,
    ribbed: bool,
    pockets: str,
    drop: float,
    count: int,
) -> Part:
    figure, u = job.figure, job.u
    trunk = figure.trunk
    inner = sign * gap if gap else -sign * 0.10
    lapel = 2.75 if collar == "lapel" else 1.75
    neck = neck_side(figure, side, 0.27)
    opening = np.vstack([neck[None], trunk.edge(inner, lapel, hem, steps=24) + _sway(24, sign * gap * 6)])
    hem_line = trunk.at(
        np.full(10, hem), np.linspace(inner, sign, 10), np.linspace(0, 1, 10) * _last(profile)
    )
    hem_line[:, 1] += 3.5 * (1 - np.linspace(abs(inner), 1, 10) ** 2)
    side_line = trunk.edge(sign, hem, 2.1, profile)
    path = polygon(np.vstack([opening, hem_line, side_line, shoulder_tip(figure, side, drop)]))
    x, y = trunk.at(2, 0)

    def relief(canvas: skia.Canvas) -> None:
        if puff:
            _quilt(canvas, trunk, hem)
        else:
            _hang(canvas, job, sign, hem, inner)
        edge = trunk.edge(inner + sign * 0.06, lapel, hem, steps=16)
        seam(canvas, polyline(edge), 0.35, 0.8)
        if pockets == "flap" and hem > 3.4:
            raised(canvas, _flap(trunk, sign, min(hem - 0.45, 3.55)), 0.35)
        if ribbed:
            for s in np.linspace(abs(inner), 1, 16):
                seam(
                    canvas, polyline(trunk.edge(sign * float(s), hem - 0.22, hem, profile, steps=4)), 0.4, 0.9
                )

    def drawn(canvas: skia.Canvas) -> None:
        ink = shade(job.cloth.hex, 0.6)
        if pockets == "flap" and hem > 3.4:
            canvas.drawPath(_flap(trunk, sign, min(hem - 0.45, 3.55)), pen(ink, 0.6, 0.7))
        if pockets == "chest":
            flap = polygon(
                np.array(
                    [
                        trunk.at(2.05, sign * 0.28),
                        trunk.at(2.05, sign * 0.72),
                        trunk.at(2.17, sign * 0.72),
                        trunk.at(2.22, sign * 0.5),
                        trunk.at(2.17, sign * 0.28),
                    ]
                )
            )
            canvas.drawPath(flap, pen(job.cloth.accent, 0.7, 0.9))
            for s in (0.3, 0.62):
                canvas.drawPath(
                    polyline(
                        np.array([trunk.at(2.2, sign * s), trunk.at(hem - 0.15, sign * (s * 0.6 + 0.15))])
                    ),
                    pen(job.cloth.accent, 0.6, 0.8, dash=(1.6, 0.9)),
                )
        if count:
            levels = np.linspace(lapel + 0.05, min(hem - 0.5, 3.9), count)
            buttons(
                trunk.at(levels, np.full(count, inner + (0.12 if not gap else -0.12))),
                0.05 * u,
                shade(job.cloth.hex, 0.5),
            )(canvas)

    return Part(
        path,
        together(job.cloth.paint(0, x, y), drawn),
        together(job.cloth.bump(0, x, y), relief),
        round=1.0 if not puff else 1.2,
        gloss=job.cloth.gloss,
        lift=1.0,
        warp=0.3,
        drape=1.1 - 0.5 * job.cloth.stiff,
        piece=job.piece,
        z=Z.OUTER,
    )


def _sway(steps: int, by: float) -> Points:
    return np.stack([np.sin(np.linspace(0, np.pi * 0.8, steps)) * by, np.zeros(steps)], 1)


def _last(profile: object) -> float:
    return float(np.asarray(profile, float)[-1, 1])


def _flap(trunk: Tube, sign: int, level: float) -> skia.Path:
    return polygon(
        np.array(
            [
                trunk.at(level, sign * 0.46),
                trunk.at(level - 0.04, sign * 0.86),
                trunk.at(level + 0.12, sign * 0.87),
                trunk.at(level + 0.16, sign * 0.46),
            ]
        )
    )


def _hang(canvas: skia.Canvas, job: Job, sign: int, hem: float, inner: float) -> None:
    trunk, rng = job.figure.trunk, np.random.default_rng(job.seed + sign)
    depth = 0.75 - 0.35 * job.cloth.stiff
    for _ in range(3):
        a = trunk.at(rng.uniform(2.0, 2.35), sign * 0.92)
        b = trunk.at(rng.uniform(2.5, 3.0), sign * rng.uniform(0.45, 0.7))
        fold(canvas, [a, (a + b) / 2 + [0, 3], b], rng.uniform(4, 6), depth)
    if hem > 3.4:
        for s in np.linspace(abs(inner) + 0.12, 0.9, 3) + rng.uniform(-0.06, 0.06, 3):
            top = rng.uniform(3.0, 3.5)
            fold(canvas, trunk.edge(sign * float(s), top, hem + 0.1, steps=6), rng.uniform(5, 8), depth * 0.8)


def _quilt(canvas: skia.Canvas, trunk: Tube, hem: float) -> None:
    """Down chambers: stitched rows with a full belly between them, puckered along the thread."""
    for level in np.arange(1.75, hem, 0.40):
        seam(canvas, polyline(trunk.across_at(float(level) + 0.2, 12, 3.0)), -0.35, 11)
        row = trunk.across_at(float(level), 12, 3.0, steps=31)
        seam(canvas, polyline(row), 0.8, 2.2)
        for x, y in row[::2]:
            crease(canvas, np.array([(x, y - 5), (x + 1, y), (x, y + 5)]), 2.2, -0.35, 1.0)


def _puffed(part: Part, tube: Tube, end: float, span: object) -> Part:
    """A sleeve quilted across."""

    def relief(canvas: skia.Canvas) -> None:
        for t in np.arange(0.13, end, 0.13):
            seam(canvas, polyline(tube.across_at(float(t) - 0.065, span)), -0.35, 10)
            seam(canvas, polyline(tube.across_at(float(t), span, 2.0)), 0.8, 2.2)

    return replace(part, relief=relief)


def _collar(job: Job, kind: str, gap: float) -> Parts:
    figure, u = job.figure, job.u
    c = figure.trunk.at(1.34, 0)
    parts: Parts = []
    for side, sign in enumerate((-1, 1)):
        top = neck_side(figure, side, 0.25) + [0, -0.12 * u]
        if kind == "lapel":
            low = figure.trunk.at(2.78, sign * gap if gap else -sign * 0.08)
            notch = c + np.array([sign * 0.50, 0.36]) * u
            inner = c + np.array([sign * 0.30, 0.44]) * u
            wing = c + np.array([sign * 0.58, 0.52]) * u
            lapel = polygon(
                np.vstack(
                    [
                        top + [0, 3],
                        inner,
                        wing,
                        spline([wing, (wing + low) / 2 + [sign * 3.5, 2], low], steps=6),
                    ]
                )
            )
            leaf = polygon(
                np.vstack(
                    [
                        top,
                        neck_side(figure, side, 0.38) + [0, -0.02 * u],
                        notch,
                        inner,
                        top + [-sign * 1.0, 6],
                    ]
                )
            )
            parts.append(
                Part(
                    lapel,
                    _edged(job, lapel, sign * 25, gap),
                    round=0.6,
                    lift=0.8,
                    gloss=job.cloth.gloss,
                    piece=job.piece,
                    z=Z.OUTER + 2,
                )
            )
            parts.append(
                Part(
                    leaf,
                    _edged(replace(job, cloth=job.cloth.tinted(0.97)), leaf, sign * 50, gap),
                    round=0.6,
                    lift=0.6,
                    piece=job.piece,
                    z=Z.OUTER + 3,
                )
            )
        elif kind == "shirt":
            tip = c + np.array([sign * max(0.26, gap * 0.55), 0.42]) * u
            leaf = polygon(
                np.vstack(
                    [
                        top,
                        neck_side(figure, side, 0.42) + [0, 0.03 * u],
                        tip,
                        c + np.array([sign * 0.2, 0.2]) * u,
                    ]
                )
            )
            parts.append(
                Part(
                    leaf,
                    job.cloth.tinted(1.03).paint(sign * 30),
                    round=0.6,
                    lift=0.8,
                    gloss=job.cloth.gloss,
                    piece=job.piece,
                    z=Z.OUTER + 3,
                )
            )
        elif kind == "stand":
            stand = polygon(
                np.vstack(
                    [
                        top + [0, -2],
                        neck_side(figure, side, 0.36),
                        c + np.array([sign * 0.26, 0.34]) * u,
                        c + np.array([sign * 0.17, 0.02]) * u,
                    ]
                )
            )
            parts.append(
                Part(
                    stand,
                    job.cloth.tinted(0.95).paint(),
                    _ribs(stand, u),
                    round=0.8,
                    lift=0.8,
                    gloss=job.cloth.gloss,
                    piece=job.piece,
                    z=Z.OUTER + 3,
                )
            )
    return parts


def _edged(job: Job, path: skia.Path, angle: float, gap: float) -> Draw:
    """A lapel's cloth; on a closed coat its edge is drawn, for nothing beneath sets it off."""
    cloth = job.cloth.paint(angle)
    ink = pen(shade(job.cloth.hex, 0.6), 1.0, 0.8)
    return cloth if gap else together(cloth, lambda canvas: canvas.drawPath(path, ink))


def _ribs(path: skia.Path, u: float) -> Draw:
    return lambda canvas: seam(canvas, path, 0.4, 1.2)


def coat(job: Job, *, hem: float = 5.7, closed: bool = False) -> Parts:
    """A long single-breasted coat."""
    return front_opening(job, hem=hem, ease=0.17, flare=0.14, gap=0.34, closed=closed, button_count=3)


def blazer(job: Job, *, closed: bool = False) -> Parts:
    """A tailored jacket to the hip."""
    return front_opening(job, hem=4.15, ease=0.13, gap=0.24, closed=closed, button_count=2, drop=0.02)


def jacket(job: Job, *, kind: str = "trucker") -> Parts:
    """A short jacket: trucker, bomber, padded or windbreaker."""
    if kind == "padded":
        return front_opening(
            job, hem=3.95, ease=0.3, gap=0.26, collar="stand", puff=True, pockets="", drop=0.14
        )
    if kind == "bomber":
        return front_opening(
            job, hem=3.75, ease=0.2, gap=0.3, collar="stand", ribbed=True, cuff=0.06, pockets="", drop=0.1
        )
    if kind == "rider":
        return [*front_opening(job, hem=3.6, ease=0.14, gap=0.3, pockets="", drop=0.04), *_zips(job)]
    if kind == "cardigan":
        return front_opening(
            job,
            hem=3.95,
            ease=0.16,
            gap=0.32,
            collar="lapelless",
            ribbed=True,
            cuff=0.06,
            pockets="",
            button_count=4,
        )
    return front_opening(
        job, hem=3.7, ease=0.17, gap=0.32, collar="shirt", cuff=0.06, pockets="chest", drop=0.08
    )


def _zips(job: Job) -> Parts:
    """A rider's slanting zips: two pockets and the chest."""
    trunk, u = job.figure.trunk, job.u
    lines = [[(3.05, 0.78), (3.35, 0.50)], [(3.05, -0.78), (3.35, -0.50)], [(2.12, -0.74), (2.28, -0.42)]]
    zips = union(*(ribbon(np.array([trunk.at(t, s) for t, s in line]), 0.022 * u) for line in lines))
    return [
        Part(zips, Cloth("#c6c7ca").paint(), round=0.3, gloss=0.6, lift=0.7, piece=job.piece, z=Z.OUTER + 1)
    ]
