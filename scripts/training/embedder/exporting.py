"""From a trained learner to the arrays that ship: folded, int8 by channel, with means and calibrated head."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from scipy.optimize import minimize_scalar

from retrieval.types import TYPES
from scripts.training.embedder.cache import Cache
from scripts.training.embedder.figures import Numbers, Vectors, softmax
from scripts.training.embedder.measuring import vectors_of, worn_views
from scripts.training.embedder.network import Vgg16
from scripts.training.embedder.views import Domain

Arrays = dict[str, npt.NDArray[Any]]
FLOAT = "block1_conv1"
"""The first kernel stays as it is: small, and every pixel passes it."""
FOR_MEANS = 1500


def convolutions(network: Vgg16) -> Arrays:
    """Kernels (HWIO, int8 with one scale a channel) and biases, batch norm folded in."""
    arrays: Arrays = {}
    for name, (kernel, bias) in network.folded().items():
        held = kernel.permute(2, 3, 1, 0).numpy().copy()
        if name == FLOAT:
            arrays[f"{name}/kernel"] = held
        else:
            scale = np.maximum(np.abs(held).max((0, 1, 2)), 1e-12) / 127
            arrays[f"{name}/kernel"] = np.round(held / scale).astype(np.int8)
            arrays[f"{name}/kernel:scale"] = scale.astype(np.float32)
        arrays[f"{name}/bias"] = bias.numpy().copy()
    return arrays


def plain(arrays: Mapping[str, npt.NDArray[Any]]) -> Vgg16:
    """The network as it will run: of the shipped arrays, without batch norm."""
    network = Vgg16().eval()
    network.start_from(arrays)
    return network


def means(network: Vgg16, training: Mapping[Domain, Cache], side: int) -> Arrays:
    """The mean vectors of lying and of worn training garments, over evenly drawn crops."""
    lying = training["lying"].photos[:, :3]
    worn, _ = worn_views(training["worn"])
    return {
        "mean_lying": vectors_of(network, _even(lying), side).mean(0),
        "mean_worn": vectors_of(network, _even(worn), side).mean(0),
    }


def _even(photos: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
    return photos[:: max(1, len(photos) // FOR_MEANS)]


def temperature(logits: Vectors, kinds: Numbers) -> float:
    """What divides the logits so that the true types are most likely (Guo et al. 2017)."""

    def surprise(log_temperature: float) -> float:
        told = softmax(logits / np.float32(np.exp(log_temperature)))[np.arange(len(kinds)), kinds]
        return float(-np.log(np.maximum(told, 1e-9)).mean())

    return float(np.exp(minimize_scalar(surprise, bounds=(-2, 2), method="bounded").x))


def exported(
    network: Vgg16,
    head: torch.nn.Linear,
    training: Mapping[Domain, Cache],
    tuning: Mapping[Domain, Cache],
    side: int,
) -> Arrays:
    """Everything that ships; the head's temperature is fitted on the tuning part and multiplied in."""
    arrays = convolutions(network)
    running = plain(arrays)
    kernel, bias = head.weight.detach().numpy().T, head.bias.detach().numpy()
    logits = vectors_of(running, tuning["lying"].photos[:, :3], side) @ kernel + bias
    heat = np.float32(temperature(logits, tuning["lying"].labels["type"]))
    arrays |= {"head_type/kernel": kernel / heat, "head_type/bias": bias / heat, "types": np.array(TYPES)}
    arrays["side"] = np.array(side)
    return arrays | means(running, training, side)
