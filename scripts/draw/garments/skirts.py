"""Skirts and dresses: from the waist the cloth hangs in gores and pleats."""

from __future__ import annotations

import numpy as np
import skia

from scripts.draw.folds import crease, fold, seam, together
from scripts.draw.garments.cut import back_neck, bodice, body_folds, collar_ring, neckline
from scripts.draw.garments.kit import Job, Parts, Z
from scripts.draw.garments.tops import collar, sleeves
from scripts.draw.geometry import Points, polygon, polyline
from scripts.draw.light import Draw, Part

WAIST = 3.02


def skirt(job: Job, *, hem: float = 5.9, flare: float = 0.25, pleats: int = 0, waist: float = WAIST) -> Parts:
    """A skirt to level `hem`, `flare` heads wider there, with `pleats` sharp pleats or, for 0, soft gores."""
    figure, u = job.figure, job.u
    profile = _profile(waist, hem, flare, u)
    path = polygon(_wavy(figure.trunk.outline(waist, hem, profile, 5.0, 2.5), job, hem, flare))
    x, y = figure.trunk.at(3.5, 0)
    band = polyline(figure.trunk.across_at(waist + 0.16, profile, 3))

    def relief(canvas: skia.Canvas) -> None:
        hanging(job, waist, hem, profile, pleats, flare)(canvas)
        seam(canvas, band, 0.7, 1.1)

    return [
        Part(
            path,
            job.cloth.paint(0, x, y),
            together(job.cloth.bump(0, x, y), relief),
            round=0.95,
            gloss=job.cloth.gloss,
            lift=0.9,
            warp=0.35,
            drape=1.2 - 0.6 * job.cloth.stiff,
            piece=job.piece,
            z=Z.BOTTOM,
        )
    ]


def _profile(waist: float, hem: float, flare: float, u: float) -> list[tuple[float, float]]:
    return [
        (waist, 0.01 * u),
        (3.6, (0.03 + flare * 0.16) * u),
        (4.1, (0.05 + flare * 0.35) * u),
        (hem, (0.05 + flare) * u),
    ]


def _wavy(outline: Points, job: Job, hem: float, flare: float) -> Points:
    """The hem of a full skirt waves."""
    bottom = outline[:, 1] > job.figure.y(hem) - 6
    wave = np.sin(outline[:, 0] / (6.0 + 5 * job.rng.random()) + job.seed) * (1.0 + 2.5 * min(flare, 0.7))
    return outline + np.stack([np.zeros(len(outline)), wave * bottom], 1)


def hanging(job: Job, waist: float, hem: float, profile: object, pleats: int, flare: float) -> Draw:
    """Pleats, or the soft folds of gathered cloth, from waist to hem."""
    trunk, rng = job.figure.trunk, job.rng

    def draw(canvas: skia.Canvas) -> None:
        if pleats:
            for s in np.linspace(-0.94, 0.94, pleats):
                line = trunk.edge(float(s), waist + 0.15, hem + 0.1, profile, steps=10)
                crease(canvas, line[::3], 3.2, -0.9, 0.8)
                crease(canvas, line[::3] + [2.6, 0], 3.0, 0.5, 1.0)
            return
        count = 5 + int(flare * 8)
        for s in np.linspace(-0.85, 0.85, count) + rng.uniform(-0.07, 0.07, count):
            top = rng.uniform(waist + 0.1, waist + (hem - waist) * 0.5)
            fold(
                canvas,
                trunk.edge(float(s), top, hem + 0.25, profile, steps=6),
                rng.uniform(4, 7) + 6 * flare,
                0.35 + 0.4 * min(flare, 0.6),
            )
        seam(canvas, polyline(trunk.across_at(hem - 0.08, profile, 5)), 0.5, 0.9)

    return draw


def dress(
    job: Job,
    *,
    hem: float = 5.8,
    flare: float = 0.35,
    sleeve_end: float = 0.36,
    neck: str = "round",
    waisted: bool = True,
    ease: float = 0.06,
) -> Parts:
    """A one-piece: bodice and skirt in one outline, seamed at the waist."""
    figure, u = job.figure, job.u
    profile = [
        (2.1, ease * u),
        (WAIST, (0.03 if waisted else ease * 1.6) * u),
        *_profile(WAIST, hem, flare, u)[1:],
    ]
    size = {"round": (0.30, 0.24), "v": (0.27, 0.48), "square": (0.36, 0.42), "shirt": (0.26, 0.16)}[neck]
    line = neckline(figure, *size, "v" if neck == "shirt" else neck)
    path = polygon(_wavy(bodice(figure, hem, profile, line, 0.0, 5.0), job, hem, flare))
    x, y = figure.trunk.at(3, 0)

    def relief(canvas: skia.Canvas) -> None:
        body_folds(job, 3.0, profile, 0.5)(canvas)
        hanging(job, WAIST, hem, profile, 0, flare)(canvas)
        if waisted:
            seam(canvas, polyline(figure.trunk.across_at(WAIST, profile, 3)), 0.8, 1.4)

    body = Part(
        path,
        job.cloth.paint(0, x, y),
        together(job.cloth.bump(0, x, y), relief),
        gloss=job.cloth.gloss,
        lift=0.9,
        warp=0.35,
        drape=1.2 - 0.6 * job.cloth.stiff,
        piece=job.piece,
        z=Z.TOP,
    )
    parts = [back_neck(job, size[0], Z.SKIN - 1), body]
    if neck == "shirt":
        parts += collar(job, 0.26, Z.TOP + 2)
    elif neck == "round":
        parts.append(collar_ring(job, line, 0.05, Z.TOP, ribbed=False))
    if sleeve_end and not job.covered:
        parts += sleeves(job, sleeve_end, 0.1)
    return parts
