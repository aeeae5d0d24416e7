"""Tries ways to read shipped weights on the part that tunes: pooling, both ways round, whitening."""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import torch

from scripts.measure_embedder import tuning_part
from scripts.train_embedder import packed
from scripts.training.embedder.cache import Cache
from scripts.training.embedder.exporting import plain
from scripts.training.embedder.figures import Vectors
from scripts.training.embedder.pooling import Asked, ask, figures, whitening
from scripts.training.embedder.views import Domain

LEARNED_FROM = 1200
"""Crops of each domain that means and whitening are learned from."""
SHRUNK = (0.1, 1.0)


def learned(
    asked: Asked, caches: Mapping[Domain, Cache], way: str
) -> tuple[Vectors, Vectors, Vectors, list[int]]:
    """Means of lying and worn, and the centred vectors of all three domains with their types."""
    lying, worn = asked.lying[way].mean(0), asked.worn[way].mean(0)
    vectors = np.concatenate((asked.lying[way] - lying, asked.product[way] - lying, asked.worn[way] - worn))
    kinds = [*caches["lying"].labels["type"], *caches["product"].labels["type"], *asked.kinds]
    return lying, worn, vectors, kinds


def main() -> None:
    """Prints one line of JSON a way of reading."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("weights", type=Path)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--work", type=Path, default=Path(".work/embedder"))
    parser.add_argument("--masks", type=Path, default=Path(".work/parser/u2netp"))
    parser.add_argument("--side", type=int, default=64)
    parser.add_argument("--threads", type=int, default=1)
    asked = parser.parse_args()
    torch.set_num_threads(asked.threads)
    with np.load(asked.weights) as held:
        network = plain(held)
    rest = packed(asked.data, asked.work, asked.masks)
    tuning = tuning_part(rest)
    training = {domain: _some(cache.tuning(wanted=False)) for domain, cache in rest.items()}
    seen, known = ask(network, tuning, asked.side), ask(network, training, asked.side)
    for way in seen.lying:
        lying, worn, vectors, kinds = learned(known, training, way)
        maps = {"": np.eye(vectors.shape[1], dtype=np.float32)}
        maps |= {
            f", whitened {shrink}": whitening(vectors, np.array(kinds), shrink=shrink) for shrink in SHRUNK
        }
        for name, whiten in maps.items():
            found = figures(seen, tuning, way, (lying, worn), whiten)
            print(
                json.dumps({"way": way + name} | {key: round(v, 3) for key, v in found.items()}), flush=True
            )


def _some(cache: Cache) -> Cache:
    return cache.part(np.arange(len(cache)) % max(1, len(cache) // LEARNED_FROM) == 0)


if __name__ == "__main__":
    main()
