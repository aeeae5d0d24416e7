"""Fits the parser's last layer, types and patterns, to photos as they are, by logistic regression.

What trains the network sees turned, pasted, relit photos; people send upright ones. The layer is linear and
pooling is a mean, so a piece's logits are linear in its pooled features and the best layer can be solved for.
Patterns are learned here alone, from `scripts/training/patterns.csv`, which was labelled by eye, and from the
drawings of `scripts.training.drawn`.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from pathlib import Path

import numpy as np
import torch
from PIL import Image
from torch import Tensor
from torch.nn import functional

from retrieval import photo, pieces
from retrieval.parsing import box_of, seen_size
from retrieval.regions import BACKGROUND, DONORS, REGIONS
from retrieval.types import PATTERNS, TYPES, Box, Rgb
from scripts.split import garment_in_report, look_in_report
from scripts.training import drawn as drawings
from scripts.training.augment import normalise
from scripts.training.network import Parser
from scripts.training.packing import is_tuning, type_table
from scripts.training.patterns import by_eye
from scripts.training.views import LEAST_SHARE, TYPE_STRIDE, worn_pieces

PENALTIES = (0.01, 0.03, 0.1, 0.3)
"""Of the squared weights on standardised features, in the mean loss; the best on what tunes is taken."""
SAME_BOX = 0.5
"""Overlap from which a piece that the parser finds is the one that was drawn there."""
LOOK = attrgetter("look")


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """A garment as the network sees it."""

    key: str  # the lying garment's id, or the look's number and the type worn there
    features: Tensor  # pooled (c,)
    kind: int  # type number
    tunes: bool


Labelled = tuple[Piece, int]


class Reader:
    """The network up to its last layer of types."""

    def __init__(self, network: Parser) -> None:
        self.network = network.eval()
        self._seen: list[Tensor] = []
        network.kinds.answer.register_forward_pre_hook(lambda _, given: self._seen.append(given[0]))

    def read(self, rgb: Rgb) -> tuple[Tensor, Tensor]:
        """Features (c, h/8, w/8) and how much of each place is foreground (h/8, w/8)."""
        features, logits = self._seen_at(rgb)
        there = (logits.argmax(0) != BACKGROUND).float()
        there = there if there.mean() > LEAST_SHARE else torch.ones_like(there)
        return features, _coarse(there)

    def pieces(self, rgb: Rgb) -> Iterator[tuple[Box, Tensor]]:
        """Box and pooled features of each piece that the parser tells, as it tells them in use."""
        features, logits = self._seen_at(rgb)
        probabilities = logits.softmax(0).numpy()
        labels = pieces.settle(probabilities)
        find = pieces.worn if pieces.has_wearer(labels) else pieces.lying
        for _, mask, _ in find(labels, probabilities):
            yield box_of(mask, rgb.shape[:2]), _pooled(features, _coarse(torch.from_numpy(mask).float()))

    @torch.inference_mode()
    def _seen_at(self, rgb: Rgb) -> tuple[Tensor, Tensor]:
        """Features (c, h/8, w/8) and the regions' logits (regions, h/2, w/2)."""
        height, width = seen_size(*rgb.shape[:2])
        small = Image.fromarray(rgb).resize((width, height), Image.Resampling.BILINEAR, reducing_gap=2.0)
        pixels = torch.from_numpy(np.array(small)).permute(2, 0, 1)[None].float() / 255
        self._seen.clear()
        logits, _ = self.network(normalise(pixels))
        return self._seen[0][0], logits[0]


def lying(reader: Reader, garments: Path) -> Iterator[Piece]:
    """Every lying garment outside the report part, pooled over the foreground that the network sees."""
    with (garments / "garments.csv").open(encoding="utf-8", newline="") as held:
        rows = [row for row in csv.DictReader(held) if not garment_in_report(row["sender"])]
    for row in rows:
        features, there = reader.read(photo.open(garments / row["photo"]).rgb)
        kind = TYPES.index(DONORS[row["type"]][1])
        yield Piece(row["id"], _pooled(features, there), kind, is_tuning(row["sender"]))


def worn(reader: Reader, looks: Path) -> Iterator[Piece]:
    """Every worn piece outside the report part, pooled over its mask."""
    table = type_table(looks / "labels.txt")
    for path in sorted((looks / "masks").glob("*.png")):
        if not look_in_report(path.stem):
            features, _ = reader.read(photo.open(looks / "photos" / f"{path.stem}.webp").rgb)
            size = (features.shape[2] * TYPE_STRIDE, features.shape[1] * TYPE_STRIDE)
            drawn = table[np.asarray(Image.open(path).resize(size, Image.Resampling.NEAREST))]
            pieces = worn_pieces(torch.from_numpy(drawn)[None])
            for kind, mask in zip(pieces.kinds.tolist(), pieces.masks, strict=True):
                key = f"{path.stem}/{TYPES[kind]}"
                yield Piece(key, _pooled(features, mask), kind, is_tuning(path.stem))


def drawn(reader: Reader, folder: Path) -> Iterator[tuple[Piece, str]]:
    """Every drawn piece that teaches and that the parser finds, with its pattern."""
    for each in drawings.lying(folder):
        for _, features in reader.pieces(photo.open(each.photo).rgb):
            key = each.photo.stem
            yield Piece(key, features, TYPES.index(each.type), is_tuning(key)), each.pattern
    for look, truths in groupby(filter(lambda each: drawings.teaches(each.look), drawings.worn()), LOOK):
        known = list(truths)
        found = list(reader.pieces(photo.open(known[0].photo).rgb))
        for truth in known:
            box, features = max(found, key=lambda each: overlap(each[0], truth.box), default=(None, None))
            if box is not None and overlap(box, truth.box) >= SAME_BOX:
                yield Piece(look, features, TYPES.index(truth.type), is_tuning(look)), truth.pattern


