"""Garments, products and worn pieces, decoded once to 128 pixels with their masks and labels."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image

from retrieval.regions import DONORS, LABELS
from scripts.split import garment_in_report, look_in_report, product_in_report
from scripts.training.embedder.labels import (
    DONOR_WORDS,
    GENDERS,
    SEASONS,
    TYPE_OF_ARTICLE,
    WORN_WORDS,
    number,
    pattern_number,
    type_number,
)
from scripts.training.packing import is_tuning

SIDE = 128
WHITE = 255
LEAST_SHARE = 0.002
"""A worn piece under this share of its photo's pixels is left out."""
Bytes = npt.NDArray[np.uint8]
Labels = Mapping[str, npt.NDArray[np.int64]]
_Row = tuple[Bytes, str, dict[str, int]]


@dataclass(frozen=True, slots=True, eq=False)
class Cache:
    """One domain's crops (n, 4, 128, 128), RGB and soft mask, with labels (-1: not known) and owners."""

    photos: Bytes
    labels: Labels
    owners: npt.NDArray[np.str_]  # sender, look or product: what a split keeps together

    def __len__(self) -> int:
        return len(self.photos)

    def part(self, chosen: npt.NDArray[np.bool_]) -> Cache:
        """The crops that `chosen` (n,) says."""
        labels = {name: values[chosen] for name, values in self.labels.items()}
        return Cache(self.photos[chosen], labels, self.owners[chosen])

    def first(self, count: int) -> Cache:
        """At most `count` crops."""
        return self.part(np.arange(len(self)) < count)

    def tuning(self, wanted: bool) -> Cache:
        """The tenth of the owners that tunes, or those that train."""
        return self.part(np.array([is_tuning(owner) == wanted for owner in self.owners], bool))

    def save(self, target: Path) -> None:
        """Writes one uncompressed npz, whole or not at all."""
        target.parent.mkdir(parents=True, exist_ok=True)
        part = target.with_suffix(".part.npz")
        labels = {f"label_{name}": values for name, values in self.labels.items()}
        np.savez(part, photos=self.photos, owners=self.owners, **labels)
        part.replace(target)

    @classmethod
    def load(cls, source: Path) -> Cache:
        """Reads what `save` wrote."""
        with np.load(source) as held:
            labels = {key.removeprefix("label_"): held[key] for key in held.files if key.startswith("label_")}
            return cls(held["photos"], labels, held["owners"])


def _stacked(rows: Iterator[_Row]) -> Cache:
    kept = list(rows)
    names = sorted({name for _, _, labels in kept for name in labels})
    return Cache(
        np.stack([photo for photo, _, _ in kept]),
        {name: np.array([labels[name] for _, _, labels in kept], np.int64) for name in names},
        np.array([owner for _, owner, _ in kept]),
    )


def _small(picture: Image.Image) -> Bytes:
    return np.asarray(picture.resize((SIDE, SIDE), Image.Resampling.LANCZOS))


def _planes(rgb: Bytes, mask: Bytes) -> Bytes:
    return np.concatenate((rgb.transpose(2, 0, 1), mask[None]))


def _rows(table: Path) -> Sequence[dict[str, str]]:
    with table.open(encoding="utf-8", newline="") as held:
        return list(csv.DictReader(held))


def lying(garments: Path, masks: Path, *, report: bool = False) -> Cache:
    """Donors' photos, squashed; the mask is the teacher's where `masks` has one, else empty."""

    def rows() -> Iterator[_Row]:
        for row in _rows(garments / "garments.csv"):
            if garment_in_report(row["sender"]) is not report:
                continue
            with Image.open(garments / row["photo"]) as picture:
                rgb = _small(picture.convert("RGB"))
            taught = masks / f"{row['id']}.png"
            mask = _small(Image.open(taught)) if taught.exists() else np.zeros((SIDE, SIDE), np.uint8)
            labels = {
                "type": type_number(DONORS[row["type"]][1]),
                "donor": number(row["type"], DONOR_WORDS),
            }
            yield _planes(rgb, mask), row["sender"], labels

    return _stacked(rows())


def products(folder: Path, *, report: bool = False) -> Cache:
    """Product pictures, padded with white to a square; the mask is what is not white."""
    rows = [row for row in _rows(folder / "styles.csv") if product_in_report(row["id"]) is report]
    articles = tuple(sorted({row["articleType"] for row in _rows(folder / "styles.csv")}))
    colours = tuple(sorted({row["baseColour"] for row in _rows(folder / "styles.csv")}))

    def read() -> Iterator[_Row]:
        for row in rows:
            with Image.open(folder / "images" / f"{row['id']}.jpg") as picture:
                rgb = _small(Image.fromarray(padded(np.asarray(picture.convert("RGB")))))
            mask = np.where(rgb.min(2) < 240, 255, 0).astype(np.uint8)
            kind = TYPE_OF_ARTICLE.get(row["articleType"])
            labels = {
                "type": type_number(kind),
                "article": articles.index(row["articleType"]),
                "colour": colours.index(row["baseColour"]),
                "pattern": pattern_number(row["productDisplayName"]),
                "gender": number(row["gender"], GENDERS),
                "season": number(row["season"], SEASONS),
            }
            yield _planes(rgb, mask), row["id"], labels

    return _stacked(read())


def worn(looks: Path, taught: Path | None = None, *, report: bool = False) -> Cache:
    """Every piece on the looks' masks by its box, padded with white to a square, with its mask.

    `taught` holds masks of further looks, drawn by `scripts/teach_worn.py`.
    """
    names = (looks / "labels.txt").read_text("utf-8").split()
    drawings = [path for folder in (looks / "masks", taught) if folder for path in folder.glob("*.png")]

    def rows() -> Iterator[_Row]:
        for path in sorted(drawings, key=lambda path: path.stem):
            if look_in_report(path.stem) is not report:
                continue
            drawn = np.asarray(Image.open(path))
            with Image.open(looks / "photos" / f"{path.stem}.webp") as picture:
                rgb = np.asarray(picture.convert("RGB"))
            for place in np.unique(drawn):
                kind, there = LABELS[names[place]][1], drawn == place
                if kind is not None and there.mean() >= LEAST_SHARE:
                    labels = {"type": type_number(kind), "label": number(names[place], WORN_WORDS)}
                    yield _piece(rgb, there), path.stem, labels

    return _stacked(rows())


def _piece(rgb: Bytes, there: npt.NDArray[np.bool_]) -> Bytes:
    ys, xs = np.flatnonzero(there.any(1)), np.flatnonzero(there.any(0))
    box = slice(ys[0], ys[-1] + 1), slice(xs[0], xs[-1] + 1)
    mask = np.where(there[box], 255, 0).astype(np.uint8)
    photo, drawn = Image.fromarray(padded(rgb[box])), Image.fromarray(padded(mask[..., None], 0)[..., 0])
    return _planes(_small(photo), _small(drawn))


def padded(crop: Bytes, fill: int = WHITE) -> Bytes:
    """In the middle of a square of `fill`."""
    height, width = crop.shape[:2]
    side = max(height, width)
    top, left = (side - height) // 2, (side - width) // 2
    square = np.full((side, side, crop.shape[2]), fill, np.uint8)
    square[top : top + height, left : left + width] = crop
    return square
