"""Folds and stitches: what the relief of a part is drawn with. Mid-grey is level, lighter is higher."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import skia

from scripts.draw.geometry import Points, Tube, polygon, spline
from scripts.draw.light import Draw

Rng = np.random.Generator


def crease(canvas: skia.Canvas, line: Points, width: float, depth: float, soft: float = 1.6) -> None:
    """A tapered ridge (depth over 0) or valley along a line."""
    line = spline(line, steps=6)
    along = np.gradient(line, axis=0)
    along /= np.linalg.norm(along, axis=1, keepdims=True) + 1e-9
    normal = np.stack([along[:, 1], -along[:, 0]], 1)
    swell = np.sin(np.linspace(0.02, np.pi - 0.02, len(line)))[:, None] * width / 2
    tone = 255 if depth > 0 else 0
    paint = skia.Paint(
        Color=skia.ColorSetARGB(int(min(1, abs(depth)) * 255), tone, tone, tone), AntiAlias=True
    )
    paint.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, soft))
    canvas.drawPath(polygon(np.vstack([line + normal * swell, (line - normal * swell)[::-1]])), paint)


def fold(canvas: skia.Canvas, line: Sequence[Sequence[float]] | Points, width: float, depth: float) -> None:
    """A ridge with a valley beside it: one fold of cloth."""
    line = np.asarray(line, float)
    crease(canvas, line, width, depth, width * 0.33)
    crease(canvas, line + [width * 0.35, width * 0.75], width * 0.8, -depth * 0.9, width * 0.3)


def seam(canvas: skia.Canvas, path: skia.Path, depth: float = 0.5, width: float = 0.9) -> None:
    """A sunken line of sewing."""
    grey = 0 if depth > 0 else 255
    canvas.drawPath(path, skia.Paint(
        Color=skia.ColorSetARGB(int(min(1, abs(depth)) * 255), grey, grey, grey), AntiAlias=True,
        Style=skia.Paint.kStroke_Style, StrokeWidth=width,
    ))  # fmt: skip


def raised(canvas: skia.Canvas, path: skia.Path, depth: float = 0.35) -> None:
    """An area that lies on top: a pocket, a band, a placket."""
    canvas.drawPath(
        path, skia.Paint(Color=skia.ColorSetARGB(int(depth * 255), 255, 255, 255), AntiAlias=True)
    )


def elbow(tube: Tube, rng: Rng, at: float, end: float, depth: float) -> Draw:
    """Folds of a sleeve or a leg: gathered at the joint, slanting along the rest."""

    def draw(canvas: skia.Canvas) -> None:
        for k in range(3):
            t = at + (k - 1) * 0.07 + rng.uniform(-0.02, 0.02)
            if t > end:
                continue
            a, b = tube.at(t, -0.8), tube.at(t + rng.uniform(0.03, 0.09), 0.55)
            fold(canvas, [a, (a + b) / 2 + [0, rng.uniform(1, 4)], b], rng.uniform(3, 5), depth)
        for _ in range(3):
            t = rng.uniform(0.08, max(0.12, end - 0.12))
            s = rng.uniform(-0.7, 0.3)
            a, b = tube.at(t, s), tube.at(min(end, t + rng.uniform(0.12, 0.22)), s + rng.uniform(0.2, 0.5))
            fold(canvas, [a, (a + b) / 2 + rng.uniform(-1, 1, 2), b], rng.uniform(3, 6), depth * 0.7)

    return draw


def together(*draws: Draw | None) -> Draw:
    """One relief made of several."""

    def draw(canvas: skia.Canvas) -> None:
        for one in draws:
            if one is not None:
                one(canvas)

    return draw
