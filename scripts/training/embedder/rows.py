"""Rows of the embedder's table: a network at a side, with its means and its type head where it has them."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from retrieval import weights
from retrieval.embedding import centred
from retrieval.linear_heads import Heads
from scripts.training.embedder.cache import Cache
from scripts.training.embedder.figures import Vectors, across, calibration_error, neighbours
from scripts.training.embedder.measuring import vectors_of, worn_views
from scripts.training.embedder.network import Vgg16
from scripts.training.embedder.teacher import ImageNet
from scripts.training.embedder.views import Domain

Caches = Mapping[Domain, Cache]
FOR_MEANS = 600
"""How many training crops the means of a network without shipped ones are taken from."""


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """One network as it is asked: crops to vectors, and what goes with them."""

    name: str
    network: Callable[[Tensor], Tensor]
    side: int
    means: tuple[Vectors, Vectors] | None  # lying, worn; None: taken from the training part
    heads: Heads | None


def shipped(setting: str, side: int) -> Row:
    """What ships, or weights in its format."""
    network = Vgg16().eval()
    held = weights.arrays(setting)
    network.start_from(held)
    means = held["mean_lying"], held["mean_worn"]
    return Row(Path(setting).stem, network, side, means, weights.heads_of(held))


def imagenet(side: int) -> Row:
    """EfficientNet-Lite0's averaged ImageNet features."""
    return Row("efficientnet-lite0", ImageNet("lite0"), side, None, None)


def figures(row: Row, caches: Caches, training: Caches) -> dict[str, float]:
    """Every figure of a row by name; of types only where the row has heads."""
    lying, product, worn = caches["lying"], caches["product"], caches["worn"]
    means = row.means or _means(row, training)
    pooled = vectors_of(row.network, lying.photos[:, :3], row.side)
    crops, kinds = worn_views(worn)
    own = _compared(row, pooled, means[0])
    their = _compared(row, vectors_of(row.network, crops, row.side), means[1])
    products = _compared(row, vectors_of(row.network, product.photos[:, :3], row.side), means[0])
    macro, mean = across(own, lying.labels["type"], their, kinds)
    found = {
        "lying@5": neighbours(own, lying.labels["donor"], lying.owners),
        "product@5": neighbours(products, product.labels["article"], product.owners),
        "across_macro": macro,
        "across_mean": mean,
    }
    if row.heads is not None:
        probabilities = row.heads.types.probabilities(pooled)
        found["type"] = float((probabilities.argmax(1) == lying.labels["type"]).mean())
        found["ece"] = calibration_error(probabilities, lying.labels["type"])
    return found


def _compared(row: Row, pooled: Vectors, mean: Vectors) -> Vectors:
    """The vectors as codibot compares them."""
    return centred(pooled, mean, row.heads)


def _means(row: Row, training: Caches) -> tuple[Vectors, Vectors]:
    lying, worn = (training[domain] for domain in ("lying", "worn"))
    first = vectors_of(row.network, lying.photos[:FOR_MEANS, :3], row.side).mean(0)
    return first, vectors_of(row.network, worn.photos[:FOR_MEANS, :3], row.side).mean(0)


def chance(caches: Caches) -> dict[str, float]:
    """Random neighbours, and the type that is most common."""
    random = np.random.default_rng(0)
    lying, product, worn = caches["lying"], caches["product"], caches["worn"]
    drawn = [random.standard_normal((len(cache), 64)).astype(np.float32) for cache in (lying, product)]
    crops = random.standard_normal((2 * len(worn), 64)).astype(np.float32)
    macro, mean = across(drawn[0], lying.labels["type"], crops, np.tile(worn.labels["type"], 2))
    return {
        "type": float(np.bincount(lying.labels["type"]).max() / len(lying)),
        "lying@5": neighbours(drawn[0], lying.labels["donor"], lying.owners),
        "product@5": neighbours(drawn[1], product.labels["article"], product.owners),
        "across_macro": macro,
        "across_mean": mean,
    }


def time_ratio(side: int, rounds: int = 7) -> float:
    """One crop through VGG16 at `side`, over one at 224 pixels: least of `rounds`, one thread."""
    network = Vgg16().eval()

    def least(pixels: int) -> float:
        crop = torch.rand(1, 3, pixels, pixels)
        spent = []
        for _ in range(rounds):
            start = time.perf_counter()
            with torch.inference_mode():
                network(crop)
            spent.append(time.perf_counter() - start)
        return min(spent)

    return least(side) / least(224)
