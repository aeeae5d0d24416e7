"""Skin, hands, head and hair: a quiet figure that leaves the stage to the clothes."""

from __future__ import annotations

import numpy as np
import skia

from scripts.draw.fabrics import Cloth, fill, pen, shade
from scripts.draw.figure import Figure
from scripts.draw.folds import seam, together
from scripts.draw.garments.kit import Parts, Z
from scripts.draw.geometry import Points, polygon, polyline, smooth, spline, union
from scripts.draw.light import Draw, Part

SKINS = ("#f1cfb6", "#e8bf9f", "#dfb08d", "#c99572", "#a9734f", "#7c4f36")
HAIR_STYLES = {"men": ("short", "two_block", "swept"), "women": ("long", "bob", "bun", "long")}
HAIRS = ("#1f1a19", "#2b211d", "#3a2a22", "#54382a", "#6d4a34", "#2a2c33")


def _skin(path: skia.Path, hex_: str, z: int, **more: float) -> Part:
    return Part(path, Cloth(hex_).paint(), round=more.get("round", 0.8), lift=more.get("lift", 0.5), z=z)


def body(figure: Figure, skin: str) -> Parts:
    """Legs, trunk, neck and arms."""
    u = figure.u
    neck = figure.build.neck * u
    base, chin = figure.trunk.at(1.42, 0), figure.head + [0, 0.30 * u]
    throat = polygon(
        np.array(
            [
                chin - [neck * 0.92, 0],
                base - [neck * 1.05, 0.05 * u],
                base - [neck * 2.3, -0.08 * u],
                base + [0, 0.6 * u],
                base + [neck * 2.3, 0.08 * u],
                base + [neck * 1.05, -0.05 * u],
                chin + [neck * 0.92, 0],
            ]
        )
    )
    trunk = polygon(figure.trunk.outline(1.55, 4.1))
    legs = [_skin(polygon(leg.outline(0, 1)), skin, Z.SKIN) for leg in figure.legs]
    feet = [
        _skin(smooth([a + [-6, -4], a + [-9, 14], a + [0, 24], a + [9, 14], a + [6, -4]]), skin, Z.SKIN)
        for a in figure.ankles
    ]
    # The upper arm lies behind the bodice, so that an armhole shows no skin; the rest comes before it.
    arms = [_skin(polygon(arm.outline(0, 0.5)), skin, Z.SKIN) for arm in figure.arms]
    arms += [_skin(polygon(arm.outline(0.25, 1)), skin, Z.HAND, lift=0.12) for arm in figure.arms]
    return [
        *legs,
        *feet,
        _skin(union(trunk, throat), skin, Z.SKIN),
        *arms,
        *(hand(figure, i, skin) for i in (0, 1) if figure.pose.arms[i].hand != "pocket"),
    ]


def hand(figure: Figure, i: int, skin: str) -> Part:
    """A relaxed hand: palm, fingers together, thumb."""
    wrist, way = figure.hand(i)
    u, sign = figure.u, (-1, 1)[i]
    side = np.array([way[1], -way[0]]) * -sign
    grip = figure.pose.arms[i].hand in ("grip", "hip")
    long = 0.42 if grip else 0.62
    shape = [
        (0.10, -0.04),
        (0.155, 0.16),
        (0.235, 0.30),
        (0.215, 0.345),
        (0.14, 0.27),
        (0.115, 0.40),
        (0.06, long),
        (-0.02, long + 0.02),
        (-0.10, long - 0.07),
        (-0.135, 0.34),
        (-0.13, 0.15),
        (-0.09, -0.04),
    ]
    scale = u * (0.98 if figure.build.neck > 0.2 else 0.84)
    points = np.array([wrist + (side * a + way * b) * scale for a, b in shape])
    lines = [
        polyline(
            np.array(
                [
                    wrist + (side * a + way * 0.30) * scale,
                    wrist + (side * a * 0.9 + way * (long - 0.03)) * scale,
                ]
            )
        )
        for a in (-0.07, -0.01, 0.05)
    ]

    def relief(canvas: skia.Canvas) -> None:
        for line in lines:
            seam(canvas, line, 0.4, 0.7)

    return Part(smooth(points), Cloth(skin).paint(), relief, round=0.6, lift=0.5, z=Z.HAND)


