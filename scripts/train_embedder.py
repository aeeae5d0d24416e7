"""Trains the embedder; `--resume` carries on where a run stopped."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from retrieval import weights
from retrieval.types import TYPES
from scripts.training.embedder import cache as packing
from scripts.training.embedder.cache import Cache
from scripts.training.embedder.labels import DONOR_WORDS, GENDERS, PATTERNS, SEASONS, WORN_WORDS
from scripts.training.embedder.network import Vgg16
from scripts.training.embedder.ranks import Ranks
from scripts.training.embedder.teacher import taught
from scripts.training.embedder.trainer import Plan, Trainer
from scripts.training.embedder.views import Domain, grounds

GROUNDS = 900
MASKS = Path(".work/parser/u2netp")


def packed(data: Path, work: Path, masks: Path) -> dict[Domain, Cache]:
    """All three domains outside the report part, packed under `work` unless they are already.

    `masks` holds what `teach_foreground` wrote, `worn` beside it what `teach_worn` wrote.
    """
    makers = {
        "lying": lambda: packing.lying(data / "garments", masks),
        "product": lambda: packing.products(data / "products"),
        "worn": lambda: packing.worn(data / "looks", masks.with_name("worn")),
    }
    for domain, make in makers.items():
        if not (work / f"{domain}.npz").exists():
            make().save(work / f"{domain}.npz")
    return {domain: Cache.load(work / f"{domain}.npz") for domain in makers}


def classes_of(caches: Mapping[Domain, Cache]) -> dict[str, int]:
    """How many classes each label has."""
    product = caches["product"].labels
    return {
        "type": len(TYPES),
        "donor": len(DONOR_WORDS),
        "label": len(WORN_WORDS),
        "article": int(product["article"].max()) + 1,
        "colour": int(product["colour"].max()) + 1,
        "pattern": len(PATTERNS),
        "gender": len(GENDERS),
        "season": len(SEASONS),
    }


def started(start: str, caches: Mapping[Domain, Cache], norms: bool, frozen: int) -> Vgg16:
    """VGG16 from weights by their setting, with batch norm put in if asked."""
    network = Vgg16(frozen)
    network.start_from(weights.arrays(start))
    if norms:
        parts = [cache.photos[:: len(cache) // 16, :3] for cache in caches.values()]
        photos = torch.from_numpy(np.concatenate(parts)).float() / 255
        network.put_norms_in(torch.nn.functional.interpolate(photos, size=64, mode="bilinear"))
    return network.to(memory_format=torch.channels_last)  # a tenth faster on a processor


def _grounds(lying: Cache) -> Tensor:
    return torch.from_numpy(grounds(lying.tuning(wanted=False), GROUNDS, 0))


def main() -> None:
    """Packs, trains, measures, saves."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with garments/, products/, looks/")
    parser.add_argument("--work", type=Path, default=Path(".work/embedder"), help="packs and checkpoints")
    parser.add_argument("--masks", type=Path, default=MASKS, help="garments' masks; beside them worn/")
    parser.add_argument("--start", default="builtin", help="weights that VGG16 starts from")
    parser.add_argument("--name", default="vgg16", help="of the checkpoint")
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--rate", type=float, default=Plan.rate)
    parser.add_argument("--frozen", type=int, default=2, help="blocks that stay as they are")
    parser.add_argument("--sides", type=int, nargs=2, default=(48, 64), help="pixels at first and at the end")
    parser.add_argument("--small-until", type=float, default=0.55, help="share of the run at the first side")
    parser.add_argument("--imitate", action="store_true", help="what ImageNet's EfficientNet-Lite2 says too")
    parser.add_argument("--metric", type=float, default=Plan.metric, help="what likeness counts beside words")
    parser.add_argument("--imitation", type=float, default=Plan.imitation, help="what imitating counts")
    parser.add_argument("--norms", action="store_true", help="put batch norm in")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--resume", action="store_true")
    asked = parser.parse_args()
    torch.set_num_threads(asked.threads)
    ranks = Ranks()
    caches = packed(asked.data, asked.work, asked.masks)
    classes = classes_of(caches)
    backbone = started(asked.start, caches, asked.norms, asked.frozen)
    lessons = taught(caches, asked.work) if asked.imitate else None
    first, last = asked.sides
    sides = (0.0, first), (asked.small_until, last)
    plan = Plan(
        minutes=asked.minutes,
        rate=asked.rate,
        sides=sides,
        measured_side=last,
        metric=asked.metric,
        imitation=asked.imitation,
    )
    trainer = Trainer(plan, backbone, caches, classes, _grounds(caches["lying"]), lessons, ranks)
    target = asked.work / f"{asked.name}.pt"
    if asked.resume and target.exists():
        trainer.resume(target)
    sizes = ", ".join(f"{len(source)} {source.domain}" for source in trainer.sources)
    print(f"{sizes}; imitates {asked.imitate}; step {trainer.progress.step}", flush=True)
    trainer.run(target)


if __name__ == "__main__":
    main()
