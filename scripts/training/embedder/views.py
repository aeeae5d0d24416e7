"""Random views of packed crops: turned, zoomed, relit, cut out, pasted on other grounds, erased, pressed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import torch
from torch import Tensor

from scripts.training import augment, backgrounds
from scripts.training.embedder.cache import SIDE, Bytes, Cache

Domain = Literal["lying", "product", "worn"]
LABELS = ("type", "donor", "article", "label", "colour", "pattern", "gender", "season")
PASTED = {"lying": 0.3, "product": 0.25, "worn": 0.15}
"""The share of views cut out and pasted onto another ground."""
MASKED = 0.6
"""The share of worn views cut out onto white, as worn pieces are seen in use."""
RELIT = 0.6
"""How far from the photo's own light: colour is a label, so it is kept mostly true."""


@dataclass(frozen=True, slots=True, eq=False)
class Views:
    """Photos (n, 3, side, side) in 0 to 1, labels (n,) with -1 where unknown, owners and domains (n,)."""

    photos: Tensor
    labels: dict[str, Tensor]
    owners: Tensor
    lying: Tensor  # bool: by itself (donors' photos, products), not on a person
    taught: Tensor | None = None  # (n, d): what a teacher says of each crop


class Source:
    """One domain's crops, drawn so that rare words come more often."""

    def __init__(
        self,
        cache: Cache,
        domain: Domain,
        grounds: Tensor,
        generator: torch.Generator,
        taught: Tensor | None = None,
    ) -> None:
        self.domain = domain
        self._taught = taught
        self._photos = torch.from_numpy(cache.photos)
        self._labels = {name: torch.from_numpy(values) for name, values in cache.labels.items()}
        self._owners = torch.from_numpy(np.unique(cache.owners, return_inverse=True)[1])
        self._grounds = grounds
        self._generator = generator
        word = self._labels[{"lying": "donor", "product": "article", "worn": "label"}[domain]]
        self._weights = torch.bincount(word)[word].float().rsqrt()

    def __len__(self) -> int:
        return len(self._photos)

    def views(self, n: int, side: int) -> Views:
        """`n` views of `side` pixels."""
        chosen = torch.multinomial(self._weights, n, replacement=True, generator=self._generator)
        labels = {name: self._label(name, chosen) for name in LABELS}
        lying = torch.full((n,), self.domain != "worn")
        taught = None if self._taught is None else self._taught[chosen].float()
        return Views(self._seen(chosen, side), labels, self._owners[chosen], lying, taught)

    def _label(self, name: str, chosen: Tensor) -> Tensor:
        known = self._labels.get(name)
        return known[chosen] if known is not None else torch.full((len(chosen),), -1)

    def _seen(self, chosen: Tensor, side: int) -> Tensor:
        planes = self._photos[chosen].float() / 255
        rgb, mask = planes[:, :3], planes[:, 3:]
        theta = self._theta(len(chosen))
        size = (side, side)
        alpha = augment.sample(mask, theta, size, "zeros")
        padding = "reflection" if self.domain == "lying" else "zeros"
        photos = 1 - augment.sample(1 - rgb, theta, size, padding)
        if self.domain == "worn":
            white = self._chance(len(chosen), MASKED)
            photos = torch.where(white, photos * alpha + 1 - alpha, photos)
        cut = mask.mean((1, 2, 3), keepdim=True) > 0.04  # without a mask there is nothing to cut out
        pasted = self._chance(len(chosen), PASTED[self.domain]) & cut
        photos = torch.where(pasted, self._onto_ground(photos, alpha, size), photos)
        return self._worn_out(photos)

    def _theta(self, n: int) -> Tensor:
        """Lying pieces and products turn any way half of the time; worn ones hardly turn."""
        straight = augment.affine(n, self._generator, zoom=(0.85, 1.35), turn=0.2, shift=0.05)
        if self.domain == "worn":
            return straight
        turned = augment.affine(n, self._generator, zoom=(0.85, 1.35), turn=np.pi, shift=0.08)
        share = 0.4 if self.domain == "lying" else 0.2
        return torch.where(self._chance(n, share)[:, 0], turned, straight)

    def _onto_ground(self, photos: Tensor, alpha: Tensor, size: augment.Size) -> Tensor:
        drawn = torch.randint(len(self._grounds), (len(photos),), generator=self._generator)
        turn = augment.affine(len(photos), self._generator, zoom=(1.0, 1.8), turn=np.pi, shift=0.1)
        ground = augment.sample(self._grounds[drawn].float() / 255, turn, size)
        return photos * alpha + ground * (1 - alpha)

    def _worn_out(self, photos: Tensor) -> Tensor:
        photos = photos.lerp(augment.relight(photos, self._generator), RELIT)
        chances = torch.rand(len(photos), 2, generator=self._generator).tolist()
        for place, (pressed, erased) in enumerate(chances):
            if pressed < 0.2:
                photos[place] = augment.press(photos[place], int(25 + pressed * 300))
            if erased < 0.25:
                self._erase(photos[place])
        return photos

    def _erase(self, photo: Tensor) -> None:
        """Random erasing (Zhong et al. 2020): a rectangle of one grey, up to a third of each side."""
        side = photo.shape[-1]
        height, width, top, left = torch.rand(4, generator=self._generator).tolist()
        rows, columns = int(side * (0.1 + 0.3 * height)), int(side * (0.1 + 0.3 * width))
        y, x = int(top * (side - rows)), int(left * (side - columns))
        photo[:, y : y + rows, x : x + columns] = height

    def _chance(self, n: int, share: float) -> Tensor:
        return torch.rand(n, 1, 1, 1, generator=self._generator) < share


