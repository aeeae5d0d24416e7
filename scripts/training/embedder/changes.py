"""What further training changed, coarsely enough to be small: history keeps every file of weights."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
from torch import Tensor

from scripts.training.embedder.network import Vgg16

Floats = npt.NDArray[np.float32]

STEP = 1.6
"""Of a channel's standard deviation: most changes become nothing, the others 1 or 2 steps."""


def changes(
    first: Mapping[str, npt.NDArray[Any]], network: Vgg16, step: float = STEP
) -> dict[str, npt.NDArray[Any]]:
    """Kernels' changes from `first` to `network` as whole steps with one scale a channel, and the new biases.

    `retrieval.weights.learned` adds them up again. A kernel that only lost its rounding has no entry.
    """
    before = Vgg16()
    before.start_from(first)
    arrays: dict[str, npt.NDArray[Any]] = {}
    for name, (kernel, bias) in network.folded().items():
        change = _hwio(kernel - before.convolutions[name].weight.detach())
        if (np.abs(change) > 0.51 * first.get(f"{name}/kernel:scale", 0)).any():
            arrays[f"{name}/change"], arrays[f"{name}/change:scale"] = coarse(change, step)
            arrays[f"{name}/bias"] = bias.numpy().copy()
    return arrays


def coarse(change: Floats, step: float) -> tuple[npt.NDArray[np.int8], Floats]:
    """(3, 3, in, out) -> whole steps of the same shape, and the scale (out,) that leaves the least square."""
    width = np.maximum(change.std((0, 1, 2)), 1e-12) * step
    steps = np.clip(np.round(change / width), -127, 127)
    scale = (steps * change).sum((0, 1, 2)) / np.maximum(np.square(steps).sum((0, 1, 2)), 1)
    return steps.astype(np.int8), scale.astype(np.float32)


def _hwio(kernel: Tensor) -> Floats:
    return np.ascontiguousarray(kernel.permute(2, 3, 1, 0).numpy())
