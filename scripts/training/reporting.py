"""The parser's figures: regions, worn pieces, foregrounds against other cutters, spoilt cutouts caught."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
from PIL import Image

from retrieval.parsing import Parse
from retrieval.regions import BACKGROUND, GARMENT_REGIONS, REGIONS
from retrieval.types import Box, Mask, Photo
from scripts.training.confusion import Confusion, confusion, iou
from scripts.training.corrupting import corrupted

LEAST_SHARE = 0.002
"""Of the photo: a smaller true piece is not asked for."""
SAME_BOX = 0.5
FALSE_ALARMS = 0.05

Regions = npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """One photo of the report with its truth: region numbers (a look) or a foreground (a lying garment)."""

    key: str
    photo: Photo
    truth: Regions  # region number of each pixel; 1 for all of a lying garment

    @property
    def foreground(self) -> Mask:
        """What is no background."""
        there: Mask = self.truth != BACKGROUND
        return there


@dataclass
class Pieces:
    """Worn pieces: how many there are, were told of, and were right (region right, boxes overlap by half)."""

    true: int = 0
    told: int = 0
    right: int = 0
    by_region: dict[str, list[int]] = field(default_factory=dict)

    @property
    def recall(self) -> float:
        """Right of true."""
        return self.right / max(self.true, 1)

    @property
    def precision(self) -> float:
        """Right of told."""
        return self.right / max(self.told, 1)


def parsing(seen: Iterable[tuple[Seen, Parse]]) -> tuple[Confusion, Confusion]:
    """Pixels by true and found region: the parser's, and those of answering the commonest region always."""
    counts = np.zeros((len(REGIONS),) * 2, np.int64)
    for one, parse in seen:
        counts += confusion(one.truth, found_regions(parse))
    majority = np.zeros_like(counts)
    majority[:, counts.sum(1).argmax()] = counts.sum(1)
    return counts, majority


def found_regions(parse: Parse) -> Regions:
    """The parse as the region number of each pixel of the photo, its edges smoothed."""
    height, width = parse.mask.shape
    best = np.full((height, width), -1.0, np.float32)
    found = np.zeros((height, width), np.uint8)
    for number in np.unique(parse.labels):
        there = Image.fromarray((parse.labels == number).astype(np.float32))
        soft = np.asarray(there.resize((width, height), Image.Resampling.BILINEAR))
        found[soft > best], best = number, np.maximum(soft, best)
    return found


def worn_pieces(seen: Iterable[tuple[Seen, Parse]]) -> Pieces:
    """Counts pieces over all looks."""
    pieces = Pieces()
    for one, parse in seen:
        true = dict(_true_boxes(one))
        told = {region.name: region.box for region in parse.regions}
        right = {name for name in true.keys() & told.keys() if overlap(true[name], told[name]) >= SAME_BOX}
        pieces.true += len(true)
        pieces.told += len(told)
        pieces.right += len(right)
        for name in true.keys() | told.keys():
            tally = pieces.by_region.setdefault(name, [0, 0, 0])
            for place, holds in enumerate((name in true, name in told, name in right)):
                tally[place] += holds
    return pieces


def _true_boxes(one: Seen) -> Iterator[tuple[str, Box]]:
    for name in sorted(GARMENT_REGIONS):
        mask = one.truth == REGIONS.index(name)
        if mask.mean() >= LEAST_SHARE:
            rows, columns = np.flatnonzero(mask.any(1)), np.flatnonzero(mask.any(0))
            yield name, Box(int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1)


def overlap(one: Box, other: Box) -> float:
    """IoU of two boxes."""
    width = min(one.x1, other.x1) - max(one.x0, other.x0)
    height = min(one.y1, other.y1) - max(one.y0, other.y0)
    both = max(width, 0) * max(height, 0)
    areas = sum((box.x1 - box.x0) * (box.y1 - box.y0) for box in (one, other))
    return both / max(areas - both, 1)


def mask_iou(one: Mask, other: Mask) -> float:
    """IoU of two masks; 1 where both are empty."""
    union = int((one | other).sum())
    return float((one & other).sum()) / union if union else 1.0


def interval(values: Sequence[float], rounds: int = 2000) -> tuple[float, float]:
    """The 95 % bootstrap interval of the mean (percentiles), resampled by photo."""
    random = np.random.default_rng(0)
    held = np.asarray(values)
    means = held[random.integers(len(held), size=(rounds, len(held)))].mean(1)
    low, high = np.percentile(means, (2.5, 97.5))
    return float(low), float(high)


def caught(
    seen: Iterable[tuple[Seen, Parse]], trust: Callable[[Parse, Mask], float]
) -> tuple[float, dict[str, float], float]:
    """Share of spoilt masks trusted less than 95 % of the clean: together, by kind; and that threshold."""
    clean, spoilt = [], []
    for one, parse in seen:
        kind, mask = corrupted(one.foreground, one.key)
        clean.append(trust(parse, one.foreground))
        spoilt.append((kind, trust(parse, mask)))
    threshold = float(np.quantile(clean, FALSE_ALARMS))
    hits = [(kind, value < threshold) for kind, value in spoilt]
    kinds = sorted({kind for kind, _ in hits})
    by_kind = {kind: float(np.mean([hit for name, hit in hits if name == kind])) for kind in kinds}
    return float(np.mean([hit for _, hit in hits])), by_kind, threshold


def patterns(told: Sequence[tuple[str, str, float]], threshold: float) -> dict[str, object]:
    """Of (true, likeliest, its probability): accuracy, and what is told from a probability on."""
    right = np.array([true == likeliest for true, likeliest, _ in told])
    sure = np.array([probability >= threshold for _, _, probability in told])
    kinds = sorted({true for true, _, _ in told})
    found = {
        kind: [hit for (true, _, _), hit in zip(told, right, strict=True) if true == kind] for kind in kinds
    }
    return {
        "pieces": len(told),
        "accuracy": float(right.mean()),
        "told": float(sure.mean()),
        "of them right": float(right[sure].mean()),
        "found of each": {kind: f"{sum(hits)} of {len(hits)}" for kind, hits in found.items()},
    }


def mean_iou(counts: Confusion) -> float:
    """Over the regions that the truth holds."""
    return float(np.nanmean(iou(counts)))
