"""The cut that needs no network: what differs in colour from the photo's border is foreground."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from PIL import Image
from scipy import ndimage
from skimage.filters import threshold_otsu

from retrieval.colours.difference import Lab, lab_of
from retrieval.types import Mask, Rgb

SIDE = 160
"""Long side of the picture that is looked at: enough for an outline, small enough for a few milliseconds."""

FRAME = 0.04
"""Width of the border, as a share of the side."""

COLOURS = 5
"""How many colours a background may have: a wooden floor and a carpet have about so many."""

LEAST_SHARE = 0.05
"""Share of the border under which a colour is a garment's sleeve leaving the picture, not background."""

LEAST_DIFFERENCE = 6.0
"""CIELAB distance under which nothing is foreground: about the noise of a plain wall."""


def border_saliency(rgb: Rgb) -> npt.NDArray[np.float32]:
    """Rate pixels (0 to 1) by their distance in CIELAB from the border's colours; long side `SIDE`."""
    small = _small(rgb)
    distance = ndimage.gaussian_filter(_distance_from(lab_of(small), _border_colours(small)), 1.0)
    threshold = max(LEAST_DIFFERENCE, _otsu(distance))
    soft = np.clip(distance / (2 * threshold), 0.0, 1.0)
    solid = _solid(distance > threshold)
    rated = np.where(solid, np.maximum(soft, 0.6), np.minimum(soft, 0.4))
    return np.asarray(rated, dtype=np.float32)


def _small(rgb: Rgb) -> Rgb:
    scale = min(1.0, SIDE / max(rgb.shape[:2]))
    size = max(1, round(rgb.shape[1] * scale)), max(1, round(rgb.shape[0] * scale))
    return np.asarray(Image.fromarray(rgb).resize(size, Image.Resampling.BOX))


def _border_colours(rgb: Rgb) -> Lab:
    """The commonest colours of the frame, shape (at most `COLOURS`, 3)."""
    width = max(1, round(FRAME * max(rgb.shape[:2])))
    frame = np.ones(rgb.shape[:2], dtype=np.bool_)
    frame[width:-width, width:-width] = False
    quantized = Image.fromarray(rgb[frame][None]).quantize(COLOURS, Image.Quantize.MEDIANCUT)
    counts = np.bincount(np.asarray(quantized).ravel())
    colours = np.asarray(quantized.getpalette(), dtype=np.uint8).reshape(-1, 3)[: len(counts)]
    return lab_of(colours[counts >= LEAST_SHARE * frame.sum()])


def _distance_from(lab: Lab, colours: Lab) -> npt.NDArray[np.float32]:
    return np.asarray(np.min([np.linalg.norm(lab - colour, axis=2) for colour in colours], axis=0))


def _otsu(distance: npt.NDArray[np.float32]) -> float:
    return float(threshold_otsu(distance)) if np.ptp(distance) > 0 else 0.0


def _solid(mask: Mask) -> Mask:
    """Closed, without holes, without crumbs under a tenth of the largest piece."""
    filled = ndimage.binary_fill_holes(ndimage.binary_closing(mask, iterations=2) | mask)
    pieces, count = ndimage.label(filled)
    if count == 0:
        return mask
    sizes = np.bincount(pieces.ravel())
    sizes[0] = 0
    return np.isin(pieces, np.flatnonzero(sizes >= 0.1 * sizes.max()))
