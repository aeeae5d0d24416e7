"""Pieces of known type and pattern, because we drew them: `python -m scripts.training.drawn OUT`.

Networks that learned photos read drawings poorly. Lying pieces are drawn here, other than the samples that
ship; worn ones are the demo lookbook's, of which every second look is kept for measuring.
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from retrieval.garment import NO_CLOTH
from retrieval.types import Box

if TYPE_CHECKING:
    from scripts.draw.samples import Sample

DEMO = Path("retrieval/builtin/demo_lookbook")
EACH = 12
"""Lying drawings of each sample's cut."""
COLOURS = ("#f4f2ec", "#23262b", "#2b3d63", "#7a3038", "#c9b591", "#6b7a5c", "#8f9399", "#d8a7a4", "#4f6f94")
CLOTHS = ("solid", "solid", "stripe", "breton", "check", "gingham", "glen", "floral", "dots")
FLOORS = ("wood", "bed", "rug", "floor")
FIRST_SEED = 10_000
HEADER = ("file", "type", "pattern")


@dataclass(frozen=True, slots=True)
class Lying:
    """A drawn photo of one piece."""

    photo: Path
    type: str
    pattern: str


@dataclass(frozen=True, slots=True)
class Worn:
    """A piece of a drawn look."""

    look: str
    photo: Path
    box: Box
    type: str
    pattern: str


def teaches(look: str) -> bool:
    """Whether a drawn look may be learned from; the others show what came of it."""
    return int(look.removeprefix("demo")) % 2 == 1


def lying(folder: Path) -> Iterator[Lying]:
    """What `main` drew."""
    with (folder / "drawn.csv").open(encoding="utf-8", newline="") as held:
        for row in csv.DictReader(held):
            yield Lying(folder / row["file"], row["type"], row["pattern"])


def worn(lookbook: Path = DEMO) -> Iterator[Worn]:
    """Every piece of the drawn looks."""
    for line in (lookbook / "truth.jsonl").read_text("utf-8").splitlines():
        look = json.loads(line)
        for piece in look["pieces"]:
            photo = lookbook / "photos" / f"{look['id']}.webp"
            yield Worn(look["id"], photo, Box(*piece["box"]), piece["type"], piece["pattern"])


def main(folder: Path) -> int:
    """Draws the lying ones, a few minutes of one core; needs the extra `draw`."""
    from scripts.draw.compose import webp
    from scripts.draw.samples import SAMPLES, draw_sample

    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "drawn.csv").open("w", encoding="utf-8", newline="") as held:
        table = csv.writer(held)
        table.writerow(HEADER)
        for number in range(EACH * len(SAMPLES)):
            sample, file = varied(SAMPLES[number % len(SAMPLES)], number), f"{number:03d}.webp"
            (folder / file).write_bytes(webp(draw_sample(sample, FIRST_SEED + number), 82))
            table.writerow((file, sample.type, sample.cloth.shown))
            print(f"\r{number + 1} drawn", end="", flush=True)
    print()
    return 0


def varied(sample: Sample, number: int) -> Sample:
    """The same cut in another cloth, on another ground, turned otherwise."""
    dice = np.random.default_rng(number)
    colour, accent = (COLOURS[dice.integers(len(COLOURS))] for _ in range(2))
    woven = sample.type not in NO_CLOTH
    pattern = CLOTHS[dice.integers(len(CLOTHS))] if woven else sample.cloth.pattern
    cloth = replace(sample.cloth, hex=colour, accent=accent, pattern=pattern)
    return replace(
        sample,
        cloth=cloth,
        floor=FLOORS[dice.integers(len(FLOORS))],
        tilt=float(dice.uniform(-20, 20)),
        woman=bool(dice.integers(2)),
    )


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