def head(figure: Figure, skin: str, hair: str, style: str) -> Parts:
    """A simple elegant head with hair; features are hinted at, no more."""
    u, c = figure.u, figure.head
    man = figure.build.neck > 0.2
    jaw = 0.235 if man else 0.205
    face = smooth(
        c
        + np.array(
            [
                (0, -0.47),
                (-0.26, -0.36),
                (-0.335, -0.08),
                (-0.31, 0.14),
                (-jaw, 0.33),
                (-0.085, 0.465),
                (0.085, 0.465),
                (jaw, 0.33),
                (0.31, 0.14),
                (0.335, -0.08),
                (0.26, -0.36),
            ]
        )
        * u
    )
    ears = union(
        *[
            smooth(
                c + np.array([(s * 0.31, -0.06), (s * 0.385, -0.09), (s * 0.375, 0.06), (s * 0.31, 0.12)]) * u
            )
            for s in (-1, 1)
        ]
    )
    features = _features(c, u, skin, hair, man)
    return [
        *_back_hair(c, u, hair, style),
        _skin(ears, skin, Z.HEAD),
        Part(
            face,
            together(lambda canvas: canvas.drawPaint(fill(skin)), features),
            round=0.8,
            lift=0.9,
            z=Z.HEAD + 1,
        ),
        *_front_hair(c, u, hair, style),
    ]


def _features(c: Points, u: float, skin: str, hair: str, man: bool) -> Draw:
    def at(x: float, y: float) -> list[float]:
        return [float(c[0] + x * u), float(c[1] + y * u)]

    def draw(canvas: skia.Canvas) -> None:
        dark = shade(skin, 0.62)
        for s in (-1, 1):
            canvas.drawPath(
                polyline(spline([at(s * 0.21, -0.065), at(s * 0.14, -0.10), at(s * 0.065, -0.075)])),
                pen(hair, 1.0 if man else 0.8, 0.65),
            )
            canvas.drawPath(
                polyline(spline([at(s * 0.20, 0.035), at(s * 0.135, 0.052), at(s * 0.075, 0.04)])),
                pen("#2a1d1a", 0.9, 0.75),
            )
            canvas.drawOval(
                skia.Rect.MakeXYWH(*at(s * 0.18 - 0.09, 0.12), 0.18 * u, 0.12 * u),
                fill("#d9776a", 0.10 if man else 0.2, 3),
            )
        canvas.drawPath(
            polyline(spline([at(0.02, 0.02), at(0.045, 0.15), at(0.0, 0.175)])), pen(dark, 0.7, 0.45, 0.4)
        )
        lip = "#b4695f" if man else "#b84a4a"
        canvas.drawPath(
            smooth([at(-0.075, 0.275), at(-0.02, 0.258), at(0.02, 0.258), at(0.075, 0.275), at(0, 0.31)]),
            fill(lip, 0.55 if man else 0.8, 0.4),
        )

    return draw


def _hair(path: skia.Path, hex_: str, z: int, strands: list[Points], lift: float = 0.6) -> Part:
    def drawn(canvas: skia.Canvas) -> None:
        canvas.drawPaint(fill(hex_))
        for k, line in enumerate(strands):
            canvas.drawPath(polyline(spline(line)), pen(shade(hex_, 1.9 if k % 2 else 0.6), 0.9, 0.35, 0.5))

    return Part(path, drawn, round=1.0, gloss=0.25, lift=lift, z=z)


