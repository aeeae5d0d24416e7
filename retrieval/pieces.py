"""A parser's probabilities become clean pieces: specks absorbed, overlaps settled, a wearer known."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
from scipy import ndimage

from retrieval.regions import BACKGROUND, GARMENT_REGIONS, OTHER, REGIONS, SKIN
from retrieval.types import Mask

Probabilities = npt.NDArray[np.float32]
"""Of each region at each pixel, shape (regions, height, width), summing to 1."""
Labels = npt.NDArray[np.intp]
"""The region's number of each pixel, shape (height, width)."""

SMALL_PIECES = frozenset(map(REGIONS.index, ("shoes", "bag", "headwear", "other")))
GARMENTS = tuple(number for number, name in enumerate(REGIONS) if name in GARMENT_REGIONS)
SPECK = 0.02
"""Of the foreground: a smaller patch of a region is a slip of the network and joins what surrounds it."""
SMALL_SPECK = 0.003
"""The same for regions that are small by nature."""
CRUMB = 0.05
"""Of the largest patch: a smaller patch of foreground is not part of the outfit."""
WEARER_SKIN = 0.06
"""Of the foreground: with more skin and hair than this, somebody wears it."""
COVERED_SKIN, OUTFIT = 0.02, 4
"""Somebody in winter shows less, but wears at least so many pieces."""
LEAST_PROBABILITY = {
    "top": 0.5,
    **dict.fromkeys(("trousers", "skirt", "shoes"), 0.4),
    **dict.fromkeys(("outerwear", "dress", "bag"), 0.45),
    "shorts": 0.6,
    "headwear": 0.75,  # hair is often taken for it
}
"""A worn piece whose mean probability is lower is not told of; chosen on the looks that tune."""


def foreground(probabilities: Probabilities) -> npt.NDArray[np.float32]:
    """How likely each pixel is not background, shape (height, width)."""
    soft: npt.NDArray[np.float32] = np.float32(1) - probabilities[BACKGROUND]
    return soft


def settle(probabilities: Probabilities) -> Labels:
    """One region for each pixel, without crumbs, specks and pinholes."""
    there = _without_crumbs(foreground(probabilities) > 0.5)
    labels = np.where(there, probabilities[1:].argmax(0) + 1, BACKGROUND)
    return _without_specks(labels)


def has_wearer(labels: Labels) -> bool:
    """Whether somebody wears the clothes: enough skin and hair shows, or some, and many pieces."""
    areas = np.bincount(labels.ravel(), minlength=len(REGIONS))
    shares = areas / max(int(areas.sum() - areas[BACKGROUND]), 1)
    pieces = np.count_nonzero(shares[list(GARMENTS)] > SPECK)
    return bool(shares[SKIN] > WEARER_SKIN or (shares[SKIN] > COVERED_SKIN and pieces >= OUTFIT))


def worn(labels: Labels, probabilities: Probabilities) -> Iterator[tuple[int, Mask, float]]:
    """The pieces on a wearer: region number, mask, mean probability; one a region."""
    for number in GARMENTS:
        mask = labels == number
        if mask.any():
            confidence = float(probabilities[number][mask].mean())
            if confidence >= LEAST_PROBABILITY[REGIONS[number]]:
                yield number, mask, confidence


def lying(labels: Labels, probabilities: Probabilities) -> Iterator[tuple[int, Mask, float]]:
    """The pieces on a photo without a wearer: each patch is one, but a pair of shoes is one too."""
    patches, count = ndimage.label(labels != BACKGROUND, np.ones((3, 3)))
    shares = [probabilities[:, patches == patch].mean(1) for patch in range(1, count + 1)]
    votes = [GARMENTS[int(share[list(GARMENTS)].argmax())] for share in shares]
    for number in dict.fromkeys(votes):
        together = [patch for patch, vote in enumerate(votes, 1) if vote == number]
        groups = [together] if REGIONS[number] == "shoes" else [[patch] for patch in together]
        for group in groups:
            mask = np.isin(patches, group)
            inside = probabilities[:, mask].mean(1)
            known = max(float(inside[list(GARMENTS)].sum()), 1e-6)
            yield number, mask, float(inside[number]) / known


def filled(mask: Mask) -> Mask:
    """The mask with what it encloses."""
    whole: Mask = ndimage.binary_fill_holes(mask)
    return whole


def largest_patch(mask: Mask) -> int:
    """Pixels of the largest patch that is more than two pixels thick."""
    thick = ndimage.binary_opening(mask, np.ones((3, 3)))
    patches, _ = ndimage.label(thick)
    return int(np.bincount(patches.ravel())[1:].max(initial=0))


def _without_crumbs(there: Mask) -> Mask:
    """Patches of at least `CRUMB` of the largest, their pinholes filled."""
    patches, count = ndimage.label(there, np.ones((3, 3)))
    if not count:
        return there
    areas = np.bincount(patches.ravel())
    areas[0] = 0
    kept = (areas >= CRUMB * areas.max())[patches]
    kept &= patches > 0
    holes, _ = ndimage.label(~kept)
    sizes = np.bincount(holes.ravel())
    pinhole = sizes < SMALL_SPECK * kept.sum()
    pinhole[0] = False
    filled: Mask = kept | pinhole[holes]
    return filled


def _without_specks(labels: Labels) -> Labels:
    """Each speck takes the region of the nearest pixel of the foreground that is none."""
    speck = np.zeros(labels.shape, np.bool_)
    there = max(int(np.count_nonzero(labels != BACKGROUND)), 1)
    for number in np.unique(labels[(labels != BACKGROUND) & (labels != SKIN) & (labels != OTHER)]):
        patches, _ = ndimage.label(labels == number, np.ones((3, 3)))
        least = (SMALL_SPECK if int(number) in SMALL_PIECES else SPECK) * there
        small = np.bincount(patches.ravel()) < least
        small[0] = False
        speck |= small[patches]
    firm = (labels != BACKGROUND) & ~speck
    if not speck.any() or not firm.any():
        return labels
    nearest = ndimage.distance_transform_edt(~firm, return_distances=False, return_indices=True)
    cleaned: Labels = np.where(speck, labels[tuple(nearest)], labels)
    return cleaned
