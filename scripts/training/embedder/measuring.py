"""A learner's figures on the part that tunes, while it trains."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import torch
from torch import Tensor, nn

from scripts.training.embedder.cache import Bytes, Cache
from scripts.training.embedder.figures import (
    Numbers,
    Vectors,
    across,
    calibration_error,
    neighbours,
    softmax,
)

BATCH = 32
MOST_PRODUCTS = 600


def resized(photos: Bytes, side: int) -> Tensor:
    """(n, 3, h, h) bytes -> (n, 3, side, side) in 0 to 1, averaged over what falls into a pixel."""
    known = torch.from_numpy(photos).float() / 255
    if side == photos.shape[-1]:
        return known
    return nn.functional.interpolate(known, size=side, mode="bilinear", antialias=True).clamp(0, 1)


@torch.inference_mode()
def vectors_of(network: Callable[[Tensor], Tensor], photos: Bytes, side: int) -> Vectors:
    """Pooled vectors of RGB crops (n, 3, h, h)."""
    chunks = [
        network(resized(photos[start : start + BATCH], side)).numpy()
        for start in range(0, len(photos), BATCH)
    ]
    return np.concatenate(chunks)


def worn_views(worn: Cache) -> tuple[Bytes, Numbers]:
    """Every worn piece twice, cut out onto white and as its box, with its type."""
    return np.concatenate((cut_out(worn), worn.photos[:, :3])), np.tile(worn.labels["type"], 2)


def cut_out(worn: Cache) -> Bytes:
    """Every worn piece on white, (n, 3, h, h)."""
    rgb, mask = worn.photos[:, :3], worn.photos[:, 3:].astype(np.float32) / 255
    return np.asarray((rgb * mask + 255 * (1 - mask)).round(), np.uint8)


def measure(learner: nn.Module, caches: Mapping[str, Cache], side: int) -> dict[str, float]:
    """Every figure by name, centred by the learner's running means."""
    learner.eval()
    lying, product = caches["lying"], caches["product"].first(MOST_PRODUCTS)
    means = learner.centres.means.numpy()
    pooled = vectors_of(learner.backbone, lying.photos[:, :3], side)
    head = learner.heads.arrays("type")
    probabilities = softmax(pooled @ head["kernel"] + head["bias"])
    crops, kinds = worn_views(caches["worn"])
    worn = vectors_of(learner.backbone, crops, side) - means[1]
    products = vectors_of(learner.backbone, product.photos[:, :3], side) - means[0]
    macro, mean = across(pooled - means[0], lying.labels["type"], worn, kinds)
    return {
        "type": float((probabilities.argmax(1) == lying.labels["type"]).mean()),
        "lying@5": neighbours(pooled - means[0], lying.labels["donor"], lying.owners),
        "product@5": neighbours(products, product.labels["article"], product.owners),
        "across_macro": macro,
        "across_mean": mean,
        "ece": calibration_error(probabilities, lying.labels["type"]),
    }
