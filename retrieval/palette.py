"""A garment's colours: up to five swatches by median cut, their names, and how far two palettes are apart."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from colorthief import MMCQ
from PIL import Image
from scipy import ndimage
from skimage.color import lab2rgb

from retrieval.colours.difference import Lab, ciede2000, lab_of
from retrieval.colours.names import BASIC, SHOP
from retrieval.types import ColourName, Mask, Palette, Rgb, Swatch

Shares = npt.NDArray[np.float32]

SWATCHES = 5
SIDE = 128
"""Long side of what is looked at; more pixels change no swatch."""
CUTS = 8
"""Median cut splits one shade into several: more are asked for than are kept, and the equal ones merge."""
SAMPLE = 1500
"""Pixels that median cut sees, evenly spaced; it is pure Python. Shares are counted over all of them."""
EQUAL = 7.0
"""CIEDE2000 under which two swatches are one colour with a fold in it."""
TINY = 0.03
"""Share under which a swatch is a button, a label or noise."""
GREY_CHROMA = 5.0
"""Chroma (CIELAB C*) under which a colour is called a grey, black or white whatever its hue."""
FAR = 40.0
"""CIEDE2000 over which different is different: the formula was fitted to small differences."""


def palette_of(rgb: Rgb, mask: Mask) -> Palette:
    """Up to five swatches of the masked pixels, largest first, shares summing to 1.

    Median cut is ColorThief's; its own reader is not used because it drops near-white pixels.
    """
    pixels = _pixels(rgb, mask)
    labs = lab_of(pixels)
    centres = _cut(pixels, labs)
    centres, shares = _merged(centres, _shares(labs, centres))
    kept = _largest(shares)
    return _swatches(centres[kept], _shares(labs, centres[kept]))


def name_of(lab: tuple[float, float, float]) -> ColourName:
    """What a shopper calls the colour: the nearest prototype under CIEDE2000, greys among greys only."""
    colour = np.asarray(lab, dtype=np.float32)
    grey = float(np.hypot(colour[1], colour[2])) < GREY_CHROMA
    differences = ciede2000(colour, _PROTOTYPES)
    if grey:
        differences = np.where(_ACHROMATIC, differences, np.inf)
    return _NAMES[int(np.argmin(differences))]


def distances(query: Palette, labs: Lab, shares: Shares) -> Shares:
    """How far a palette is from n packed ones, 0 equal, 1 far: labs (n, 5, 3), shares (n, 5) -> (n,).

    Earth mover's distance with CIEDE2000, capped at `FAR`, as its ground distance (Skaff et al. 2011 found
    that the best way to compare palettes). Earth is moved greedily, the nearest pair of swatches first:
    never less than the optimum, and without solving a linear programme for every look.
    """
    query_labs, query_shares = packed([query])
    ground = np.minimum(ciede2000(query_labs[:, :, None], labs[:, None]), FAR) / FAR
    return _moved_greedily(ground.reshape(-1, SWATCHES * SWATCHES), query_shares, shares)


def packed(palettes: Sequence[Palette]) -> tuple[Lab, Shares]:
    """Palettes as arrays, (n, 5, 3) and (n, 5); missing swatches have share 0."""
    labs = np.zeros((len(palettes), SWATCHES, 3), dtype=np.float32)
    shares = np.zeros((len(palettes), SWATCHES), dtype=np.float32)
    for row, palette in enumerate(palettes):
        labs[row, : len(palette)] = [swatch.lab for swatch in palette]
        shares[row, : len(palette)] = [swatch.share for swatch in palette]
    return labs, shares


def medians(labs: Lab, shares: Shares) -> Lab:
    """The colour in the middle of each packed palette, (n, 3): the weighted median of each of its axes."""
    order = np.argsort(labs, axis=1)
    reached = np.cumsum(np.take_along_axis(np.repeat(shares[..., None], 3, axis=2), order, axis=1), axis=1)
    place = np.argmax(reached >= reached[:, -1:] / 2, axis=1)[:, None]
    middle: Lab = np.take_along_axis(np.take_along_axis(labs, order, axis=1), place, axis=1)[:, 0]
    return middle


def _moved_greedily(ground: Shares, query_shares: Shares, shares: Shares) -> Shares:
    """Cost of moving `query_shares` (1, 5) onto `shares` (n, 5) over `ground` (n, 25), nearest first."""
    rows = np.arange(len(ground))
    here, there = np.repeat(query_shares, len(ground), axis=0), shares.copy()
    cost = np.zeros(len(ground), dtype=np.float32)
    for pair in np.argsort(ground, axis=1, kind="stable").T:
        start, end = pair // SWATCHES, pair % SWATCHES
        earth = np.minimum(here[rows, start], there[rows, end])
        here[rows, start] -= earth
        there[rows, end] -= earth
        cost += earth * ground[rows, pair]
    return cost


def _pixels(rgb: Rgb, mask: Mask) -> Rgb:
    """The garment's pixels, shrunk and a little inside its outline, shape (n, 3); never none."""
    if not mask.any():
        mask = np.ones_like(mask)
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    inside = slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1)
    factor = -(-max(mask[inside].shape) // SIDE)
    small = np.asarray(Image.fromarray(np.ascontiguousarray(rgb[inside])).reduce(factor))
    whole = np.asarray(Image.fromarray(mask[inside].astype(np.uint8) * 255).reduce(factor)) == 255
    eroded = ndimage.binary_erosion(whole)
    return small[_first_filled(eroded, whole, np.ones_like(whole))]


def _first_filled(*masks: Mask) -> Mask:
    return next(mask for mask in masks if mask.any())


def _cut(pixels: Rgb, labs: Lab) -> Lab:
    """The median cut's colours in CIELAB, each moved to the middle of the pixels nearest to it."""
    sample = (
        pixels[:: -(-len(pixels) // SAMPLE)] // 2
    )  # half the range is an eighth of the cells it walks through
    halves = MMCQ.quantize([tuple(pixel) for pixel in sample.tolist()], CUTS).palette
    cuts = lab_of(np.asarray(halves, dtype=np.uint8) * 2)
    nearest = _nearest(labs, cuts)
    return np.stack([labs[nearest == each].mean(axis=0) for each in np.unique(nearest)])


def _nearest(labs: Lab, centres: Lab) -> npt.NDArray[np.intp]:
    """For each pixel the nearest centre by CIELAB distance: between neighbours good enough, and fast."""
    squared = (centres**2).sum(axis=1) - 2 * labs @ centres.T  # less each pixel's own square
    return np.asarray(np.argmin(squared, axis=1))


def _shares(labs: Lab, centres: Lab) -> Shares:
    counts = np.bincount(_nearest(labs, centres), minlength=len(centres))
    return (counts / len(labs)).astype(np.float32)


def _merged(centres: Lab, shares: Shares) -> tuple[Lab, Shares]:
    """The nearest pair becomes one, weighted by share, until all are further apart than `EQUAL`."""
    while len(centres) > 1:
        differences = ciede2000(centres[:, None], centres[None]) + np.diag(np.full(len(centres), np.inf))
        first, second = divmod(int(np.argmin(differences)), len(centres))
        if differences[first, second] >= EQUAL:
            break
        centres, shares = centres.copy(), shares.copy()
        weight = shares[[first, second]]
        centres[first] = np.average(centres[[first, second]], axis=0, weights=weight + 1e-6)
        shares[first] = weight.sum()
        centres, shares = np.delete(centres, second, axis=0), np.delete(shares, second)
    return centres, shares


def _largest(shares: Shares) -> npt.NDArray[np.intp]:
    order = np.argsort(-shares, kind="stable")[:SWATCHES]
    return np.asarray(order[shares[order] >= min(TINY, shares[order[0]])])


def _swatches(centres: Lab, shares: Shares) -> Palette:
    """Largest first; shares are fractions of 4096, which floats add up without error."""
    order = np.argsort(-shares, kind="stable")
    parts = np.round(shares[order] * 4096)
    parts[0] = 4096 - parts[1:].sum()
    colours = np.round(lab2rgb(centres[order][None])[0] * 255).astype(np.uint8)
    return tuple(_swatch(colour, float(part) / 4096) for colour, part in zip(colours, parts, strict=True))


def _swatch(colour: Rgb, share: float) -> Swatch:
    lightness, a, b = (round(float(each), 3) for each in lab_of(colour))
    lab = (lightness, a, b)
    return Swatch("#" + bytes(colour.tolist()).hex(), lab, share, name_of(lab))


def lab_of_hexes(hexes: Sequence[str]) -> Lab:
    """sRGB as #rrggbb to CIELAB, (n, 3)."""
    colours = np.asarray([list(bytes.fromhex(each[1:])) for each in hexes], dtype=np.uint8)
    return lab_of(colours)


_TERMS = [(term, prototype) for term in (*BASIC, *SHOP) for prototype in term.prototypes]
_NAMES = [term.name for term, _ in _TERMS]
_PROTOTYPES = lab_of_hexes([prototype for _, prototype in _TERMS])
_ACHROMATIC = np.asarray([term.achromatic for term, _ in _TERMS])
