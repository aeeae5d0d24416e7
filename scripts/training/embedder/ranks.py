"""Several processes, a core each, that train one network: gradients are averaged, rank 0 has the clock."""

from __future__ import annotations

import os
from collections.abc import Iterable

import torch
from torch import Tensor, distributed


class Ranks:
    """This process among those that `torchrun` started; alone without it.

    One core a process gives more views a second than one process on both: they meet once a step, not in
    every layer.
    """

    def __init__(self) -> None:
        self.count = int(os.environ.get("WORLD_SIZE", "1"))
        self.rank = int(os.environ.get("RANK", "0"))
        if self.count > 1:
            distributed.init_process_group("gloo")

    @property
    def first(self) -> bool:
        """Whether this process measures, saves and speaks."""
        return self.rank == 0

    def average(self, parameters: Iterable[Tensor]) -> None:
        """Averages the gradients over all processes; a missing one counts as zero."""
        if self.count == 1:
            return
        held = [each for each in parameters if each.requires_grad]
        for each in held:
            if each.grad is None:
                each.grad = torch.zeros_like(each)
        flat = torch.cat([each.grad.flatten() for each in held if each.grad is not None])
        distributed.all_reduce(flat)
        flat /= self.count
        for each, part in zip(held, flat.split([each.numel() for each in held]), strict=True):
            each.grad = part.view_as(each)

    def agreed(self, seconds: float) -> float:
        """Rank 0's number, for everybody."""
        if self.count == 1:
            return seconds
        told = torch.tensor([seconds], dtype=torch.float64)
        distributed.broadcast(told, 0)
        return float(told)
