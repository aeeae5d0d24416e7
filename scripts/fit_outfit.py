"""Fits what a look wears as a whole to the parser's answers, by logistic regression, a type at a time.

A look's tags name everything that is worn, also where nobody drew a mask; the parser never learned from the
photos without masks, so what it says of them is as good or bad as in use. They decide how much is believed.
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import log_loss, roc_auc_score

from retrieval import photo
from retrieval.outfit import described, standardised
from retrieval.parsing import Parser, builtin
from retrieval.regions import LABELS
from retrieval.types import TYPES
from scripts.split import look_in_report
from scripts.training import drawn
from scripts.training.packing import is_tuning

STRENGTHS = (0.003, 0.01, 0.02, 0.03)
"""Inverse of the penalty on the squared weights."""
FOLDS = 5
RAREST = 3
"""A type on fewer looks is told as often as it is there, whatever the photo shows."""

Numbers = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """A photo as the parser describes it, and which of TYPES it truly wears."""

    numbers: Numbers
    worn: frozenset[str]
    fresh: bool  # the parser never learned from it


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """Logistic regressions, one a type, on standardised numbers."""

    mean: Numbers
    deviation: Numbers
    kernel: Numbers
    bias: Numbers

    def __call__(self, numbers: Numbers) -> Numbers:
        """Probabilities (n, types)."""
        logits = standardised(numbers, self.mean, self.deviation) @ self.kernel + self.bias
        return np.asarray(1 / (1 + np.exp(-logits)), np.float32)


def label_of_tag(looks: Path, rows: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """What the masks call what a tag names: the label drawn wherever the tag is, and seldom elsewhere."""
    names = (looks / "labels.txt").read_text("utf-8").split()
    drawn_with: defaultdict[str, Counter[str]] = defaultdict(Counter)
    tagged: Counter[str] = Counter()
    everywhere: Counter[str] = Counter()
    for row in rows:
        mask = looks / "masks" / f"{Path(row['photo']).stem}.png"
        if mask.exists():
            labels = [names[place] for place in np.unique(np.asarray(Image.open(mask)))]
            everywhere.update(labels)
            for tag in row["tags"].split("|"):
                tagged[tag] += 1
                drawn_with[tag].update(labels)
    found = {}
    for tag, labels in drawn_with.items():
        always = [label for label, count in labels.items() if count == tagged[tag]]
        found[tag] = max(always, key=lambda label: tagged[tag] / everywhere[label])
    return found


def street(parser: Parser, looks: Path) -> Iterator[Told]:
    """Every look outside the report part."""
    with (looks / "looks.csv").open(encoding="utf-8", newline="") as held:
        rows = [row for row in csv.DictReader(held) if not look_in_report(Path(row["photo"]).stem)]
    labels = label_of_tag(looks, rows)
    for row in rows:
        number = Path(row["photo"]).stem
        named = [labels[tag] for tag in row["tags"].split("|") if tag in labels]
        worn = frozenset(kind for label in named if (kind := LABELS[label][1]))
        fresh = is_tuning(number) or not (looks / "masks" / f"{number}.png").exists()
        yield Told(_numbers(parser, looks / row["photo"]), worn, fresh)


def drawings(parser: Parser, wanted: Callable[[str], bool]) -> Iterator[Told]:
    """The demo looks that `wanted` takes."""
    worn: defaultdict[tuple[str, Path], set[str]] = defaultdict(set)
    for piece in drawn.worn():
        worn[piece.look, piece.photo].add(piece.type)
    for (look, path), types in worn.items():
        if wanted(look):
            yield Told(_numbers(parser, path), frozenset(types), fresh=False)


def _numbers(parser: Parser, path: Path) -> Numbers:
    regions, types, _ = parser.read(photo.open(path).rgb)
    return described(regions, types)


def truths(told: Sequence[Told]) -> npt.NDArray[np.bool_]:
    """Shape (photos, types)."""
    return np.array([[kind in each.worn for kind in TYPES] for each in told])


def fit(told: Sequence[Told], strength: float) -> Model:
    """One regression for each type."""
    numbers, worn = np.stack([each.numbers for each in told]), truths(told)
    mean, deviation = numbers.mean(0), numbers.std(0) + 1e-4
    known = standardised(numbers, mean, deviation)
    kernel, bias = np.zeros((numbers.shape[1], len(TYPES)), np.float32), np.zeros(len(TYPES), np.float32)
    for place, there in enumerate(worn.T):
        if there.sum() < RAREST:
            bias[place] = np.log((there.sum() + 0.5) / (len(there) + 1))
            continue
        layer = LogisticRegression(C=strength, max_iter=1000).fit(known, there)
        kernel[:, place], bias[place] = layer.coef_[0], layer.intercept_[0]
    return Model(mean, deviation, kernel, bias)


def crossed(told: Sequence[Told], strength: float) -> Numbers:
    """Of the fresh photos, in their order, what models say that were fitted without them."""
    fresh = [each for each in told if each.fresh]
    seen = [each for each in told if not each.fresh]
    fold = np.random.default_rng(0).permutation(len(fresh)) % FOLDS
    answers = np.zeros((len(fresh), len(TYPES)), np.float32)
    for held_out in range(FOLDS):
        model = fit(seen + [each for each, of in zip(fresh, fold, strict=True) if of != held_out], strength)
        for place in np.flatnonzero(fold == held_out):
            answers[place] = model(fresh[place].numbers)
    return answers


def areas(answers: Numbers, worn: npt.NDArray[np.bool_]) -> dict[str, float]:
    """The area under each type's ROC curve, where there are photos with it and without."""
    known = [place for place in range(len(TYPES)) if RAREST <= worn[:, place].sum() <= len(worn) - RAREST]
    return {TYPES[place]: float(roc_auc_score(worn[:, place], answers[:, place])) for place in known}


def main() -> None:
    """Fits with each strength, tells what each is worth, writes the one of least surprise."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with looks/")
    parser.add_argument("--target", type=Path, required=True, help="the file that ships")
    asked = parser.parse_args()
    reads = builtin()
    photos = list(street(reads, asked.data / "looks"))
    told = photos + list(drawings(reads, drawn.teaches))
    shown = list(drawings(reads, lambda look: not drawn.teaches(look)))
    fresh = truths([each for each in photos if each.fresh])
    tried = []
    for strength in STRENGTHS:
        answers = crossed(told, strength)
        surprise = log_loss(fresh.ravel(), answers.ravel())
        each = areas(answers, fresh)
        print(
            f"strength {strength}: log loss {surprise:.4f}, area {np.mean(list(each.values())):.4f}",
            flush=True,
        )
        tried.append((surprise, strength, each))
    _, strength, each = min(tried, key=lambda found: found[0])
    model = fit(told, strength)
    drawn_areas = areas(model(np.stack([one.numbers for one in shown])), truths(shown))
    print("photos", {kind: round(area, 3) for kind, area in each.items()})
    print("drawings", {kind: round(area, 3) for kind, area in drawn_areas.items()})
    np.savez_compressed(
        asked.target, mean=model.mean, deviation=model.deviation, kernel=model.kernel, bias=model.bias
    )


if __name__ == "__main__":
    main()
