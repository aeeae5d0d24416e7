"""Measures embedders side by side: chance, ImageNet's EfficientNet-Lite0, and files of weights."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import torch

from scripts.train_embedder import packed
from scripts.training.embedder import cache as packing
from scripts.training.embedder.cache import Cache
from scripts.training.embedder.rows import Caches, chance, figures, imagenet, shipped, time_ratio

MOST_PRODUCTS = 800  # of the part that tunes


def report_part(data: Path, work: Path, masks: Path) -> Caches:
    """The report part, packed under `work` unless it is already."""
    makers = {
        "lying": lambda: packing.lying(data / "garments", masks, report=True),
        "product": lambda: packing.products(data / "products", report=True),
        "worn": lambda: packing.worn(data / "looks", report=True),
    }
    for domain, make in makers.items():
        if not (work / f"report-{domain}.npz").exists():
            make().save(work / f"report-{domain}.npz")
    return {domain: Cache.load(work / f"report-{domain}.npz") for domain in makers}


def tuning_part(caches: Caches) -> Caches:
    """The tenth of the rest that tunes; of the products some."""
    tuning = {domain: cache.tuning(wanted=True) for domain, cache in caches.items()}
    tuning["product"] = tuning["product"].first(MOST_PRODUCTS)
    return tuning


def main() -> None:
    """Prints one line of JSON a row."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("weights", nargs="*", help="builtin, or files in the format that ships")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--work", type=Path, default=Path(".work/embedder"))
    parser.add_argument("--masks", type=Path, default=Path(".work/parser/u2netp"))
    parser.add_argument("--report", action="store_true", help="the report part: for reporting, not tuning")
    parser.add_argument("--sides", type=int, nargs="+", default=[64])
    parser.add_argument("--lite0-sides", type=int, nargs="*", default=[])
    parser.add_argument("--threads", type=int, default=1)
    asked = parser.parse_args()
    torch.set_num_threads(asked.threads)
    rest = packed(asked.data, asked.work, asked.masks)
    training = {domain: cache.tuning(wanted=False) for domain, cache in rest.items()}
    caches = report_part(asked.data, asked.work, asked.masks) if asked.report else tuning_part(rest)
    print(json.dumps({domain: len(cache) for domain, cache in caches.items()}))
    _print("chance or majority", chance(caches))
    rows = [imagenet(side) for side in asked.lite0_sides]
    rows += [shipped(setting, side) for setting in asked.weights for side in asked.sides]
    for row in rows:
        _print(f"{row.name} at {row.side}", figures(row, caches, training))
    for side in asked.sides:
        _print(f"time at {side}", {"ratio": time_ratio(side)})


def _print(name: str, found: dict[str, float]) -> None:
    print(json.dumps({"row": name} | {key: round(value, 4) for key, value in found.items()}), flush=True)


if __name__ == "__main__":
    main()
