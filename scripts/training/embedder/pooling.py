"""Ways to read one network: averages, GeM, the largest; both ways round; whitened by what training knows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from retrieval.embedding import GEM_FLOOR
from scripts.training.embedder.cache import Bytes, Cache
from scripts.training.embedder.figures import Numbers, Vectors, across, neighbours
from scripts.training.embedder.measuring import BATCH, resized, worn_views
from scripts.training.embedder.network import Vgg16
from scripts.training.embedder.views import Domain

Pool = Callable[[Tensor], Tensor]
Read = npt.NDArray[np.float32]


def _power(p: float) -> Pool:
    return lambda features: features.clamp(min=GEM_FLOOR).pow(p).mean((2, 3)).pow(1 / p)


POOLS: Mapping[str, Pool] = {
    "average": lambda features: features.mean((2, 3)),
    "GeM p=2": _power(2),
    "GeM p=3": _power(3),
    "largest": lambda features: features.amax((2, 3)),
}
FLIPPED = " both ways round"


@torch.inference_mode()
def read(network: Vgg16, photos: Bytes, side: int) -> dict[str, Read]:
    """Vectors (n, 512) of every way of pooling, and of the mean with the mirrored crop."""
    found: dict[str, list[Tensor]] = {name: [] for name in (*POOLS, *(name + FLIPPED for name in POOLS))}
    for start in range(0, len(photos), BATCH):
        crops = resized(photos[start : start + BATCH], side)
        seen, mirrored = network.features(crops), network.features(crops.flip(3))
        for name, pool in POOLS.items():
            found[name].append(pool(seen))
            found[name + FLIPPED].append((pool(seen) + pool(mirrored)) / 2)
    return {name: torch.cat(vectors).numpy() for name, vectors in found.items()}


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """What is compared: all ways of reading lying garments, products and worn crops, with their labels."""

    lying: Mapping[str, Read]
    product: Mapping[str, Read]
    worn: Mapping[str, Read]
    kinds: Numbers  # of the worn crops


def ask(network: Vgg16, caches: Mapping[Domain, Cache], side: int) -> Asked:
    """Reads every crop in every way."""
    crops, kinds = worn_views(caches["worn"])
    lying, product = (read(network, caches[name].photos[:, :3], side) for name in ("lying", "product"))
    return Asked(lying, product, read(network, crops, side), kinds)


def figures(
    asked: Asked, caches: Mapping[Domain, Cache], way: str, means: tuple[Vectors, Vectors], whiten: Vectors
) -> dict[str, float]:
    """The neighbour figures of one way of reading, centred and then mapped by `whiten` (512, d)."""
    lying = (asked.lying[way] - means[0]) @ whiten
    product = (asked.product[way] - means[0]) @ whiten
    worn = (asked.worn[way] - means[1]) @ whiten
    macro, mean = across(lying, caches["lying"].labels["type"], worn, asked.kinds)
    return {
        "lying@5": neighbours(lying, caches["lying"].labels["donor"], caches["lying"].owners),
        "product@5": neighbours(product, caches["product"].labels["article"], caches["product"].owners),
        "across_macro": macro,
        "across_mean": mean,
    }


def whitening(vectors: Vectors, words: Numbers, keep: int = 512, shrink: float = 0.1) -> Vectors:
    """Learned whitening (Mikolajczyk and Matas 2007): what varies within a word is made even.

    Args:
        vectors: centred, (n, d).
        words: what should be near, (n,); -1 is left out.
        shrink: how much of the mean variance is added to every direction.
    """
    known = words >= 0
    vectors, words = vectors[known], words[known]
    within = vectors - np.stack([vectors[words == word].mean(0) for word in words])
    spread = np.cov(within.T) + shrink * within.var() * np.eye(vectors.shape[1])
    values, axes = np.linalg.eigh(spread)
    whiten = axes / np.sqrt(values) @ axes.T
    principal = np.linalg.eigh(np.cov((vectors @ whiten).T))[1][:, ::-1][:, :keep]
    return np.asarray(whiten @ principal, np.float32)
