"""The light table: parts are laid one on another, shaded from a height field and shadowed where they meet.

Skia draws each part's outline, cloth and relief; the height field (the outline inflated, plus relief) gives
surface normals, and one soft lamp from the upper left does the rest (Lambert's law).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
import skia
from scipy.ndimage import gaussian_filter, uniform_filter

Grey = npt.NDArray[Any]
Draw = Callable[[skia.Canvas], None]
Rgb = tuple[float, float, float]

SCALE = 1.6
"""Drawn pixels a picture unit; the picture is reduced at the end."""
FINE = SCALE / 2
"""What lengths in pixels, written for two a unit, become at this scale."""
LAMP = np.array([-0.42, -0.5, 0.757], np.float32)
MARGIN = 26


@dataclass(frozen=True)
class Part:
    """One sewn part: where it is, what it is made of, and how its surface rises.

    `paint` fills the cloth (clipped to the path afterwards), `relief` draws on mid-grey: lighter is higher.
    `lumps` are the bodies inside the outline that round off separately (two legs in one skirt).
    """

    path: skia.Path
    paint: Draw
    relief: Draw | None = None
    lumps: tuple[skia.Path, ...] = ()
    round: float = 1.0  # how full the form is
    depth: float = 1.0  # how strong the relief is
    gloss: float = 0.0
    lift: float = 1.0  # how dark its shadow falls on what lies beneath
    warp: float = 0.0  # how far folds push the pattern
    opacity: float = 1.0
    drape: float = 0.0  # how much the cloth undulates by itself
    piece: int = 0  # which piece of the look it belongs to; 0 is nobody's (skin, hair)
    z: int = 0


def blur(field_: Grey, sigma: float) -> Grey:
    """A near-Gaussian blur by two box filters; cost does not grow with `sigma`."""
    size = max(1, int(sigma * 1.75)) | 1
    once = uniform_filter(field_, size, mode="nearest")
    return np.asarray(uniform_filter(once, size, mode="nearest"))


class Sheet:
    """The picture while it grows: colours (0 to 1), the figure's coverage, and whose pixel each one is."""

    def __init__(self, backdrop: Grey) -> None:
        self.rgb = backdrop
        height, width = backdrop.shape[:2]
        self.cover = np.zeros((height, width), np.float32)
        self.owner = np.zeros((height, width), np.int16)

    def lay(self, part: Part) -> None:
        """Lay one part on top."""
        crop = self._crop(part.path)
        if crop is None:
            return
        x0, y0, x1, y1 = crop
        window = np.s_[y0:y1, x0:x1]
        mask = _grey(_filled(part.path), crop, 0)
        height, push = self._height(part, mask, crop)
        cloth = _cloth(part, crop)
        if part.warp:
            cloth = _warped(cloth, push, part.warp)
        lit = _lit(cloth, height, part.gloss)
        self._cast(part, mask, window)
        alpha = (mask * part.opacity)[..., None]
        self.rgb[window] = self.rgb[window] * (1 - alpha) + lit * alpha
        self.cover[window] = np.maximum(self.cover[window], mask)
        self.owner[window][mask > 0.5] = part.piece

    def box_of(self, piece: int) -> tuple[int, int, int, int] | None:
        """The visible box of a piece in drawn pixels, or None where it is covered."""
        ys, xs = np.nonzero(self.owner == piece)
        if len(xs) < 40:
            return None
        return int(xs.min()), int(ys.min()), int(xs.max()) + 1, int(ys.max()) + 1

    def _crop(self, path: skia.Path) -> tuple[int, int, int, int] | None:
        bounds = path.getBounds()
        height, width = self.cover.shape
        x0, y0 = (max(0, int(v * SCALE) - MARGIN) for v in (bounds.left(), bounds.top()))
        x1 = min(width, int(bounds.right() * SCALE) + MARGIN)
        y1 = min(height, int(bounds.bottom() * SCALE) + MARGIN)
        return (x0, y0, x1, y1) if x1 - x0 > 2 and y1 - y0 > 2 else None

    def _height(self, part: Part, mask: Grey, crop: tuple[int, int, int, int]) -> tuple[Grey, Grey]:
        if part.lumps:
            masks = [_grey(_filled(path), crop, 0) * mask for path in part.lumps]
            form = np.maximum.reduce([_inflated(m) for m in masks])
            form = blur(form, 2.5 * FINE)
        else:
            form = _inflated(mask)
        height = form * part.round
        if part.drape:
            height = height + _undulation(crop, part.piece * 37 + part.z) * (part.drape * 5 * FINE)
        push = np.zeros_like(height)
        if part.relief:
            push = blur((_grey(part.relief, crop, 128) - 128 / 255) * (2 * part.depth), 1.0) * mask
            height = height + push * (9 * FINE)
        return height, push

    def _cast(self, part: Part, mask: Grey, window: tuple[slice, slice]) -> None:
        """The part's shadow: a tight dark line of contact and a soft shade away from the lamp."""
        if part.lift <= 0:
            return
        contact = blur(mask, 3 * FINE)
        away = np.roll(blur(mask, 10 * FINE), (7, 5), (0, 1))
        dark = (0.34 * contact + 0.34 * away) * part.lift * self.cover[window]
        self.rgb[window] *= (1 - dark)[..., None]


