"""Trains the parser on masked looks and lying garments; `--resume` carries on where a run stopped."""

from __future__ import annotations

import argparse
import json
import math
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from retrieval.regions import REGIONS
from retrieval.types import TYPES
from scripts.training import backgrounds, checkpoint
from scripts.training.augment import Size
from scripts.training.checkpoint import Averaged, Progress
from scripts.training.losses import parse_loss, region_weights, type_loss, type_weights
from scripts.training.measuring import measure
from scripts.training.network import Parser, start_from_imagenet
from scripts.training.packing import Pack, pack_garments, pack_looks, surely_cut
from scripts.training.views import GarmentViews, LookViews


@dataclass(frozen=True)
class Plan:
    """Every number of a run."""

    minutes: float  # of training in all, over all resumptions: the schedule is measured in time
    seed: int = 0
    looks: int = 5  # views a step
    garments: int = 5
    small_look: Size = (320, 224)
    small_garment: Size = (224, 224)
    large_look: Size = (384, 256)
    large_garment: Size = (288, 288)
    large_from: float = 0.4  # of the run: start small, finish larger
    measured_look: Size = (384, 256)
    measured_garment: Size = (288, 288)
    encoder_rate: float = 3e-4
    decoder_rate: float = 1e-3
    type_rate: float = 3e-3
    type_share: float = 2.0  # of the types' loss beside the regions'
    weight_decay: float = 1e-4
    warm_up: float = 0.03
    averaging: float = 0.997
    measured_looks: int = 51
    measured_garments: int = 100
    measure_minutes: float = 8
    save_minutes: float = 2
    grounds: int = 1200

    def rate(self, progress: float) -> float:
        """The learning rates' factor at a progress of 0 to 1: a warm-up, then a cosine."""
        warm = min(1.0, (progress + 1e-3) / self.warm_up)
        return warm * (0.01 + 0.99 * 0.5 * (1 + math.cos(math.pi * min(progress, 1))))

    def sizes(self, progress: float) -> tuple[Size, Size]:
        """Sizes of look and garment views at a progress of 0 to 1."""
        large = progress >= self.large_from
        return (self.large_look, self.large_garment) if large else (self.small_look, self.small_garment)


class Trainer:
    """One run: data, network and averaged network, optimiser, progress."""

    def __init__(self, plan: Plan, looks: Pack, garments: Pack) -> None:
        torch.manual_seed(plan.seed)
        self.plan = plan
        self.generator = torch.Generator().manual_seed(plan.seed)
        self.network = Parser(len(REGIONS), len(TYPES))
        start_from_imagenet(self.network.encoder)
        self.network.encoder.freeze_start()
        self.network.to(memory_format=torch.channels_last)
        self.averaged = Averaged(self.network, plan.averaging)
        self.optimiser = self._optimiser()
        self.progress = Progress(0, 0.0, [])
        training = garments.part(tuning=False)
        self.look_views = LookViews(looks.part(tuning=False), self.generator)
        self.garment_views = GarmentViews(
            training, _grounds(looks.part(tuning=False), training, plan), self.generator
        )
        self.weights = region_weights(looks.part(tuning=False).pixels)
        self.type_weights = type_weights(training.kinds)
        self.tuning = (
            _some(looks.part(tuning=True), plan.measured_looks),
            _some(garments.part(tuning=True), plan.measured_garments),
        )

    def _optimiser(self) -> torch.optim.Optimizer:
        encoder = [p for p in self.network.encoder.parameters() if p.requires_grad]
        types = list(self.network.kinds.parameters())
        inside = {id(p) for p in (*self.network.encoder.parameters(), *types)}
        decoder = [p for p in self.network.parameters() if id(p) not in inside]
        groups = [
            {"params": encoder, "peak": self.plan.encoder_rate},
            {"params": decoder, "peak": self.plan.decoder_rate},
            {"params": types, "peak": self.plan.type_rate},
        ]
        return torch.optim.AdamW(groups, lr=self.plan.encoder_rate, weight_decay=self.plan.weight_decay)

    @property
    def done(self) -> float:
        """How much of the run is behind, 0 to 1."""
        return self.progress.seconds / (60 * self.plan.minutes)

    def step(self) -> float:
        """One step on a batch of looks and a batch of garments; returns the loss."""
        factor = self.plan.rate(self.done)
        for group in self.optimiser.param_groups:
            group["lr"] = group["peak"] * factor
        look_size, garment_size = self.plan.sizes(self.done)
        batches = (
            self.look_views.batch(self.plan.looks, look_size),
            self.garment_views.batch(self.plan.garments, garment_size),
        )
        total = 0.0
        for share, batch in zip((0.6, 0.4), batches, strict=True):
            logits, kinds = self.network(batch.photos.contiguous(memory_format=torch.channels_last))
            loss = parse_loss(logits, batch.regions, self.weights)
            loss = share * (loss + self.plan.type_share * type_loss(kinds, batch.pieces, self.type_weights))
            loss.backward()
            total += loss.item()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 5.0)
        self.optimiser.step()
        self.optimiser.zero_grad(set_to_none=True)
        self.progress.step += 1
        self.averaged.update(self.network, self.progress.step)
        return total

    def measured(self) -> dict[str, float]:
        """The averaged network on the photos that tune; kept in the curve."""
        figures = measure(
            self.averaged.network, *self.tuning, self.plan.measured_look, self.plan.measured_garment
        )
        self.progress.curve.append({"step": self.progress.step, "seconds": self.progress.seconds, **figures})
        return figures

    def save(self, target: Path) -> None:
        """Writes a checkpoint."""
        checkpoint.save(target, self.progress, self.network, self.averaged, self.optimiser, self.generator)

    def start_from(self, source: Path) -> None:
        """Takes another run's averaged weights; parts that it did not have stay as they were drawn."""
        held = torch.load(source, map_location="cpu", weights_only=True)
        for network in (self.network, self.averaged.network):
            network.load_state_dict(held["averaged"], strict=False)

    def resume(self, source: Path) -> None:
        """Reads a checkpoint back."""
        self.progress = checkpoint.resume(source, self.network, self.averaged, self.optimiser, self.generator)

    def run(self, target: Path) -> None:
        """Trains until the plan's minutes are spent, measuring and saving as it goes."""
        self.network.train()
        measured = saved = logged = self.progress.seconds
        losses: list[float] = []
        steps = self.progress.step
        while self.done < 1:
            start = time.monotonic()
            losses.append(self.step())
            self.progress.seconds += time.monotonic() - start
            now = self.progress.seconds
            if now - logged >= 30:
                self._log(losses, (self.progress.step - steps) / (now - logged))
                losses, logged, steps = [], now, self.progress.step
            if now - measured >= 60 * self.plan.measure_minutes:
                _say(self.measured())
                measured = now
            if now - saved >= 60 * self.plan.save_minutes:
                self.save(target)
                saved = now
        _say(self.measured())
        self.save(target)

    def _log(self, losses: list[float], rate: float) -> None:
        left = self.plan.minutes - self.progress.seconds / 60
        views = rate * (self.plan.looks + self.plan.garments)
        step, loss = self.progress.step, np.mean(losses)
        print(f"step {step}  loss {loss:.4f}  {views:.1f} views/s  {left:.1f} min left", flush=True)


