"""From a trained learner to the arrays that ship: folded, int8 by channel, with means and calibrated head."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize_scalar

from retrieval.types import TYPES
from retrieval.weights import learned
from scripts.training.embedder.cache import Cache
from scripts.training.embedder.changes import changes
from scripts.training.embedder.figures import Numbers, Vectors, softmax
from scripts.training.embedder.labels import DONOR_WORDS
from scripts.training.embedder.losses import Heads
from scripts.training.embedder.measuring import vectors_of, worn_views
from scripts.training.embedder.network import Vgg16
from scripts.training.embedder.views import Domain

Arrays = dict[str, npt.NDArray[Any]]
FLOAT = "block1_conv1"
"""The first kernel stays as it is: small, and every pixel passes it."""
FOR_MEANS = 1500
SHIPPED = ("type", "donor", "article")
"""The heads that codibot asks; the others taught the network alone."""


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
    heads: Heads,
    training: Mapping[Domain, Cache],
    tuning: Mapping[Domain, Cache],
    side: int,
    first: Mapping[str, npt.NDArray[Any]] | None = None,
) -> Arrays:
    """Everything that ships; the type head's temperature is fitted on the tuning part and multiplied in.

    `first`: the weights whose changes are told instead of whole kernels.
    """
    arrays = convolutions(network) if first is None else changes(first, network)
    running = plain(arrays if first is None else learned(first, arrays))
    told = {f"head_{name}/{part}": array for name in SHIPPED for part, array in heads.arrays(name).items()}
    logits = vectors_of(running, tuning["lying"].photos[:, :3], side) @ told["head_type/kernel"]
    heat = np.float32(temperature(logits + told["head_type/bias"], tuning["lying"].labels["type"]))
    calmed = {key: array / heat for key, array in told.items() if key.startswith("head_type/")}
    halved = {key: array.astype(np.float16) for key, array in told.items() if key.endswith("/kernel")}
    named = {"types": np.array(TYPES), "donors": np.array(DONOR_WORDS), "side": np.array(side)}
    return arrays | told | halved | calmed | named | means(running, training, side)


def write(target: Path, arrays: Arrays) -> None:
    """An .npz as numpy reads it, by LZMA: of coarse changes it leaves a seventh less than numpy's own."""
    part = target.with_suffix(".part.npz")
    with zipfile.ZipFile(part, "w", zipfile.ZIP_LZMA) as archive:
        for name, array in arrays.items():
            entry = zipfile.ZipInfo(f"{name}.npy")  # without a date: equal arrays make equal files
            entry.compress_type = zipfile.ZIP_LZMA
            with archive.open(entry, "w") as opened:
                np.lib.format.write_array(opened, array, allow_pickle=False)
    part.replace(target)
