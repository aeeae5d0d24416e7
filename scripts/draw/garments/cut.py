"""Pattern pieces shared by tops, coats and dresses: bodice, sleeve, collar, band, pocket, buttons."""

from __future__ import annotations

import numpy as np
import skia

from scripts.draw.fabrics import fill, pen, shade
from scripts.draw.figure import Figure
from scripts.draw.folds import elbow, fold, seam, together
from scripts.draw.garments.kit import Job, Parts, Z
from scripts.draw.geometry import Points, Tube, polygon, polyline, smooth, spline
from scripts.draw.light import Draw, Part


def shoulder_tip(figure: Figure, side: int, drop: float = 0.0) -> Points:
    """Where the shoulder seam ends; `drop` (heads) lets it slide down the arm."""
    sign = (-1, 1)[side]
    joint = figure.arms[side].centre[0]
    return np.asarray(joint + np.array([sign * (0.10 + drop * 0.7), -0.115 + drop * 0.6]) * figure.u)


def neck_side(figure: Figure, side: int, width: float) -> Points:
    """Where the shoulder seam meets the neck, `width` heads from the middle."""
    base = figure.trunk.at(1.34, 0)
    return np.asarray(base + np.array([(-1, 1)[side] * width, -0.02 + width * 0.10]) * figure.u)


def neckline(figure: Figure, width: float, depth: float, shape: str = "round") -> Points:
    """From the left neck side down to the front and up to the right."""
    left, right = neck_side(figure, 0, width), neck_side(figure, 1, width)
    low = (left + right) / 2 + [0, depth * figure.u]
    if shape == "v":
        return np.array([left, low, right])
    if shape == "square":
        return np.array([left, left + [2, depth * figure.u], right + [-2, depth * figure.u], right])
    span = right - left
    knots = [
        left,
        low - span * 0.30 - [0, depth * figure.u * 0.25],
        low,
        low + span * 0.30 - [0, depth * figure.u * 0.25],
        right,
    ]
    return spline(knots)


def bodice(
    figure: Figure,
    hem: float,
    ease: object,
    neck: Points,
    drop: float = 0.0,
    sag: float = 4.0,
    rise: float = 0.0,
    start: float = 2.1,
) -> Points:
    """The outline of a body from the shoulders to level `hem`."""
    tips = [shoulder_tip(figure, i, drop) for i in (0, 1)]
    right = figure.trunk.edge(1, start, hem, ease)
    left = figure.trunk.edge(-1, hem, start, ease)
    bottom = figure.trunk.across_at(hem, ease, sag)[::-1]
    bottom[:, 1] -= rise * np.sin(np.linspace(0, np.pi, len(bottom)))
    return np.vstack([neck, tips[1], right, bottom[1:-1], left, tips[0]])


def sleeve_outline(tube: Tube, end: float, ease: object, side: int) -> Points:
    """A set-in sleeve: its head runs over the shoulder, its seam down the armhole to the armpit."""
    inner = (1, -1)[side]
    armpit = min(0.25, end * 0.7)
    outer_line = tube.edge(-inner, 0.02, end, ease)
    cuff = tube.across_at(end, ease)
    cuff = cuff if inner > 0 else cuff[::-1]
    inner_line = tube.edge(inner, end, armpit, ease)
    centre, across = tube.centre[0], tube.across[0] * -inner
    up = np.array([across[1], -across[0]])
    up = up if up[1] < 0 else -up
    radius = np.linalg.norm(tube.at(0, 1, _at(ease, 0.0)) - centre)
    angle = np.linspace(np.pi * 0.62, 0, 12)[:, None]
    head = centre + radius * (np.cos(angle) * across + np.sin(angle) * up * 0.26)
    hole = spline([inner_line[-1], tube.at(armpit * 0.55, inner * 0.52), head[0]], steps=6)[1:-1]
    return np.vstack([head, outer_line, cuff[1:-1], inner_line, hole])