def _back_hair(c: Points, u: float, hair: str, style: str) -> Parts:
    if style == "long":
        shape = [
            (-0.40, -0.25),
            (-0.46, 0.2),
            (-0.50, 0.7),
            (-0.40, 1.02),
            (0, 0.9),
            (0.40, 1.02),
            (0.50, 0.7),
            (0.46, 0.2),
            (0.40, -0.25),
            (0, -0.5),
        ]
    elif style == "bob":
        shape = [
            (-0.41, -0.25),
            (-0.48, 0.15),
            (-0.46, 0.46),
            (0, 0.4),
            (0.46, 0.46),
            (0.48, 0.15),
            (0.41, -0.25),
            (0, -0.5),
        ]
    elif style == "bun":
        shape = [(-0.16, -0.62), (0, -0.76), (0.17, -0.62), (0.1, -0.46), (-0.1, -0.46)]
    else:
        return []
    strands = [
        c + np.array([(k, -0.3), (k * 1.15, 0.2), (k * 1.1, 0.8)]) * u for k in np.linspace(-0.4, 0.4, 9)
    ]
    return [
        _hair(
            smooth(c + np.array(shape) * u), hair, Z.SKIN - 2 if style != "bun" else Z.HEAD - 1, strands, 0.3
        )
    ]


def _front_hair(c: Points, u: float, hair: str, style: str) -> Parts:
    caps = {
        "short": [
            (-0.365, 0.02),
            (-0.40, -0.22),
            (-0.30, -0.50),
            (0.02, -0.60),
            (0.31, -0.50),
            (0.40, -0.20),
            (0.36, 0.02),
            (0.315, -0.12),
            (0.25, -0.24),
            (0.05, -0.20),
            (-0.12, -0.27),
            (-0.27, -0.22),
            (-0.32, -0.1),
        ],
        "two_block": [
            (-0.35, -0.02),
            (-0.40, -0.25),
            (-0.28, -0.53),
            (0.03, -0.61),
            (0.31, -0.51),
            (0.40, -0.22),
            (0.345, -0.02),
            (0.30, -0.14),
            (0.24, -0.10),
            (0.08, -0.14),
            (-0.05, -0.09),
            (-0.2, -0.13),
            (-0.3, -0.12),
        ],
        "swept": [
            (-0.36, 0.0),
            (-0.41, -0.25),
            (-0.26, -0.56),
            (0.06, -0.63),
            (0.33, -0.50),
            (0.39, -0.2),
            (0.345, 0.0),
            (0.31, -0.18),
            (0.18, -0.33),
            (-0.08, -0.30),
            (-0.26, -0.24),
            (-0.31, -0.12),
        ],
        "long": [
            (-0.40, 0.42),
            (-0.44, -0.1),
            (-0.34, -0.46),
            (0, -0.58),
            (0.34, -0.46),
            (0.44, -0.1),
            (0.40, 0.42),
            (0.33, 0.1),
            (0.26, -0.18),
            (0.04, -0.40),
            (-0.24, -0.18),
            (-0.33, 0.1),
        ],
        "bob": [
            (-0.42, 0.36),
            (-0.44, -0.1),
            (-0.33, -0.46),
            (0, -0.57),
            (0.33, -0.46),
            (0.44, -0.1),
            (0.42, 0.36),
            (0.32, 0.2),
            (0.28, -0.11),
            (0.1, -0.12),
            (-0.1, -0.12),
            (-0.28, -0.11),
            (-0.32, 0.2),
        ],
        "bun": [
            (-0.36, 0.04),
            (-0.39, -0.2),
            (-0.28, -0.48),
            (0, -0.56),
            (0.28, -0.48),
            (0.39, -0.2),
            (0.36, 0.04),
            (0.31, -0.15),
            (0.13, -0.36),
            (-0.13, -0.36),
            (-0.31, -0.15),
        ],
    }
    strands = [
        c + np.array([(k * 0.3, -0.58), (k * 0.9, -0.4), (k * 1.05, -0.1)]) * u
        for k in np.linspace(-0.4, 0.4, 11)
    ]
    return [_hair(smooth(c + np.array(caps[style]) * u), hair, Z.HEAD + 3, strands)]
