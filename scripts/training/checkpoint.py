"""Training that can stop at any moment: averaged weights, and checkpoints written whole or not at all."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import nn


class Averaged:
    """An exponential moving average of a network's weights and buffers."""

    def __init__(self, network: nn.Module, decay: float) -> None:
        self.network = deepcopy(network).eval().requires_grad_(False)
        self._decay = decay

    @torch.no_grad()
    def update(self, network: nn.Module, step: int) -> None:
        """Takes one step's weights in; early steps count more, so the start is soon forgotten."""
        decay = min(self._decay, (1 + step) / (10 + step))
        for mean, value in zip(
            self.network.state_dict().values(), network.state_dict().values(), strict=True
        ):
            if mean.dtype.is_floating_point:
                mean.lerp_(value, 1 - decay)
            else:
                mean.copy_(value)


@dataclass
class Progress:
    """How far a training is: steps taken, seconds spent, and the curve of what was measured."""

    step: int
    seconds: float
    curve: list[dict[str, float]]


def save(
    target: Path,
    progress: Progress,
    network: nn.Module,
    averaged: Averaged,
    optimiser: torch.optim.Optimizer,
    generator: torch.Generator,
) -> None:
    """Writes everything that `resume` needs, whole or not at all."""
    part = target.with_suffix(".part")
    held = {
        "progress": vars(progress),
        "network": network.state_dict(),
        "averaged": averaged.network.state_dict(),
        "optimiser": optimiser.state_dict(),
        "generator": generator.get_state(),
    }
    torch.save(held, part)
    part.replace(target)


def resume(
    source: Path,
    network: nn.Module,
    averaged: Averaged,
    optimiser: torch.optim.Optimizer,
    generator: torch.Generator,
) -> Progress:
    """Puts a checkpoint's state back into its owners and returns how far it was."""
    held = torch.load(source, map_location="cpu", weights_only=True)
    network.load_state_dict(held["network"])
    averaged.network.load_state_dict(held["averaged"])
    optimiser.load_state_dict(held["optimiser"])
    generator.set_state(held["generator"])
    return Progress(**held["progress"])
