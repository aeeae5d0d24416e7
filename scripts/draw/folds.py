"""Folds and stitches: what the relief of a part is drawn with. Mid-grey is level, lighter is higher."""

from __future__ import annotations

import numpy as np
import skia

from scripts.draw.geometry import Knots, Points, Tube, polygon, spline
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


def fold(canvas: skia.Canvas, line: Knots, width: float, depth: float) -> None:
    """A soft ridge with a valley beside it: one fold of cloth."""
    line = np.asarray(line, float)
    crease(canvas, line, width * 1.25, depth * 0.75, width * 0.5)
    crease(canvas, line + [width * 0.4, width * 0.8], width, -depth * 0.7, width * 0.42)


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
    """Folds of a sleeve: rings at the joint, long slants above and below it, a stack at the wrist."""

    def draw(canvas: skia.Canvas) -> None:
        lean = rng.choice((-1.0, 1.0))
        for k in range(4):
            t = at + (k - 1.5) * 0.055 + rng.uniform(-0.015, 0.015)
            a, b = (
                tube.at(t, -lean * 0.98),
                tube.at(t + rng.uniform(0.03, 0.1), lean * rng.uniform(0.2, 0.75)),
            )
            fold(canvas, [a, (a + b) / 2 + [0, rng.uniform(0, 3)], b], rng.uniform(4, 6.5), depth)
        for k in range(4):
            t = rng.uniform(0.06, 0.34) if k % 2 else rng.uniform(0.58, max(0.6, end - 0.2))
            s = rng.uniform(-0.75, 0.1)
            line = [tube.at(t + d, s + g) for d, g in ((0, 0), (0.1, 0.3), (0.2, 0.55))]
            fold(canvas, line, rng.uniform(5, 8), depth * 0.7)
        for k in range(2):
            t = end - 0.06 - 0.05 * k
            a, b = tube.at(t, -0.9), tube.at(t - rng.uniform(-0.02, 0.04), rng.uniform(0.2, 0.9))
            fold(canvas, [a, (a + b) / 2 + [0, 2], b], rng.uniform(4, 6), depth * 0.7)

    return draw


def together(*draws: Draw | None) -> Draw:
    """One relief made of several."""

    def draw(canvas: skia.Canvas) -> None:
        for one in draws:
            if one is not None:
                one(canvas)

    return draw