def _say(figures: dict[str, float]) -> None:
    print(json.dumps({name: round(value, 4) for name, value in figures.items()}), flush=True)


def _some(pack: Pack, n: int) -> Pack:
    """At most about `n` photos, evenly from all: neighbours have one owner."""
    held = pack.photos, pack.pixels, pack.kinds, pack.keys, pack.regions, pack.aspects
    return Pack(*(each[:: max(1, len(pack.keys) // n)] for each in held))


def _grounds(looks: Pack, garments: Pack, plan: Plan) -> list[np.ndarray]:
    """A quarter from streets, a half from where garments lie, a quarter drawn."""
    random = np.random.default_rng(plan.seed)
    quarter = plan.grounds // 4
    streets = backgrounds.patches(looks.photos, looks.pixels > 0, quarter, random)
    sure = surely_cut(garments.pixels)
    beds = backgrounds.patches(garments.photos[sure], garments.pixels[sure] > 40, 2 * quarter, random)
    return streets + beds + backgrounds.drawn(quarter, random)


def packed(data: Path, work: Path) -> tuple[Pack, Pack]:
    """Looks and garments, packed under `work` unless they are already."""
    looks, garments = work / "looks.npz", work / "garments.npz"
    if not looks.exists():
        pack_looks(data / "looks").save(looks)
    if not garments.exists():
        pack_garments(data / "garments", [work / "u2netp", work / "u2net"]).save(garments)
    return Pack.load(looks), Pack.load(garments)


def main() -> None:
    """Packs, trains, measures, saves."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with looks/ and garments/")
    parser.add_argument("--work", type=Path, default=Path(".work/parser"), help="packs, masks, checkpoints")
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--start", type=Path, help="a checkpoint whose weights a new run begins with")
    parser.add_argument("--resume", action="store_true")
    asked = parser.parse_args()
    torch.set_num_threads(asked.threads)
    trainer = Trainer(Plan(minutes=asked.minutes), *packed(asked.data, asked.work))
    target = asked.work / "checkpoint.pt"
    if asked.resume and target.exists():
        trainer.resume(target)
    elif asked.start:
        trainer.start_from(asked.start)
    print(f"{trainer.garment_views.surely_cut} garments surely cut; step {trainer.progress.step}", flush=True)
    trainer.run(target)


if __name__ == "__main__":
    main()
