"""Turns a checkpoint of the embedder into the file that ships."""

from __future__ import annotations

import argparse
from pathlib import Path

import torch

from retrieval import weights
from scripts.train_embedder import classes_of, packed, started
from scripts.training.embedder.exporting import exported, write
from scripts.training.embedder.trainer import Learner, finished


def main() -> None:
    """Folds, quantises, centres, calibrates, writes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--work", type=Path, default=Path(".work/embedder"))
    parser.add_argument("--masks", type=Path, default=Path(".work/parser/u2netp"))
    parser.add_argument("--start", default="builtin", help="the weights that the run started from")
    parser.add_argument("--norms", action="store_true", help="the run had batch norm put in")
    parser.add_argument("--frozen", type=int, default=2)
    parser.add_argument("--side", type=int, default=96, help="pixels of the crops that it will be asked")
    parser.add_argument("--since", help="weights whose changes are told instead of whole kernels")
    parser.add_argument("--threads", type=int, default=1)
    asked = parser.parse_args()
    torch.set_num_threads(asked.threads)
    caches = packed(asked.data, asked.work, asked.masks)
    backbone = started(asked.start, caches, asked.norms, asked.frozen)
    learner = finished(Learner(backbone, classes_of(caches)), asked.checkpoint).eval()
    training = {domain: cache.tuning(wanted=False) for domain, cache in caches.items()}
    tuning = {domain: cache.tuning(wanted=True) for domain, cache in caches.items()}
    first = weights.arrays(asked.since) if asked.since else None
    arrays = exported(learner.backbone, learner.heads, training, tuning, asked.side, first)
    write(asked.target, arrays)


if __name__ == "__main__":
    main()
