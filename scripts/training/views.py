"""Batches for the parser: views of masked looks, and of lying garments as they are or pasted elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from retrieval.regions import BACKGROUND, REGIONS
from retrieval.types import TYPES
from scripts.training import augment
from scripts.training.augment import Size
from scripts.training.confusion import IGNORE
from scripts.training.packing import SURE_HIGH, SURE_LOW, Bytes, Pack, surely_cut

TYPE_STRIDE = 8
LEAST_SHARE = 0.004
"""Of a view: a smaller piece says nothing of its type."""


@dataclass(frozen=True, slots=True, eq=False)
class Pieces:
    """Pieces of known type on a batch: m of them."""

    rows: Tensor  # (m,) the photo each is on
    kinds: Tensor  # (m,) type numbers
    masks: Tensor  # (m, h/8, w/8) how much of each place it covers


@dataclass(frozen=True, slots=True, eq=False)
class Batch:
    """Photos as the network takes them, with what it should answer."""

    photos: Tensor  # (n, 3, h, w) in about -1 to 1
    regions: Tensor  # (n, h, w) region numbers with IGNORE
    pieces: Pieces


class LookViews:
    """Whole and half-body views of masked looks; rare regions come more often."""

    def __init__(self, looks: Pack, generator: torch.Generator) -> None:
        self._photos = torch.from_numpy(looks.photos)
        self._regions = torch.from_numpy(looks.pixels)
        self._kinds = torch.from_numpy(looks.kinds)
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
        pieces = worn_pieces(augment.sample_regions(self._kinds[chosen], theta, size))
        return Batch(augment.normalise(augment.wear_out(photos, self._generator)), regions, pieces)


def worn_pieces(kinds: Tensor) -> Pieces:
    """The pieces of views whose pixels' type numbers are `kinds` (n, h, w), IGNORE where there is none."""
    there = torch.stack([kinds == kind for kind in range(len(TYPES))], 1).float()
    shares = functional.avg_pool2d(there, TYPE_STRIDE)
    rows, found = torch.nonzero(shares.mean((2, 3)) > LEAST_SHARE, as_tuple=True)
    return Pieces(rows, found, shares[rows, found])


class GarmentViews:
    """Views of lying garments: half as they lie, half, of those that are surely cut, on another ground."""

    def __init__(self, garments: Pack, backgrounds: Sequence[Bytes], generator: torch.Generator) -> None:
        self._sure = torch.from_numpy(surely_cut(garments.pixels))
        self._photos = torch.from_numpy(garments.photos)
        self._soft = torch.from_numpy(garments.pixels)
        self._regions = torch.from_numpy(garments.regions)
        self._kinds = torch.from_numpy(garments.kinds).long()
        self._squash = _unsquash(torch.from_numpy(garments.aspects))
        self._backgrounds = torch.from_numpy(np.stack(backgrounds)).permute(0, 3, 1, 2)
        self._generator = generator
        counts = torch.bincount(self._kinds, minlength=len(TYPES)).clamp(min=1)
        self._weights = counts[self._kinds].float().rsqrt()

    @property
    def surely_cut(self) -> int:
        """How many can be pasted elsewhere."""
        return int(self._sure.sum())

    def batch(self, n: int, size: Size) -> Batch:
        """`n` views of the size (h, w)."""
        half = n // 2
        chosen = torch.cat(
            (self._drawn(half, self._weights), self._drawn(n - half, self._weights * self._sure))
        )
        theta = self._squash[chosen] @ torch.cat((self._as_sent(half), self._anyhow(n - half)))
        photos = augment.sample(self._photos[chosen].float() / 255, theta, size)
        soft = self._soft[chosen].float()[:, None] / 255
        region = self._regions[chosen][:, None, None]
        lying = self._lying(soft[:half], theta[:half], region[:half], size)
        lying = torch.where(self._sure[chosen[:half], None, None], lying, IGNORE)
        pasted, there = self._pasted(photos[half:], soft[half:], theta[half:], size)
        regions = torch.cat((lying, torch.where(there, region[half:], BACKGROUND)))
        views = augment.wear_out(torch.cat((photos[:half], pasted)), self._generator)
        return Batch(augment.normalise(views), regions, self._pieces(chosen, regions))

    def _as_sent(self, n: int) -> Tensor:
        """People lay a garment down upright, nearly always."""
        return augment.affine(n, self._generator, zoom=(0.8, 1.4), turn=0.3, shift=0.12)

    def _anyhow(self, n: int) -> Tensor:
        return augment.affine(n, self._generator, zoom=(0.65, 1.5), turn=0.8, shift=0.2)

    def _drawn(self, n: int, weights: Tensor) -> Tensor:
        return torch.multinomial(weights, n, generator=self._generator)

    def _pieces(self, chosen: Tensor, regions: Tensor) -> Pieces:
        """Each view's one piece: its foreground, or all of the view where nobody knows it."""
        there = ((regions != BACKGROUND) & (regions != IGNORE)).float()
        there = torch.where(there.mean((1, 2), keepdim=True) > LEAST_SHARE, there, 1.0)
        return Pieces(
            torch.arange(len(chosen)), self._kinds[chosen], functional.avg_pool2d(there, TYPE_STRIDE)
        )

    def _lying(self, soft: Tensor, theta: Tensor, region: Tensor, size: Size) -> Tensor:
        """Region numbers where the teacher is sure, IGNORE elsewhere and outside the photo."""
        seen = augment.sample(soft, theta, size, "reflection")[:, 0]
        inside = augment.sample(torch.ones_like(soft), theta, size, "zeros")[:, 0] > 0.99
        regions = torch.where(seen > SURE_HIGH, region, torch.where(seen < SURE_LOW, BACKGROUND, IGNORE))
        return torch.where(inside, regions, IGNORE)

    def _pasted(self, photos: Tensor, soft: Tensor, theta: Tensor, size: Size) -> tuple[Tensor, Tensor]:
        seen = augment.sample(soft, theta, size, "zeros")
        grounds = torch.randint(len(self._backgrounds), (len(photos),), generator=self._generator)
        turn = augment.affine(len(photos), self._generator, zoom=(0.7, 1.6), turn=np.pi, shift=0.1)
        ground = augment.sample(self._backgrounds[grounds].float() / 255, turn, size)
        return augment.paste(photos, seen, ground, self._generator)


def _unsquash(aspects: Tensor) -> Tensor:
    """(n, 2, 2) that give squashed photos of these aspects (width / height) their shape back."""
    wide = aspects.clamp(min=1)
    tall = (1 / aspects).clamp(min=1)
    return torch.diag_embed(torch.stack((tall, wide), 1))