def _at(ease: object, t: float) -> float:
    if isinstance(ease, (int, float)):
        return float(ease)
    profile = np.asarray(ease, float)
    return float(np.interp(t, profile[:, 0], profile[:, 1]))


def arm_angle(tube: Tube, t: float) -> float:
    """How far the grain turns with the limb at station `t`, in degrees."""
    i = min(len(tube.centre) - 2, int(t * (len(tube.centre) - 1)))
    way = tube.centre[i + 1] - tube.centre[i]
    return float(np.rad2deg(np.arctan2(-way[0], way[1])))


def sleeve(
    job: Job, side: int, end: float, ease: object, cuff: float = 0.0, z: int = Z.SLEEVE, depth: float = 0.55
) -> Parts:
    """One sleeve and, where `cuff` (share of the arm) is over 0, its cuff."""
    tube = job.figure.arms[side]
    rng = np.random.default_rng(job.seed + 17 * side)
    outline = polygon(sleeve_outline(tube, end, ease, side))
    angle = arm_angle(tube, min(0.3, end / 2))
    x, y = tube.centre[0]
    folds = (
        elbow(tube, rng, 0.52, end, depth * (1.15 - 0.5 * job.cloth.stiff))
        if end > 0.45
        else _short(tube, rng, end, depth)
    )
    hem = polyline(tube.across_at(end - 0.025 if not cuff else end - cuff, ease))

    def relief(canvas: skia.Canvas) -> None:
        folds(canvas)
        seam(canvas, hem, 0.6, 0.9)

    parts = [
        Part(
            outline,
            job.cloth.paint(angle, x, y),
            together(job.cloth.bump(angle, x, y), relief),
            round=0.8,
            gloss=job.cloth.gloss,
            lift=0.5,
            warp=0.35,
            drape=1.2 - 0.6 * job.cloth.stiff,
            piece=job.piece,
            z=z,
        )
    ]
    if cuff:
        band = polygon(tube.outline(end - cuff, end, _tight(ease, end, 0.72)))
        a = arm_angle(tube, end)
        parts.append(
            Part(
                band,
                job.cloth.tinted(0.95).paint(a, x, y),
                rib(tube, end - cuff, end),
                round=0.7,
                lift=0.5,
                piece=job.piece,
                z=z,
            )
        )
    return parts


def _tight(ease: object, t: float, by: float) -> float:
    return _at(ease, t) * by


def _short(tube: Tube, rng: np.random.Generator, end: float, depth: float) -> Draw:
    def draw(canvas: skia.Canvas) -> None:
        for _ in range(3):
            s = rng.uniform(-0.7, 0.5)
            fold(
                canvas,
                [tube.at(0.03, s * 0.5), tube.at(end * 0.55, s * 0.9), tube.at(end, s)],
                rng.uniform(3, 5),
                depth * 0.6,
            )

    return draw


def rib(tube: Tube, start: float, end: float, count: int = 11) -> Draw:
    """The ribs of a knitted band, along the tube."""

    def draw(canvas: skia.Canvas) -> None:
        for s in np.linspace(-0.95, 0.95, count):
            seam(canvas, polyline(tube.edge(float(s), start, end, steps=5)), 0.35, 0.9)

    return draw


