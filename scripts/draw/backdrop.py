"""Calm places to stand: a studio sweep, a plain wall and floor, pavement; and the shadow on the ground."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from scripts.draw.fabrics import rgb
from scripts.draw.light import SCALE, blur

WIDTH, HEIGHT = 420, 600


def backdrop(kind: str, hex_: str, seed: int) -> npt.NDArray[np.float32]:
    """The empty place, shape (HEIGHT * SCALE, WIDTH * SCALE, 3), 0 to 1."""
    h, w = int(HEIGHT * SCALE), int(WIDTH * SCALE)
    y, x = np.mgrid[0:h, 0:w].astype(np.float32)
    y, x = y / h, x / w
    base = np.array(rgb(hex_), np.float32) / 255
    glow = 1.06 - 0.16 * np.hypot((x - 0.42) * 0.9, (y - 0.38) * 1.1)
    place = base * glow[..., None]
    if kind == "sweep":
        floor = 1 / (1 + np.exp(-(y - 0.80) * 26))
        place = (
            place
            * (1 - 0.05 * np.exp(-(((y - 0.8) / 0.05) ** 2)))[..., None]
            * (1 + 0.035 * floor)[..., None]
        )
    else:
        edge = np.clip((y - 0.815) * h / 2, 0, 1)[..., None]
        ground = (
            base
            * np.array([0.90, 0.885, 0.87], np.float32)
            * (0.98 + 0.10 * (y - 0.8))[..., None]
            * glow[..., None]
        )
        if kind == "pavement":
            ground = ground * (1 - 0.06 * _joints(x, y))[..., None]
        place = place * (1 - edge) + ground * edge
        place *= (1 - 0.10 * np.exp(-(((y - 0.815) / 0.006) ** 2)))[..., None]
    grain = np.random.default_rng(seed).normal(0, 1, (h, w)).astype(np.float32)
    return np.clip(place + 0.006 * blur(grain, 1.2)[..., None], 0, 1).astype(np.float32)


def _joints(x: npt.NDArray[np.float32], y: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Paving joints in perspective."""
    deep = np.clip(y - 0.70, 1e-3, None)
    across = np.abs(((x - 0.5) / deep * 0.5 + 0.5) % 1 - 0.5) < 0.012 / deep * 0.2
    along = np.abs((0.22 / deep) % 1 - 0.5) > 0.47
    return (across | along).astype(np.float32)


def ground_shadow(place: npt.NDArray[np.float32], feet: list[tuple[float, float]]) -> None:
    """Dark contact beneath each foot and a wide soft shade, in place."""
    h, w = place.shape[:2]
    small = np.zeros((h // 2, w // 2), np.float32)
    y, x = np.mgrid[0 : h // 2, 0 : w // 2].astype(np.float32) * (2 / SCALE)
    for fx, fy in feet:
        small = np.maximum(small, 0.55 * np.exp(-(((x - fx) / 22) ** 2) - ((y - fy) / 6) ** 2))
    mx, my = np.mean([f[0] for f in feet]), max(f[1] for f in feet)
    small = np.maximum(small, 0.0) + 0.25 * np.exp(-(((x - mx - 22) / 78) ** 2) - ((y - my) / 13) ** 2)
    dark = np.clip(np.repeat(np.repeat(small, 2, 0), 2, 1), 0, 0.75)
    place *= (1 - dark)[..., None] * np.array([1, 1, 1.0], np.float32)
