"""What the parser is taught by: cross-entropy and Dice over regions, cross-entropy over types."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor
from torch.nn import functional

from retrieval.regions import BACKGROUND, REGIONS
from retrieval.types import TYPES
from scripts.training.confusion import IGNORE
from scripts.training.packing import Bytes
from scripts.training.views import Pieces

SMOOTHING = 0.05
"""Of the types' labels: donors call the same garment a shirt and a blouse."""


def region_weights(pixels: Bytes) -> Tensor:
    """Weights of cross-entropy: rarer regions weigh more, within 0.4 to 2."""
    shares = np.bincount(pixels.ravel(), minlength=len(REGIONS))[: len(REGIONS)] / pixels.size
    return torch.from_numpy(np.clip((0.05 / np.maximum(shares, 1e-6)) ** 0.3, 0.4, 2)).float()


def parse_loss(logits: Tensor, regions: Tensor, weights: Tensor) -> Tensor:
    """Cross-entropy and Dice, regions and foreground, at half the photo's side.

    `logits` (n, regions, h/2, w/2); `regions` (n, h, w) with IGNORE.
    """
    truth = regions[:, ::2, ::2]
    cross = functional.cross_entropy(logits, truth, weights, ignore_index=IGNORE)
    return cross + 0.5 * _dice(logits, truth)


def type_loss(logits: Tensor, pieces: Pieces, weights: Tensor) -> Tensor:
    """Cross-entropy of each piece's type, told by the mean logits over its mask; nothing without pieces.

    `logits` (n, types, h/8, w/8); `weights` (types,).
    """
    if not len(pieces.kinds):
        return logits.sum() * 0
    shares = pieces.masks / pieces.masks.sum((1, 2), keepdim=True)
    told = (logits[pieces.rows] * shares[:, None]).sum((2, 3))
    return functional.cross_entropy(told, pieces.kinds, weights, label_smoothing=SMOOTHING)


def type_weights(kinds: npt.NDArray[np.integer]) -> Tensor:
    """Weights of the types (types,): one over the root of their count, within 0.5 to 2 of the usual one."""
    counts = np.bincount(kinds[kinds != IGNORE], minlength=len(TYPES))
    rarity = 1 / np.sqrt(np.maximum(counts, 1))
    return torch.from_numpy(np.clip(rarity / np.median(rarity), 0.5, 2)).float()


def _dice(logits: Tensor, truth: Tensor) -> Tensor:
    """1 - the mean Dice of the regions present (Milletari et al., 3DV 2016) and of the foreground."""
    known = (truth != IGNORE)[:, None]
    probabilities = torch.softmax(logits, 1) * known
    wanted = functional.one_hot(truth.where(known[:, 0], torch.zeros_like(truth)), logits.shape[1])
    wanted = wanted.permute(0, 3, 1, 2) * known
    there = 1 - probabilities[:, BACKGROUND] - (~known[:, 0]).float()
    probabilities = torch.cat((probabilities, there[:, None]), 1)
    wanted = torch.cat((wanted, wanted[:, BACKGROUND + 1 :].sum(1, keepdim=True)), 1)
    shared = (probabilities * wanted).sum((0, 2, 3))
    both = probabilities.sum((0, 2, 3)) + wanted.sum((0, 2, 3))
    present = wanted.sum((0, 2, 3)) > 0
    return (1 - 2 * shared / both.clamp(min=1))[present].mean()
