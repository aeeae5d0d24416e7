"""Where heads are on a photo of people, by the parser's regions: to make them unknowable."""

from __future__ import annotations

import numpy as np
from scipy import ndimage

from retrieval.pieces import Labels
from retrieval.regions import BACKGROUND, GARMENT_REGIONS, OTHER, REGIONS, SKIN
from retrieval.types import Mask

ON_HEADS = (SKIN, OTHER, REGIONS.index("headwear"))
"""Skin and hair, glasses and scarves, hats."""
CLOTHES = tuple(REGIONS.index(name) for name in GARMENT_REGIONS if name != "headwear")
UPPER = 0.35
"""Of a person's height: no head is lower."""
TOP = 0.16
"""Of a person's height: where nothing looks like a head, this much from the top is taken for one."""
ROOM = 0.2
"""Around what was read, as a share of it: a network's edges are no reason to leave an ear."""
LEAST = 0.002
"""Of a person: a smaller patch is no head."""
CROWD = 0.02
"""Of the largest person: a smaller one is no person."""


def heads(labels: Labels) -> Mask:
    """The pixels of all heads and some room around them, shape as `labels` (see `Parse.labels`).

    Bare skin above all clothes in the upper part of a person is a head; raised hands count too, for too much
    is better than too little.
    """
    found = np.zeros(labels.shape, dtype=np.bool_)
    people, count = ndimage.label(labels != BACKGROUND)
    areas = np.bincount(people.ravel(), minlength=count + 1)[1:]
    for number, area in enumerate(areas, 1):
        if area >= CROWD * areas.max():
            found |= _of_person(labels, people == number)
    return found


def _of_person(labels: Labels, person: Mask) -> Mask:
    rows = np.flatnonzero(person.any(axis=1))
    top, height = int(rows[0]), int(rows[-1] - rows[0] + 1)
    below_clothes = np.maximum.accumulate(person & np.isin(labels, CLOTHES), axis=0)
    bare = person & np.isin(labels, ON_HEADS) & ~below_clothes
    bare[top + round(UPPER * height) :] = False
    patches, count = ndimage.label(bare)
    sizes = np.bincount(patches.ravel(), minlength=count + 1)
    found = [_ellipse(patches == n) for n in range(1, count + 1) if sizes[n] >= LEAST * person.sum()]
    if found:
        return np.asarray(np.logical_or.reduce(found))
    band = person.copy()
    band[top + max(1, round(TOP * height)) :] = False
    return _ellipse(band)


def _ellipse(patch: Mask) -> Mask:
    """The ellipse around a patch's box, with room."""
    rows, columns = np.flatnonzero(patch.any(axis=1)), np.flatnonzero(patch.any(axis=0))
    y, x = np.ogrid[: patch.shape[0], : patch.shape[1]]
    middle = (rows[0] + rows[-1]) / 2, (columns[0] + columns[-1]) / 2
    half = (len(rows) / 2 + 1) * (1 + ROOM), (len(columns) / 2 + 1) * (1 + ROOM)
    inside = ((y - middle[0]) / half[0]) ** 2 + ((x - middle[1]) / half[1]) ** 2 <= 1
    return np.asarray(inside | patch)