def joined(parts: list[Views]) -> Views:
    """Views of several sources as one batch; owners of different sources stay apart."""
    taught = [part.taught for part in parts if part.taught is not None]
    return Views(
        torch.cat([part.photos for part in parts]),
        {name: torch.cat([part.labels[name] for part in parts]) for name in LABELS},
        torch.cat([part.owners + 1_000_000 * place for place, part in enumerate(parts)]),
        torch.cat([part.lying for part in parts]),
        torch.cat(taught) if len(taught) == len(parts) else None,
    )


def grounds(lying: Cache, count: int, seed: int) -> Bytes:
    """Grounds (count, 3, 128, 128) to paste onto: two thirds from photos, a third drawn."""
    random = np.random.default_rng(seed)
    third = count // 3
    drawn = [_shrunk(ground) for ground in backgrounds.drawn(third, random)]
    masked = np.flatnonzero((lying.photos[:, 3] > 128).mean((1, 2)) > 0.05)
    found = []
    for place in random.permutation(masked):
        corner = _free_corner(lying.photos[place], random)
        if corner is not None:
            found.append(corner)
        if len(found) == 2 * third:
            break
    return np.stack(found + drawn)


def _shrunk(ground: Bytes) -> Bytes:
    step = ground.shape[0] // SIDE
    return np.ascontiguousarray(ground[: SIDE * step : step, : SIDE * step : step].transpose(2, 0, 1))


def _free_corner(planes: Bytes, random: np.random.Generator) -> Bytes | None:
    """A small square of the photo without the garment, doubled by mirrors to fill it."""
    side = int(random.choice((24, 32)))
    for _ in range(12):
        y, x = random.integers(SIDE - side + 1, size=2)
        if (planes[3, y : y + side, x : x + side] > 20).mean() < 0.01:
            patch = planes[:3, y : y + side, x : x + side]
            block = np.concatenate((patch, patch[:, ::-1]), 1)
            block = np.concatenate((block, block[:, :, ::-1]), 2)
            return np.tile(block, (1, 3, 3))[:, :SIDE, :SIDE]
    return None
