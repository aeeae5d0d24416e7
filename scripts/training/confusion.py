"""Which regions are taken for which: the confusion matrix and the IoU it holds."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from retrieval.regions import BACKGROUND, REGIONS

IGNORE = 255
"""The region number of pixels that nobody is sure about."""

Confusion = npt.NDArray[np.int64]
"""Pixels by (true region, region found)."""


def confusion(truth: npt.NDArray[np.integer], found: npt.NDArray[np.integer]) -> Confusion:
    """Counts pixels by true and found region, without IGNORE."""
    n = len(REGIONS)
    known = truth != IGNORE
    return np.bincount(truth[known].astype(np.int64) * n + found[known], minlength=n * n).reshape(n, n)


def iou(counts: Confusion) -> npt.NDArray[np.float64]:
    """IoU of each region; NaN for regions that the truth does not hold."""
    hit = np.diag(counts).astype(float)
    union = counts.sum(0) + counts.sum(1) - hit
    return np.where(counts.sum(1) > 0, hit / np.maximum(union, 1), np.nan)


def foreground_iou(counts: Confusion) -> float:
    """IoU of everything that is not background."""
    there = np.arange(len(REGIONS)) != BACKGROUND
    hit = counts[np.ix_(there, there)].sum()
    return float(hit / max(counts.sum() - counts[BACKGROUND, BACKGROUND], 1))
