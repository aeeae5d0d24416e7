"""One run of the embedder's or its teacher's training: views in, averaged weights and a curve out."""

from __future__ import annotations

import copy
import json
import math
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from retrieval.weights import DIM
from scripts.training.checkpoint import Averaged, Progress
from scripts.training.checkpoint import resume as resume_
from scripts.training.checkpoint import save as save_
from scripts.training.embedder.cache import Cache
from scripts.training.embedder.losses import Centres, Heads, Memory
from scripts.training.embedder.measuring import measure
from scripts.training.embedder.ranks import Ranks
from scripts.training.embedder.teacher import Imitation, Taught
from scripts.training.embedder.views import Domain, Source, Views, joined
from scripts.training.packing import is_tuning


@dataclass(frozen=True)
class Plan:
    """Every number of a run."""

    minutes: float  # of processor time, over all resumptions: a busy machine costs no schedule
    rate: float = 2e-4
    heads_rate: float = 1e-3
    seed: int = 0
    views: tuple[int, int, int] = (8, 8, 8)  # lying, products, worn: a step
    sides: tuple[tuple[float, int], ...] = ((0.0, 48), (0.55, 64))  # from which share of the run
    measured_side: int = 64
    weight_decay: float = 1e-4
    warm_up: float = 0.04
    averaging: float = 0.993
    metric: float = 0.5
    imitation: float = 4.0
    measure_minutes: float = 20
    save_minutes: float = 2

    def rates(self, progress: float) -> tuple[float, float]:
        """Learning rates of backbone and heads at a progress of 0 to 1: a cosine; new heads learn first."""
        falling = 0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * min(progress, 1)))
        warm = min(1.0, (progress + 1e-3) / self.warm_up) ** 2
        return self.rate * falling * warm, self.heads_rate * falling

    def side(self, progress: float) -> int:
        """The views' side at a progress of 0 to 1."""
        return [side for since, side in self.sides if progress >= since][-1]


class Learner(nn.Module):
    """A backbone to pooled vectors with all that is taught beside it."""

    def __init__(self, backbone: nn.Module, classes: Mapping[str, int]) -> None:
        super().__init__()
        self.backbone = backbone
        self.heads = Heads(DIM, dict(classes))
        self.centres = Centres(DIM)
        self.memory = Memory(DIM)
        self.imitation = Imitation(DIM)


