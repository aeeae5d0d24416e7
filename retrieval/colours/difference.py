"""CIELAB and CIEDE2000: how far apart two colours look to a person."""

from __future__ import annotations

from math import cos, radians, sin
from typing import Any

import numpy as np
import numpy.typing as npt
from skimage.color import rgb2lab

from retrieval.types import Rgb

Lab = npt.NDArray[np.float32]
"""CIELAB (D65), last axis 3."""

Colours = npt.NDArray[np.floating[Any]]
"""CIELAB in any precision, last axis 3; or one of its terms."""


def lab_of(rgb: Rgb) -> Lab:
    """sRGB (..., 3) to CIELAB (..., 3)."""
    return np.asarray(rgb2lab(rgb), dtype=np.float32)


def ciede2000(first: Colours, second: Colours) -> npt.NDArray[np.floating[Any]]:
    """Colour difference of two arrays (..., 3) that broadcast: under 1 unseen, over 40 merely different.

    Formula and names of terms: Sharma, Wu and Dalal, Color Research and Application 30(1), 2005. Hues are
    kept as unit vectors: their sum points to the mean hue on the shorter arc, which spares trigonometry.
    """
    l1, b1, l2, b2 = first[..., 0], first[..., 2], second[..., 0], second[..., 2]
    stretch = _stretch((np.hypot(first[..., 1], b1) + np.hypot(second[..., 1], b2)) / 2)
    a1, a2 = first[..., 1] * stretch, second[..., 1] * stretch
    c1, c2 = np.hypot(a1, b1), np.hypot(a2, b2)
    mean_l, mean_c = (l1 + l2) / 2, (c1 + c2) / 2
    cos_h, sin_h = _mean_hue(a1, b1, c1, a2, b2, c2)

    delta_h = np.copysign(np.sqrt(np.maximum(2 * (c1 * c2 - a1 * a2 - b1 * b2), 0)), a1 * b2 - a2 * b1)
    lightness = (l2 - l1) / (1 + 0.015 * (mean_l - 50) ** 2 / np.sqrt(20 + (mean_l - 50) ** 2))
    chroma = (c2 - c1) / (1 + 0.045 * mean_c)
    hue = delta_h / (1 + 0.015 * mean_c * _hue_weight(cos_h, sin_h))
    squared = lightness**2 + chroma**2 + hue**2 + _rotation(mean_c, cos_h, sin_h) * chroma * hue
    return np.sqrt(np.maximum(squared, 0))


def _stretch(mean_c: Colours) -> Colours:
    """1 + G: a* counts for more among greys."""
    return 1.5 - 0.5 * _seventh(mean_c)


def _seventh(mean_c: Colours) -> Colours:
    ratio = mean_c / 25
    power = (ratio * ratio * ratio) ** 2 * ratio  # numpy's own seventh power is twenty times slower
    return np.sqrt(power / (power + 1))


def _mean_hue(
    a1: Colours, b1: Colours, c1: Colours, a2: Colours, b2: Colours, c2: Colours
) -> tuple[Colours, Colours]:
    """Cosine and sine of the mean hue; a grey has none and leaves it to the other."""
    x2, y2 = a2 / np.maximum(c2, 1e-12), b2 / np.maximum(c2, 1e-12)
    x, y = a1 / np.maximum(c1, 1e-12) + x2, b1 / np.maximum(c1, 1e-12) + y2
    length = np.hypot(x, y)
    opposite = (length < 1e-6) & (c2 > 0)  # the paper takes the arc that does not cross hue 0
    side = np.copysign(1, y2)
    x, y = np.where(opposite, -side * y2, x), np.where(opposite, side * x2, y)
    length = np.where(opposite, 1, np.maximum(length, 1e-12))
    return x / length, y / length


def _hue_weight(cos_h: Colours, sin_h: Colours) -> Colours:
    """T = 1 - 0.17 cos(h - 30) + 0.24 cos 2h + 0.32 cos(3h + 6) - 0.20 cos(4h - 63), by multiple angles."""
    cos_2h, sin_2h = cos_h**2 - sin_h**2, 2 * sin_h * cos_h
    cos_3h, sin_3h = cos_h * (4 * cos_h**2 - 3), sin_h * (3 - 4 * sin_h**2)
    cos_4h, sin_4h = cos_2h**2 - sin_2h**2, 2 * sin_2h * cos_2h
    first = cos_h * cos(radians(30)) + sin_h * sin(radians(30))
    third = cos_3h * cos(radians(6)) - sin_3h * sin(radians(6))
    fourth = cos_4h * cos(radians(63)) + sin_4h * sin(radians(63))
    return 1 - 0.17 * first + 0.24 * cos_2h + 0.32 * third - 0.20 * fourth


def _rotation(mean_c: Colours, cos_h: Colours, sin_h: Colours) -> Colours:
    """R_T: chroma and hue differences of blues hang together."""
    degrees = np.rad2deg(np.arctan2(-sin_h, -cos_h)) + 180  # 0 to 360
    theta = radians(60) * np.exp(-(((degrees - 275) / 25) ** 2))
    return -2 * _seventh(mean_c) * np.sin(theta)
