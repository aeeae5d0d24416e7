"""Draws worn pieces of looks that nobody drew: where the parser sees one, named as the tags name it."""

from __future__ import annotations

import argparse
import csv
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image

from retrieval.language.glossary import glossary
from retrieval.parsing import Parser, builtin
from retrieval.photo import open as open_photo
from retrieval.regions import LABELS
from retrieval.types import Region
from scripts.split import look_in_report
from scripts.training.packing import is_tuning


def label_of(region: str, tags: Sequence[str]) -> str | None:
    """The mask's word for the piece in `region`: the one that the tags name there, if all are of one type."""
    known = glossary()
    named = frozenset().union(*(known.named(tag) for tag in tags))
    held = [word for word, (place, _) in LABELS.items() if place == region]
    words = [word for word in held if known.named(word) & named]
    return words[0] if len({LABELS[word][1] for word in words}) == 1 else None


def drawn(
    regions: Sequence[Region], tags: Sequence[str], names: Sequence[str], shape: tuple[int, int]
) -> npt.NDArray[np.uint8]:
    """A mask of `shape` (height, width) as the hand-drawn ones: a pixel is its label's line in `names`."""
    pixels = np.zeros(shape, np.uint8)
    for region in regions:
        label = label_of(region.name, tags)
        if label is not None:
            pixels[region.mask] = names.index(label)
    return pixels


def untaught(looks: Path) -> list[tuple[str, list[str]]]:
    """Number and tags of every look that has no mask, outside the report part and what tunes."""
    with (looks / "looks.csv").open(encoding="utf-8", newline="") as held:
        rows = [(Path(row["photo"]).stem, row["tags"].split("|")) for row in csv.DictReader(held)]
    return [
        (number, tags)
        for number, tags in rows
        if not (look_in_report(number) or is_tuning(number))
        and not (looks / "masks" / f"{number}.png").exists()
    ]


def teach_worn(parser: Parser, looks: Path, target: Path) -> int:
    """Writes `target/NNNN.png` for every such look that has none yet; returns how many were written."""
    target.mkdir(parents=True, exist_ok=True)
    names, written = (looks / "labels.txt").read_text("utf-8").split(), 0
    for number, tags in untaught(looks):
        path = target / f"{number}.png"
        if path.exists():
            continue
        photo = open_photo(looks / "photos" / f"{number}.webp")
        regions = parser.parse(photo).regions
        part = path.with_suffix(".part")
        Image.fromarray(drawn(regions, tags, names, photo.rgb.shape[:2])).save(part, "PNG")
        part.replace(path)
        written += 1
    return written


def main() -> None:
    """Draws them all; goes on where it stopped."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with looks/")
    parser.add_argument("--work", type=Path, default=Path(".work/parser"))
    asked = parser.parse_args()
    print(f"{teach_worn(builtin(), asked.data / 'looks', asked.work / 'worn')} looks drawn")


if __name__ == "__main__":
    main()