def _filled(path: skia.Path) -> Draw:
    white = skia.Paint(Color=skia.ColorWHITE, AntiAlias=True)
    return lambda canvas: canvas.drawPath(path, white)


def _canvas(crop: tuple[int, int, int, int]) -> tuple[npt.NDArray[np.uint8], skia.Surface, skia.Canvas]:
    x0, y0, x1, y1 = crop
    pixels = np.zeros((y1 - y0, x1 - x0, 4), np.uint8)
    surface = skia.Surface(pixels)
    canvas = surface.getCanvas()
    canvas.translate(-x0, -y0)
    canvas.scale(SCALE, SCALE)
    return pixels, surface, canvas


def _grey(draw: Draw, crop: tuple[int, int, int, int], ground: int) -> Grey:
    pixels, surface, canvas = _canvas(crop)
    canvas.clear(skia.ColorSetRGB(ground, ground, ground))
    draw(canvas)
    del canvas, surface
    return pixels[..., 0].astype(np.float32) / 255


def _cloth(part: Part, crop: tuple[int, int, int, int]) -> Grey:
    pixels, surface, canvas = _canvas(crop)
    part.paint(canvas)
    del canvas, surface
    return pixels[..., :3].astype(np.float32) / 255


def _inflated(mask: Grey) -> Grey:
    """The outline as a soft body: steep at its edge, nearly flat inside."""
    rise = 0.20 * blur(mask, 3 * FINE) + 0.33 * blur(mask, 9 * FINE) + 0.47 * blur(mask, 26 * FINE)
    return np.asarray(np.sqrt(np.clip(rise, 0, 1)) * (34 * FINE))


@lru_cache(maxsize=1)
def _cloth_noise() -> Grey:
    """Long soft waves, upright like hanging cloth; zero mean, unit spread."""
    waves = np.random.default_rng(5).normal(0, 1, (1100, 900)).astype(np.float32)
    fine = gaussian_filter(waves, (20 * FINE, 6 * FINE), mode="wrap")
    broad = gaussian_filter(np.flip(waves), (34 * FINE, 13 * FINE), mode="wrap")
    return np.asarray(0.5 * fine / fine.std() + 0.8 * broad / broad.std(), np.float32)


def _undulation(crop: tuple[int, int, int, int], shift: int) -> Grey:
    x0, y0, x1, y1 = crop
    waves = _cloth_noise()
    return waves[
        np.ix_((np.arange(y0, y1) + shift * 7) % 1100, (np.arange(x0, x1) + shift * 13) % 900)
    ] * np.float32(0.55)


def _warped(cloth: Grey, push: Grey, by: float) -> Grey:
    """The cloth's pattern carried along by its folds."""
    gy, gx = np.gradient(blur(push, 3))
    rows, cols = np.indices(push.shape)
    rows = np.clip(rows + np.rint(gy * by * 60).astype(int), 0, push.shape[0] - 1)
    cols = np.clip(cols + np.rint(gx * by * 60).astype(int), 0, push.shape[1] - 1)
    return np.asarray(cloth[rows, cols])


def _lit(cloth: Grey, height: Grey, gloss: float) -> Grey:
    gy, gx = np.gradient(height)
    norm = 1 / np.sqrt(gx * gx + gy * gy + 1.6)
    facing = (-gx * LAMP[0] - gy * LAMP[1] + 1.265 * LAMP[2]) * norm
    shade = 0.46 + 0.58 * np.clip(facing, 0, None) / LAMP[2]
    # The lamp is warm and the room cool, so shadows turn a little blue.
    tint = np.clip(1 - shade, 0, 1)[..., None] * np.array([0.03, 0.015, -0.035], np.float32)
    lit = cloth * (shade[..., None] - tint)
    # Dark cloth still shows its form: a veil of light on what faces the lamp.
    veil = np.clip(facing - 0.72, 0, None)[..., None] * 0.12 * (1 - cloth)
    lit = lit + veil
    if gloss:
        shine = np.clip((facing - 0.80) / 0.20, 0, 1) ** 3
        lit = lit + (gloss * 0.55 * shine)[..., None]
    return np.asarray(np.clip(lit, 0, 1), np.float32)
