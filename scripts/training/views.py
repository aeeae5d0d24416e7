"""Batches for the parser: views of masked looks, and of lying garments as they are or pasted elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor

from retrieval.regions import BACKGROUND, REGIONS
from scripts.training import augment
from scripts.training.augment import Size
from scripts.training.confusion import IGNORE
from scripts.training.packing import Bytes, Pack

Batch = tuple[Tensor, Tensor]
"""Photos (n, 3, h, w) in about -1 to 1, and region numbers (n, h, w) with IGNORE."""

SURE_LOW, SURE_HIGH = 0.2, 0.8


class LookViews:
    """Whole and half-body views of masked looks; rare regions come more often."""

    def __init__(self, looks: Pack, generator: torch.Generator) -> None:
        self._photos = torch.from_numpy(looks.photos)
        self._regions = torch.from_numpy(looks.pixels)
        self._generator = generator
        present = np.stack(
            [np.bincount(mask.ravel(), minlength=len(REGIONS))[: len(REGIONS)] > 0 for mask in looks.pixels]
        )
        rarity = 1 / np.sqrt(np.maximum(present.sum(0), 1))
        self._weights = torch.from_numpy((present * rarity).sum(1))

    def batch(self, n: int, size: Size) -> Batch:
        """`n` views of the size (h, w)."""
        chosen = torch.multinomial(self._weights, n, generator=self._generator)
        near = augment.affine(n, self._generator, zoom=(1.2, 2.6), turn=0.2, shift=0.05)
        far = augment.affine(n, self._generator, zoom=(0.8, 1.25), turn=0.15, shift=0.05)
        close = torch.rand(n, generator=self._generator) < 0.35
        theta = torch.where(close[:, None, None], near, far)
        photos = augment.sample(self._photos[chosen].float() / 255, theta, size)
        regions = augment.sample_regions(self._regions[chosen], theta, size)
        return augment.normalise(augment.wear_out(photos, self._generator)), regions


class GarmentViews:
    """Views of lying garments: half as they lie, half pasted onto another ground."""

    def __init__(self, garments: Pack, backgrounds: Sequence[Bytes], generator: torch.Generator) -> None:
        sure = surely_cut(garments.pixels)
        self._photos = torch.from_numpy(garments.photos[sure])
        self._soft = torch.from_numpy(garments.pixels[sure])
        self._regions = torch.from_numpy(garments.regions[sure])
        self._squash = _unsquash(torch.from_numpy(garments.aspects[sure]))
        self._backgrounds = torch.from_numpy(np.stack(backgrounds)).permute(0, 3, 1, 2)
        self._generator = generator
        counts = torch.bincount(self._regions, minlength=len(REGIONS)).clamp(min=1)
        self._weights = counts[self._regions].float().rsqrt()

    def __len__(self) -> int:
        return len(self._photos)

    def batch(self, n: int, size: Size) -> Batch:
        """`n` views of the size (h, w)."""
        chosen = torch.multinomial(self._weights, n, generator=self._generator)
        theta = augment.affine(n, self._generator, zoom=(0.65, 1.5), turn=np.pi, shift=0.2)
        theta = self._squash[chosen] @ theta
        photos = augment.sample(self._photos[chosen].float() / 255, theta, size)
        soft = self._soft[chosen].float()[:, None] / 255
        region = self._regions[chosen][:, None, None]
        half = n // 2
        lying = self._lying(soft[:half], theta[:half], region[:half], size)
        pasted, there = self._pasted(photos[half:], soft[half:], theta[half:], size)
        regions = torch.cat((lying, torch.where(there, region[half:], BACKGROUND)))
        views = augment.wear_out(torch.cat((photos[:half], pasted)), self._generator)
        return augment.normalise(views), regions

    def _lying(self, soft: Tensor, theta: Tensor, region: Tensor, size: Size) -> Tensor:
        """Region numbers where the teacher is sure, IGNORE elsewhere and outside the photo."""
        seen = augment.sample(soft, theta, size, "reflection")[:, 0]
        inside = augment.sample(torch.ones_like(soft), theta, size, "zeros")[:, 0] > 0.99
        regions = torch.where(seen > SURE_HIGH, region, torch.where(seen < SURE_LOW, BACKGROUND, IGNORE))
        return torch.where(inside, regions, IGNORE)

    def _pasted(self, photos: Tensor, soft: Tensor, theta: Tensor, size: Size) -> Batch:
        seen = augment.sample(soft, theta, size, "zeros")
        grounds = torch.randint(len(self._backgrounds), (len(photos),), generator=self._generator)
        turn = augment.affine(len(photos), self._generator, zoom=(0.7, 1.6), turn=np.pi, shift=0.1)
        ground = augment.sample(self._backgrounds[grounds].float() / 255, turn, size)
        return augment.paste(photos, seen, ground, self._generator)


def surely_cut(soft: Bytes) -> np.ndarray:
    """Which of the teacher's masks (n, h, w) are decisive and of a believable size (n,)."""
    there = soft > 128
    share = there.mean((1, 2))
    vague = ((soft > 255 * SURE_LOW) & (soft < 255 * SURE_HIGH)).sum((1, 2)) / np.maximum(
        there.sum((1, 2)), 1
    )
    return (share > 0.05) & (share < 0.85) & (vague < 0.15)


def _unsquash(aspects: Tensor) -> Tensor:
    """(n, 2, 2) that give squashed photos of these aspects (width / height) their shape back."""
    wide = aspects.clamp(min=1)
    tall = (1 / aspects).clamp(min=1)
    return torch.diag_embed(torch.stack((tall, wide), 1))
