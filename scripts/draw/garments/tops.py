"""Tops: T-shirts, knits, sweatshirts, hoodies, shirts, blouses."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import skia
from pylopdf_fonts_ko import sans_path

from scripts.draw.fabrics import fill, pen, shade
from scripts.draw.folds import raised, seam, together
from scripts.draw.garments.cut import (
    back_neck,
    bodice,
    body_folds,
    buttons,
    collar_ring,
    hem_seam,
    neck_side,
    neckline,
    pocket_patch,
    sleeve,
)
from scripts.draw.garments.kit import Job, Parts, Z
from scripts.draw.geometry import Points, polygon, polyline, smooth, spline
from scripts.draw.light import Draw, Part


def jersey(
    job: Job,
    *,
    hem: float = 3.85,
    ease: float = 0.12,
    sleeve_end: float = 0.36,
    neck: tuple[float, float] = (0.30, 0.24),
    shape: str = "round",
    drop: float = 0.05,
    print_: str = "",
    ribbed_hem: bool = False,
    z: int = Z.TOP,
    round_: float = 1.0,
) -> Parts:
    """A pull-on body with two sleeves: T-shirt, knit or sweatshirt, by length, ease and bands."""
    figure, u = job.figure, job.u
    hem = 3.25 if job.tucked else hem
    z = Z.TUCKED if job.tucked else z
    profile = [(2.1, ease * u), (3.0, ease * 1.5 * u), (hem, (ease * 0.6 if ribbed_hem else ease) * u)]
    line = neckline(figure, neck[0], neck[1], shape)
    outline = polygon(bodice(figure, hem, profile, line, drop))
    x, y = figure.trunk.at(2, 0)
    angle = float(figure.pose.shoulders * 0.6)
    relief = together(
        job.cloth.bump(angle, x, y),
        body_folds(job, hem, profile),
        _hem_rib(job, hem, profile) if ribbed_hem else hem_seam(figure, hem, profile, 4.0),
    )
    body = Part(
        outline,
        together(job.cloth.paint(angle, x, y), graphic(job, print_)),
        relief,
        round=round_,
        gloss=job.cloth.gloss,
        lift=0.9,
        warp=0.35,
        drape=1.2 - 0.6 * job.cloth.stiff,
        piece=job.piece,
        z=z,
    )
    parts = [back_neck(job, neck[0], Z.SKIN - 1), body]
    if shape != "square":
        parts.append(collar_ring(job, line if shape == "round" else spline(line, steps=8), 0.085, z))
    if not job.covered and sleeve_end > 0:
        parts += sleeves(job, sleeve_end, ease * 0.9, 0.07 if ribbed_hem else 0.0)
    return parts


def sleeves(job: Job, end: float, ease: float, cuff: float = 0.0) -> Parts:
    """Both sleeves; short ones stand away from the arm, long ones narrow to the wrist."""
    u = job.u
    profile = [
        (0, (0.02 + ease * 0.12) * u),
        (end * 0.45, (0.05 + ease * 0.55) * u),
        (end, (0.07 + ease * (0.8 if end < 0.6 else 0.35)) * u),
    ]
    return [part for side in (0, 1) for part in sleeve(job, side, end, profile, cuff)]


def _hem_rib(job: Job, hem: float, profile: object) -> Draw:
    trunk = job.figure.trunk
    band = polyline(trunk.across_at(hem - 0.2, profile, 3.0))

    def draw(canvas: skia.Canvas) -> None:
        seam(canvas, band, 0.8, 1.2)
        for s in np.linspace(-0.97, 0.97, 34):
            line = trunk.edge(float(s), hem - 0.19, hem + 0.06, profile, steps=4)
            seam(canvas, polyline(line), 0.3, 0.9)

    return draw


def graphic(job: Job, kind: str) -> Draw | None:
    """A print on the chest: lettering, a sun over water, a small logo."""
    if not kind:
        return None
    u, ink = job.u, job.cloth.accent
    x, y = (float(v) for v in job.figure.trunk.at(2.2, 0))
    words = WORDS[int(job.rng.integers(len(WORDS)))]

    def draw(canvas: skia.Canvas) -> None:
        if kind == "logo":
            lx, ly = (float(v) for v in job.figure.trunk.at(2.0, 0.42))
            canvas.drawRoundRect(skia.Rect.MakeXYWH(lx - 0.1 * u, ly, 0.2 * u, 0.055 * u), 1, 1, fill(ink))
            return
        if kind == "sun":
            canvas.drawCircle(x, y - 0.05 * u, 0.23 * u, fill(ink))
            for k in range(4):
                band = skia.Rect.MakeXYWH(
                    x - 0.25 * u, y + (0.01 + 0.05 * k) * u, 0.5 * u, (0.012 + 0.007 * k) * u
                )
                canvas.drawRect(band, fill(job.cloth.hex))
            return
        for k, word in enumerate(words):
            font = skia.Font(skia.Typeface.MakeFromFile(str(sans_path())), (0.26, 0.105)[k] * u)
            font.setEmbolden(True)
            canvas.drawString(
                word, x - font.measureText(word) / 2, y + (0.02 + 0.20 * k) * u, font, fill(ink)
            )

    return draw


WORDS = (
    ("SEOUL", "since 1994"),
    ("주말", "WEEKEND CLUB"),
    ("HANGANG", "river crew"),
    ("NO.27", "athletic dept."),
    ("오늘의 코디", "LOOK BOOK"),
)


def shirt(
    job: Job,
    *,
    hem: float = 4.0,
    ease: float = 0.12,
    sleeve_end: float = 0.97,
    z: int = Z.TOP,
) -> Parts:
    """A buttoned shirt with collar, placket, pocket and cuffs."""
    figure, u = job.figure, job.u
    hem = 3.25 if job.tucked else hem
    z = Z.TUCKED if job.tucked else z
    profile = [(2.1, ease * u), (3.0, ease * 1.4 * u), (hem, ease * u)]
    line = neckline(figure, 0.26, 0.16, "v")
    x, y = figure.trunk.at(2, 0)
    placket = polyline(figure.trunk.edge(0.001, 1.55, hem + 0.05, steps=12))
    pocket = pocket_patch(figure.trunk, 2.0, 2.4, 0.28, 0.66)
    dots = figure.trunk.at(np.arange(1.68, hem - 0.1, 0.36), np.zeros(len(np.arange(1.68, hem - 0.1, 0.36))))
    ink = shade(job.cloth.hex, 0.72)

    def drawn(canvas: skia.Canvas) -> None:
        canvas.drawPath(placket, pen(shade(job.cloth.hex, 1.04), 0.15 * u))
        canvas.drawPath(pocket, pen(ink, 0.6, 0.7))
        for side in (-1, 1):
            edge = figure.trunk.edge(0.0, 1.6, hem + 0.05, steps=12) + [side * 0.075 * u, 0]
            canvas.drawPath(polyline(edge), pen(ink, 0.5, 0.6))
        buttons(dots, 0.028 * u, "#efece4" if job.cloth.hex < "#b" else shade(job.cloth.hex, 0.8))(canvas)

    def relief(canvas: skia.Canvas) -> None:
        body_folds(job, hem, profile)(canvas)
        raised(canvas, pocket, 0.2)
        for side in (-1, 1):
            seam(
                canvas,
                polyline(figure.trunk.edge(0.0, 1.6, hem + 0.05, steps=12) + [side * 0.075 * u, 0]),
                0.5,
                0.8,
            )

    outline = polygon(bodice(figure, hem, profile, line, 0.04, 5.0))
    body = Part(
        outline,
        together(job.cloth.paint(0, x, y), drawn),
        together(job.cloth.bump(0, x, y), relief),
        gloss=job.cloth.gloss,
        lift=0.9,
        warp=0.35,
        drape=1.2 - 0.6 * job.cloth.stiff,
        piece=job.piece,
        z=z,
    )
    parts = [back_neck(job, 0.26, Z.SKIN - 1), body, *collar(job, 0.26, Z.MID + 5)]
    if not job.covered:
        parts += sleeves(job, sleeve_end, ease * 0.8, 0.075 if sleeve_end > 0.6 else 0.0)
    return parts


def collar(job: Job, width: float, z: int, reach: float = 0.34, meet: float = 0.17) -> Parts:
    """The two leaves of a shirt collar."""
    figure, u = job.figure, job.u
    centre = figure.trunk.at(1.34, 0) + [0, meet * u]
    leaves = []
    for side, sign in enumerate((-1, 1)):
        top = neck_side(figure, side, width - 0.03) + [0, -0.10 * u]
        outer = neck_side(figure, side, width + 0.10) + [0, 0.06 * u]
        tip = centre + np.array([sign * 0.20, reach * 0.62]) * u
        leaf = polygon(np.vstack([top, outer, tip, centre]))
        edge = polyline(
            np.vstack([outer + [-sign * 1.2, -0.5], tip + [-sign * 0.6, -1.6], centre + [sign * 0.5, -1]])
        )
        leaves.append(
            Part(
                leaf,
                together(job.cloth.tinted(1.03).paint(sign * 30), _line(edge, shade(job.cloth.hex, 0.75))),
                round=0.5,
                lift=0.9,
                piece=job.piece,
                z=z,
            )
        )
    return leaves


def _line(path: skia.Path, hex_: str) -> Draw:
    return lambda canvas: canvas.drawPath(path, pen(hex_, 0.5, 0.6))


def turtleneck(job: Job, z: int) -> Part:
    """The folded collar of a turtleneck, up to the chin."""
    figure, u = job.figure, job.u
    left, right = neck_side(figure, 0, 0.29), neck_side(figure, 1, 0.29)
    up = np.array([0, -0.36 * u])
    path = smooth(
        [
            left,
            left * 0.9 + right * 0.1 + up,
            (left + right) / 2 + up * 0.86,
            right * 0.9 + left * 0.1 + up,
            right,
            (left + right) / 2 + [0, 0.14 * u],
        ]
    )
    mid = (left + right) / 2

    def relief(canvas: skia.Canvas) -> None:
        for k in np.linspace(-0.26, 0.26, 13):
            seam(
                canvas,
                polyline(np.array([mid + [k * u, -0.34 * u], mid + [k * u * 1.05, 0.12 * u]])),
                0.35,
                0.9,
            )
        seam(canvas, polyline(spline([left + [0, -4], mid + [0, 0.02 * u], right + [0, -4]])), 0.5, 1.6)

    return Part(path, job.cloth.paint(), relief, round=0.9, lift=0.8, piece=job.piece, z=z)


def knit(job: Job, *, neck: str = "crew", ease: float = 0.14, hem: float = 3.95) -> Parts:
    """A sweater with ribbed bands: crew, V or turtleneck."""
    shape, size = {
        "v": ("v", (0.27, 0.50)),
        "turtle": ("round", (0.28, 0.02)),
        "crew": ("round", (0.30, 0.18)),
    }[neck]
    parts = jersey(
        job,
        hem=hem,
        ease=ease,
        sleeve_end=0.99,
        neck=size,
        shape=shape,
        drop=0.07,
        ribbed_hem=True,
        z=Z.MID,
        round_=1.1,
    )
    return [*parts, turtleneck(job, Z.MID + 1)] if neck == "turtle" else parts


def hoodie(job: Job, *, ease: float = 0.2) -> Parts:
    """A hooded sweatshirt: hood behind the neck, kangaroo pocket, cords."""
    trunk = job.figure.trunk
    pocket = polygon(
        np.array(
            [
                trunk.at(3.05, -0.32),
                trunk.at(3.05, 0.32),
                trunk.at(3.35, 0.62),
                trunk.at(3.75, 0.62),
                trunk.at(3.75, -0.62),
                trunk.at(3.35, -0.62),
            ]
        )
    )
    parts = jersey(
        job, hem=4.02, ease=ease, sleeve_end=0.99, neck=(0.30, 0.34), drop=0.12, ribbed_hem=True, z=Z.MID
    )
    body = parts[1]

    def relief(canvas: skia.Canvas) -> None:
        if body.relief:
            body.relief(canvas)
        raised(canvas, pocket, 0.25)
        seam(canvas, pocket, 0.35, 1.0)

    parts[1] = replace(
        body,
        relief=relief,
        paint=together(body.paint, lambda c: c.drawPath(pocket, pen(shade(job.cloth.hex, 0.75), 0.6, 0.7))),
    )
    return [*parts, *hood(job)]


def hood(job: Job, z: int = Z.MID + 6) -> Parts:
    """A hood lying on the shoulders, with its cords."""
    figure, u = job.figure, job.u
    c = figure.trunk.at(1.34, 0)
    back = smooth(
        c
        + np.array(
            [
                (-0.50, 0.02),
                (-0.38, -0.26),
                (0, -0.34),
                (0.38, -0.26),
                (0.50, 0.02),
                (0.2, 0.22),
                (-0.2, 0.22),
            ]
        )
        * u
    )
    leaves = []
    for sign in (-1, 1):
        leaf = smooth(
            c
            + np.array(
                [
                    (sign * 0.30, -0.26),
                    (sign * 0.50, -0.04),
                    (sign * 0.42, 0.20),
                    (sign * 0.10, 0.44),
                    (sign * 0.03, 0.38),
                    (sign * 0.22, 0.10),
                ]
            )
            * u
        )
        leaves.append(Part(leaf, job.cloth.paint(sign * 40), round=0.9, lift=0.8, piece=job.piece, z=z))
    cords = Part(_cord(c, u), job.cloth.tinted(1.25).paint(), round=0.4, lift=0.7, piece=job.piece, z=z + 1)
    return [
        Part(back, job.cloth.tinted(0.72).paint(), round=0.6, lift=0.6, piece=job.piece, z=Z.SKIN - 1),
        *leaves,
        cords,
    ]


def _cord(c: Points, u: float) -> skia.Path:
    path = skia.Path()
    for sign in (-1, 1):
        line = spline(c + np.array([(sign * 0.11, 0.36), (sign * 0.14, 0.6), (sign * 0.12, 0.95)]) * u)
        path.addPath(polygon(np.vstack([line - [0.8, 0], (line + [0.8, 0])[::-1]])))
    return path
