"""Averages two embedders of one descent, weight by weight; a head is then taught on the frozen mean.

Between where a run started and where it ended lie networks that often know unseen pieces better than either
(Wortsman et al. 2022, "Robust fine-tuning of zero-shot models").
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch

from scripts.training.embedder.exporting import Arrays, convolutions, plain


def mixed(start: Mapping[str, npt.NDArray[Any]], end: Mapping[str, npt.NDArray[Any]], share: float) -> Arrays:
    """Convolutions that ship, at `share` (0 to 1) of the way from `start` to `end`; no head, no means."""
    network, further = plain(start), plain(end)
    with torch.no_grad():
        for own, other in zip(network.parameters(), further.parameters(), strict=True):
            own.lerp_(other, share)
    return convolutions(network)


def main() -> None:
    """Writes TARGET: a start for `train_embedder --frozen 5`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("start", type=Path)
    parser.add_argument("end", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("--share", type=float, default=0.5)
    asked = parser.parse_args()
    with np.load(asked.start) as start, np.load(asked.end) as end:
        np.savez_compressed(asked.target, **mixed(start, end, asked.share))


if __name__ == "__main__":
    main()