class Trainer:
    """One run: sources, learner and averaged learner, optimiser, progress."""

    def __init__(
        self,
        plan: Plan,
        backbone: nn.Module,
        caches: Mapping[Domain, Cache],
        classes: Mapping[str, int],
        grounds: Tensor,
        taught: Mapping[Domain, Taught] | None,
        ranks: Ranks,
    ) -> None:
        torch.manual_seed(plan.seed)
        self.plan, self.ranks = plan, ranks
        self.generator = torch.Generator().manual_seed(plan.seed + 1000 * ranks.rank)
        self.learner = Learner(backbone, classes)
        self.averaged = Averaged(self.learner, plan.averaging)
        self.optimiser = self._optimiser()
        self.progress = Progress(0, 0.0, [])
        trains = {domain: cache.tuning(wanted=False) for domain, cache in caches.items()}
        self.sources = [
            Source(cache, domain, grounds, self.generator, _lessons(caches[domain], domain, taught))
            for domain, cache in trains.items()
        ]
        self.tuning = {domain: cache.tuning(wanted=True) for domain, cache in caches.items()}

    def _optimiser(self) -> torch.optim.Optimizer:
        backbone = [each for each in self.learner.backbone.parameters() if each.requires_grad]
        heads = [*self.learner.heads.parameters(), *self.learner.imitation.parameters()]
        groups = [{"params": backbone}, {"params": heads}]
        return torch.optim.AdamW(groups, lr=self.plan.rate, weight_decay=self.plan.weight_decay)

    @property
    def done(self) -> float:
        """How much of the run is behind, 0 to 1."""
        return self.progress.seconds / (60 * self.plan.minutes)

    def step(self) -> dict[str, float]:
        """One step on views of all domains; returns the losses by name."""
        rates = self.plan.rates(self.done)
        for group, rate in zip(self.optimiser.param_groups, rates, strict=True):
            group["lr"] = rate
        side = self.plan.side(self.done)
        views = joined([s.views(n, side) for s, n in zip(self.sources, self.plan.views, strict=True)])
        losses = self._losses(views)
        total = losses["heads"] + self.plan.metric * losses["metric"]
        if "imitation" in losses:
            total = total + self.plan.imitation * losses["imitation"]
        total.backward()
        self.ranks.average(self.learner.parameters())
        torch.nn.utils.clip_grad_norm_(self.learner.parameters(), 5.0)
        self.optimiser.step()
        self.optimiser.zero_grad(set_to_none=True)
        self.progress.step += 1
        self.averaged.update(self.learner, self.progress.step)
        return {name: loss.item() for name, loss in losses.items()}

    def _losses(self, views: Views) -> dict[str, Tensor]:
        pooled = self.learner.backbone(views.photos)
        vectors = self.learner.centres(pooled, views.lying)
        losses = {
            "heads": self.learner.heads.loss(pooled, views),
            "metric": self.learner.memory.loss(vectors, views),
        }
        if views.taught is not None:
            losses["imitation"] = self.learner.imitation(vectors, views.taught)
        return losses

    def measured(self) -> dict[str, float]:
        """The averaged learner on what tunes; kept in the curve."""
        figures = measure(self.averaged.network, self.tuning, self.plan.measured_side)
        self.progress.curve.append({"step": self.progress.step, "seconds": self.progress.seconds, **figures})
        return figures

    def save(self, target: Path) -> None:
        """Writes a checkpoint."""
        save_(target, self.progress, self.learner, self.averaged, self.optimiser, self.generator)

    def resume(self, source: Path) -> None:
        """Reads a checkpoint back."""
        self.progress = resume_(source, self.learner, self.averaged, self.optimiser, self.generator)
        if not self.ranks.first:  # or all would draw the same views
            self.generator.manual_seed(self.plan.seed + 1000 * self.ranks.rank + self.progress.step)

    def run(self, target: Path) -> None:
        """Trains until the plan's minutes are spent, measuring and saving as it goes."""
        self.learner.train()
        measured = saved = logged = self.progress.seconds
        losses: list[dict[str, float]] = []
        while self.done < 1:
            start = time.process_time()
            losses.append(self.step())
            spent = (time.process_time() - start) / torch.get_num_threads()
            self.progress.seconds = self.ranks.agreed(self.progress.seconds + spent)
            now = self.progress.seconds
            if not self.ranks.first:
                continue
            if now - logged >= 30:
                self._log(losses, len(losses) * sum(self.plan.views) * self.ranks.count / (now - logged))
                losses, logged = [], now
            if now - measured >= 60 * self.plan.measure_minutes:
                _say(self.measured())
                measured = now
            if now - saved >= 60 * self.plan.save_minutes:
                self.save(target)
                saved = now
        if self.ranks.first:
            _say(self.measured())
            self.save(target)

    def _log(self, losses: list[dict[str, float]], rate: float) -> None:
        means = "  ".join(f"{name} {np.mean([each[name] for each in losses]):.3f}" for name in losses[0])
        left = self.plan.minutes - self.progress.seconds / 60
        print(f"step {self.progress.step}  {means}  {rate:.1f} views/s  {left:.1f} min left", flush=True)


def _lessons(cache: Cache, domain: Domain, taught: Mapping[Domain, Taught] | None) -> Tensor | None:
    """What is taught of the crops that train."""
    if taught is None:
        return None
    trains = [not is_tuning(owner) for owner in cache.owners]
    return torch.from_numpy(taught[domain][trains])


def finished(learner: Learner, checkpoint: Path) -> Learner:
    """The averaged weights of a checkpoint in a learner of the same make."""
    held = torch.load(checkpoint, map_location="cpu", weights_only=True)
    copied = copy.deepcopy(learner)
    copied.load_state_dict(held["averaged"])
    return copied


def _say(figures: Mapping[str, float]) -> None:
    print(json.dumps({name: round(value, 4) for name, value in figures.items()}), flush=True)