def body_folds(job: Job, hem: float, ease: object, depth: float = 0.6) -> Draw:
    """How a body hangs: pulls from the armpits, a slant towards the carrying hip, ripples above the hem."""
    figure, rng = job.figure, job.rng
    trunk = figure.trunk
    soft = depth * (1.25 - 0.6 * job.cloth.stiff)
    lean = np.sign(figure.pose.shift) or 1.0

    def draw(canvas: skia.Canvas) -> None:
        for side in (-1, 1):
            for _ in range(3):
                a = trunk.at(rng.uniform(2.0, 2.3), side * 0.93)
                b = trunk.at(rng.uniform(2.4, 3.0), side * rng.uniform(0.25, 0.6))
                fold(canvas, [a, (a + b) / 2 + [0, 4], b], rng.uniform(3.5, 6), soft * 0.75)
        for _ in range(4):
            level = rng.uniform(2.6, max(2.7, hem - 0.25))
            a, b = (
                trunk.at(level, lean * 0.95),
                trunk.at(level - rng.uniform(0.1, 0.5), lean * rng.uniform(-0.3, 0.4)),
            )
            fold(canvas, [a, (a + b) / 2 + [0, 3], b], rng.uniform(3.5, 7), soft * 0.7)
        for s in np.linspace(-0.8, 0.8, 5) + rng.uniform(-0.12, 0.12, 5):
            top = hem - rng.uniform(0.3, 0.7)
            line = trunk.edge(float(s), top, hem, ease, steps=4)
            fold(canvas, line, rng.uniform(4, 7), soft * 0.5)

    return draw


def hem_seam(figure: Figure, hem: float, ease: object, sag: float, up: float = 0.06) -> Draw:
    """The stitched line above a hem."""
    line = polyline(figure.trunk.across_at(hem - up, ease, sag))
    return lambda canvas: seam(canvas, line, 0.55, 0.9)


def collar_ring(
    job: Job, neck: Points, width: float, z: int, tint: float = 0.94, ribbed: bool = True
) -> Part:
    """The ribbed band along a neckline."""
    along = np.gradient(neck, axis=0)
    along /= np.linalg.norm(along, axis=1, keepdims=True) + 1e-9
    normal = np.stack([-along[:, 1], along[:, 0]], 1)
    normal *= np.sign(normal[len(normal) // 2, 1]) or 1
    band = polygon(np.vstack([neck - normal * 0.6, (neck + normal * width * job.u)[::-1]]))
    lines = [
        polyline(np.vstack([neck[k], neck[k] + normal[k] * width * job.u])) for k in range(0, len(neck), 2)
    ]

    def relief(canvas: skia.Canvas) -> None:
        for line in lines if ribbed else []:
            seam(canvas, line, 0.3, 0.8)

    return Part(band, job.cloth.tinted(tint).paint(), relief, round=0.5, lift=0.45, piece=job.piece, z=z)


def back_neck(job: Job, width: float, z: int, depth: float = 0.10) -> Part:
    """The inside of the back seen through the neckline."""
    left, right = neck_side(job.figure, 0, width), neck_side(job.figure, 1, width)
    middle = (left + right) / 2
    ring = smooth([left, middle - [0, 0.05 * job.u], right, middle + [0, depth * job.u]])
    return Part(ring, job.cloth.tinted(0.6).paint(), round=0.2, lift=0, piece=job.piece, z=z)


def buttons(points: Points, radius: float, hex_: str) -> Draw:
    """Buttons with their rim and thread, painted on the cloth."""

    def draw(canvas: skia.Canvas) -> None:
        for x, y in points:
            canvas.drawCircle(float(x) + 0.4, float(y) + 0.6, radius, fill("#000000", 0.35, 0.6))
            canvas.drawCircle(float(x), float(y), radius, fill(hex_))
            canvas.drawCircle(float(x), float(y), radius * 0.55, pen(shade(hex_, 0.6), 0.4))
            canvas.drawCircle(
                float(x) - radius * 0.3, float(y) - radius * 0.35, radius * 0.25, fill("#ffffff", 0.45)
            )

    return draw


def pocket_patch(tube: Tube, top: float, bottom: float, s0: float, s1: float) -> skia.Path:
    """A patch pocket on the body between two levels and two sides."""
    return polygon(
        np.array(
            [
                tube.at(top, s0),
                tube.at(top, s1),
                tube.at(bottom - 0.05, s1),
                tube.at(bottom, (s0 + s1) / 2),
                tube.at(bottom - 0.05, s0),
            ]
        )
    )
