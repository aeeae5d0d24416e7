"""The cut that needs no network: what differs in colour from the photo's border is foreground."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from PIL import Image
from scipy import ndimage
from scipy.cluster.vq import kmeans2
from skimage.color import rgb2lab
from skimage.filters import threshold_otsu

from retrieval.types import Mask, Rgb

Lab = npt.NDArray[np.float32]
"""CIELAB (D65), last axis 3."""

SIDE = 160
"""Long side of the picture that is looked at: enough for an outline, small enough for a few milliseconds."""

FRAME = 0.04
"""Width of the border, as a share of the side."""

COLOURS = 5
"""How many colours a background may have: a wooden floor and a carpet have about so many."""

LEAST_DIFFERENCE = 6.0
"""CIELAB distance under which nothing is foreground: about the noise of a plain wall."""


def border_saliency(rgb: Rgb) -> npt.NDArray[np.float32]:
    """Rate pixels (0 to 1) by their distance in CIELAB from the border's colours; long side `SIDE`."""
    lab = _small_lab(rgb)
    distance = ndimage.gaussian_filter(_distance_from(lab, _border_colours(lab)), 1.0)
    threshold = max(LEAST_DIFFERENCE, _otsu(distance))
    soft = np.clip(distance / (2 * threshold), 0.0, 1.0)
    solid = _solid(distance > threshold)
    return np.where(solid, np.maximum(soft, 0.6), np.minimum(soft, 0.4)).astype(np.float32)


def _small_lab(rgb: Rgb) -> Lab:
    scale = min(1.0, SIDE / max(rgb.shape[:2]))
    size = max(1, round(rgb.shape[1] * scale)), max(1, round(rgb.shape[0] * scale))
    small = Image.fromarray(rgb).resize(size, Image.Resampling.BOX)
    return rgb2lab(np.asarray(small)).astype(np.float32)


def _border_colours(lab: Lab) -> Lab:
    """The commonest colours of the frame, shape (at most `COLOURS`, 3); the same photo gives the same."""
    width = max(1, round(FRAME * max(lab.shape[:2])))
    frame = np.concatenate(
        [
            lab[:width].reshape(-1, 3),
            lab[-width:].reshape(-1, 3),
            lab[:, :width].reshape(-1, 3),
            lab[:, -width:].reshape(-1, 3),
        ]
    )
    by_lightness = frame[np.argsort(frame[:, 0], kind="stable")]
    start = by_lightness[np.linspace(0, len(frame) - 1, COLOURS).astype(int)]
    centres, labels = kmeans2(frame, start, iter=8, minit="matrix", missing="warn")
    counts = np.bincount(labels, minlength=COLOURS)
    return centres[counts >= 0.05 * len(frame)]


def _distance_from(lab: Lab, colours: Lab) -> npt.NDArray[np.float32]:
    return np.min([np.linalg.norm(lab - colour, axis=2) for colour in colours], axis=0)


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