def overlap(one: Box, other: Box) -> float:
    """Intersection over union."""
    width = min(one.x1, other.x1) - max(one.x0, other.x0)
    height = min(one.y1, other.y1) - max(one.y0, other.y0)
    both = max(width, 0) * max(height, 0)
    return both / (_area(one) + _area(other) - both)


def _area(box: Box) -> int:
    return (box.x1 - box.x0) * (box.y1 - box.y0)


def _coarse(mask: Tensor) -> Tensor:
    """How much of each place of the type logits a mask covers."""
    return functional.avg_pool2d(mask[None], TYPE_STRIDE // 2)[0]


def _pooled(features: Tensor, mask: Tensor) -> Tensor:
    return (features * mask).sum((1, 2)) / mask.sum()


def solve(features: Tensor, labels: Tensor, classes: int, penalty: float) -> tuple[Tensor, Tensor]:
    """Kernel (classes, c) and bias of multinomial logistic regression, rarer classes weighing more."""
    mean, deviation = features.mean(0), features.std(0) + 1e-4
    known = (features - mean) / deviation
    kernel = torch.zeros(classes, features.shape[1], requires_grad=True)
    bias = torch.zeros(classes, requires_grad=True)
    weights = torch.bincount(labels, minlength=classes).clamp(min=1).float().rsqrt()
    solver = torch.optim.LBFGS([kernel, bias], max_iter=300, line_search_fn="strong_wolfe")

    def loss() -> Tensor:
        solver.zero_grad()
        missed = functional.cross_entropy(known @ kernel.T + bias, labels, weights / weights.mean())
        total = missed + penalty * kernel.square().sum() / classes
        total.backward()
        return total

    solver.step(loss)
    plain = kernel.detach() / deviation
    return plain, bias.detach() - plain @ mean


def fit(sets: Mapping[str, Sequence[Labelled]], classes: int) -> tuple[Tensor, Tensor]:
    """The layer whose penalty does best on the pieces that tune, all sets counting alike."""
    training = [(piece.features, label) for each in sets.values() for piece, label in each if not piece.tunes]
    features, labels = torch.stack([each for each, _ in training]), torch.tensor([n for _, n in training])
    tried = []
    for penalty in PENALTIES:
        kernel, bias = solve(features, labels, classes, penalty)
        right = {name: _right(each, kernel, bias) for name, each in sets.items()}
        print(f"penalty {penalty}: {right}", flush=True)
        tried.append((sum(right.values()), kernel, bias))
    _, kernel, bias = max(tried, key=lambda each: each[0])
    return kernel, bias


def _right(labelled: Sequence[Labelled], kernel: Tensor, bias: Tensor) -> float:
    tuning = [each for each in labelled if each[0].tunes]
    return float(np.mean([int((kernel @ p.features + bias).argmax()) == label for p, label in tuning]))


def patterned(pieces: Sequence[Piece], known: Mapping[str, str]) -> list[Labelled]:
    """The pieces whose pattern was looked at, with its number."""
    return [(piece, PATTERNS.index(known[piece.key])) for piece in pieces if piece.key in known]


def mean_of(checkpoints: Sequence[Mapping[str, Tensor]]) -> dict[str, Tensor]:
    """The mean of several trainings' weights (Wortsman et al., ICML 2022); counters are the first one's."""
    first, *_ = checkpoints
    return {
        name: torch.stack([each[name] for each in checkpoints]).mean(0)
        if value.is_floating_point()
        else value
        for name, value in first.items()
    }


def main() -> None:
    """Takes the mean of checkpoints' averaged weights, fits, writes another for `export_parser`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoints", type=Path, nargs="+", help="of one training, or of several")
    parser.add_argument("--target", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True, help="folder with garments/ and looks/")
    parser.add_argument("--drawn", type=Path, required=True, help="what `scripts.training.drawn` wrote")
    asked = parser.parse_args()
    torch.set_num_threads(1)
    held = [torch.load(each, map_location="cpu", weights_only=True) for each in asked.checkpoints]
    network = Parser(len(REGIONS), len(TYPES))
    network.load_state_dict(mean_of([each["averaged"] for each in held]))
    reader = Reader(network)
    known, ours = by_eye(), list(drawn(reader, asked.drawn))
    seen = {
        "lying": list(lying(reader, asked.data / "garments")),
        "worn": list(worn(reader, asked.data / "looks")),
        "drawn": [piece for piece, _ in ours],
    }
    types = fit({name: [(p, p.kind) for p in each] for name, each in seen.items()}, len(TYPES))
    looked_at = {name: patterned(seen[name], known) for name in ("lying", "worn")}
    looked_at["drawn"] = [(piece, PATTERNS.index(pattern)) for piece, pattern in ours]
    patterns = fit(looked_at, len(PATTERNS))
    kernel, bias = (torch.cat(both) for both in zip(types, patterns, strict=True))
    network.kinds.widen(kernel, bias)
    torch.save({"averaged": network.state_dict(), "progress": held[-1]["progress"]}, asked.target)


if __name__ == "__main__":
    main()
