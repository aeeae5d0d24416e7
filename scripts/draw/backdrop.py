"""Calm places to stand (sweep, room, panels, concrete, pavement, court) and the shade beneath the feet."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import Image

from scripts.draw.fabrics import rgb, shade
from scripts.draw.light import SCALE

WIDTH, HEIGHT = 420, 600
HORIZON = 0.83
"""Where wall and floor meet, as a share of the height."""

Field = npt.NDArray[Any]


def backdrop(kind: str, hex_: str, feet: list[tuple[float, float]], seed: int) -> Field:
    """The empty place with the shade of feet at these points; shape (HEIGHT, WIDTH) * SCALE, 3."""
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH].astype(np.float32)
    shaded = 1 - _shade(x, y, feet)
    y, x = y / HEIGHT, x / WIDTH
    glow = 1.07 - 0.20 * np.hypot((x - 0.40) * 0.9, (y - 0.36) * 1.1)
    place = PLACES[kind](hex_, x, y, seed) * (glow * shaded)[..., None]
    size = (int(WIDTH * SCALE), int(HEIGHT * SCALE))
    planes = [
        np.asarray(Image.fromarray(place[..., k]).resize(size, Image.Resampling.BICUBIC)) for k in range(3)
    ]
    return np.asarray(np.clip(np.dstack(planes), 0, 1), np.float32)


def _colour(hex_: str) -> Field:
    return np.array(rgb(hex_), np.float32) / 255


def _sweep(hex_: str, x: Field, y: Field, seed: int) -> Field:
    floor = 1 / (1 + np.exp(-(y - 0.80) * 26))
    tone = 1 - 0.05 * np.exp(-(((y - 0.8) / 0.06) ** 2)) + 0.03 * floor
    return _colour(hex_) * tone[..., None]


def _standing(wall: Field, floor: Field, y: Field) -> Field:
    edge = np.clip((y - HORIZON) * HEIGHT, 0, 1)[..., None]
    line = 1 - 0.16 * np.exp(-(((y - HORIZON) / 0.005) ** 2))
    return (wall * (1 - edge) + floor * edge) * line[..., None]


def _room(hex_: str, x: Field, y: Field, seed: int) -> Field:
    """A plain wall with a skirting board over a plank floor."""
    board = 1 + 0.05 * ((y > HORIZON - 0.035) & (y < HORIZON)) - 0.10 * (np.abs(y - HORIZON + 0.035) < 0.0016)
    wall = _colour(hex_) * np.ones_like(x)[..., None] * board[..., None]
    deep = (y - 0.62) / (1 - 0.62)
    plank = np.floor((x - 0.5) / np.clip(deep, 0.05, None) * 7)
    tone = (
        1
        + 0.035 * np.sin(plank * 12.9898 + seed)
        - 0.10 * (np.abs(((x - 0.5) / np.clip(deep, 0.05, None) * 7) % 1) < 0.03)
    )
    return _standing(wall, _colour("#b59a7c") * tone[..., None], y)


def _panels(hex_: str, x: Field, y: Field, seed: int) -> Field:
    """A wall with moulded panels, as in an old salon."""
    tone = np.ones_like(x)
    for left, right in ((-0.2, 0.17), (0.22, 0.78), (0.83, 1.2)):
        for inset, strength in ((0.0, -0.08), (0.006, 0.06)):
            inside = np.maximum(
                np.abs(x - (left + right) / 2) - (right - left) / 2 + inset,
                (np.abs(y - 0.36) - 0.31 + inset) * 1.4,
            )
            tone = tone + strength * np.exp(-((inside / 0.0032) ** 2))
    floor = _colour(shade(hex_, 0.82)) * np.ones_like(x)[..., None]
    return _standing(_colour(hex_) * tone[..., None], floor, y)


def _concrete(hex_: str, x: Field, y: Field, seed: int) -> Field:
    """Poured concrete with shuttering joints, over paving."""
    rng = np.random.default_rng(seed)
    cloud = np.asarray(
        Image.fromarray(rng.normal(0, 1, (12, 8)).astype(np.float32)).resize(
            (WIDTH, HEIGHT), Image.Resampling.BICUBIC
        )
    )
    joints = (np.abs(y % 0.30 - 0.26) < 0.0016) | (np.abs((x + 0.12) % 0.55 - 0.5) < 0.002)
    grey = 0.5 * _colour(hex_) + 0.5 * _colour("#b9bab9")
    wall = grey * (1 + 0.012 * cloud - 0.10 * joints)[..., None]
    return _standing(wall, _paving(x, y, "#a5a3a0"), y)


def _paving(x: Field, y: Field, hex_: str) -> Field:
    deep = np.clip((y - 0.66) / (1 - 0.66), 0.05, None)
    across = np.abs(((x - 0.42) / deep * 1.6) % 1) < 0.022 / deep * 0.6
    along = np.abs((1.9 / deep) % 1) < 0.05
    return np.asarray(_colour(hex_) * (1 - 0.12 * (across | along))[..., None])


def _pavement(hex_: str, x: Field, y: Field, seed: int) -> Field:
    return _standing(_colour(hex_) * np.ones_like(x)[..., None], _paving(x, y, shade(hex_, 0.84)), y)


def _court(hex_: str, x: Field, y: Field, seed: int) -> Field:
    """A sports hall: a pale wall, a coloured floor with white lines."""
    floor = _colour(("#7d99a6", "#8fa38c", "#b08670")[seed % 3]) * np.ones_like(x)[..., None]
    line = (np.abs(y - 0.905 - 0.06 * (x - 0.5)) < 0.006)[..., None]
    return _standing(
        _colour(hex_) * np.ones_like(x)[..., None], floor * (1 - line) + _colour("#eeece6") * line, y
    )


PLACES = {
    "sweep": _sweep,
    "room": _room,
    "panels": _panels,
    "concrete": _concrete,
    "pavement": _pavement,
    "court": _court,
}
PLACES_OF_STYLE = {
    "american_casual": ("room", "pavement", "sweep"),
    "casual": ("sweep", "sweep", "room"),
    "dandy": ("panels", "sweep", "room"),
    "formal": ("panels", "sweep", "sweep"),
    "sports": ("court", "court", "sweep"),
    "street": ("concrete", "concrete", "pavement"),
}


def _shade(x: Field, y: Field, feet: list[tuple[float, float]]) -> Field:
    """Dark contact beneath each foot and a wide soft shade away from the lamp, 0 to 0.75."""
    contact = np.zeros_like(x)
    for fx, fy in feet:
        contact = np.maximum(contact, 0.55 * np.exp(-(((x - fx - 3) / 21) ** 2) - ((y - fy) / 6) ** 2))
    mx, my = float(np.mean([f[0] for f in feet])), max(f[1] for f in feet)
    wide = 0.26 * np.exp(-(((x - mx - 24) / 80) ** 2) - ((y - my + 2) / 13) ** 2)
    return np.clip(contact + wide, 0, 0.75)
