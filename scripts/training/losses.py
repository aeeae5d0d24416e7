"""What the parser is taught by: weighted cross-entropy and Dice over the regions a batch holds."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from retrieval.regions import BACKGROUND, REGIONS
from scripts.training.confusion import IGNORE
from scripts.training.packing import Bytes


def region_weights(pixels: Bytes) -> Tensor:
    """Weights of cross-entropy: rarer regions weigh more, within 0.4 to 2."""
    shares = np.bincount(pixels.ravel(), minlength=len(REGIONS))[: len(REGIONS)] / pixels.size
    return torch.from_numpy(np.clip((0.05 / np.maximum(shares, 1e-6)) ** 0.3, 0.4, 2)).float()


def parse_loss(logits: Tensor, regions: Tensor, weights: Tensor) -> Tensor:
    """Cross-entropy and Dice, regions and foreground, at half the photo's side.

    `logits` (n, regions, h/4, w/4); `regions` (n, h, w) with IGNORE.
    """
    finer = functional.interpolate(logits.float(), scale_factor=2.0, mode="bilinear", align_corners=False)
    truth = regions[:, ::2, ::2]
    cross = functional.cross_entropy(finer, truth, weights, ignore_index=IGNORE)
    return cross + 0.5 * _dice(finer, truth)


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
