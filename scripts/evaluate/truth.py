"""Who wears what, truly: looks by their masks, query garments by their donors' words and u2netp's cutout."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image
from skimage.color import deltaE_ciede2000, rgb2lab

from retrieval.regions import LABELS
from retrieval.types import Mask, Rgb
from scripts.evaluate.metrics import Gains
from scripts.split import garment_in_report, look_in_report

WORN_NAMES: Mapping[str, frozenset[str]] = {
    "T-Shirt": frozenset({"t-shirt", "top"}),
    "Polo": frozenset({"t-shirt", "shirt"}),
    "Undershirt": frozenset({"t-shirt", "top"}),
    "Top": frozenset({"top", "blouse", "t-shirt"}),
    "Longsleeve": frozenset({"t-shirt", "top", "sweater", "sweatshirt", "jumper", "cardigan"}),
    "Shirt": frozenset({"shirt", "blouse"}),
    "Blouse": frozenset({"shirt", "blouse"}),
    "Pants": frozenset({"pants", "jeans", "leggings"}),
    "Shoes": frozenset(
        {"shoes", "sneakers", "boots", "heels", "flats", "loafers", "pumps", "sandals", "wedges", "clogs"}
    ),
    "Dress": frozenset({"dress", "romper"}),
    "Outwear": frozenset({"coat", "jacket", "cape"}),
    "Shorts": frozenset({"shorts"}),
    "Hat": frozenset({"hat"}),
    "Skirt": frozenset({"skirt"}),
    "Blazer": frozenset({"blazer", "suit", "jacket"}),
    "Hoodie": frozenset({"hoodie", "sweatshirt", "sweater"}),
}
"""A donor's word for a lying garment, and the mask labels that count as wearing one."""

CLOSE_COLOUR = 20.0
"""CIEDE2000 of median CIELAB colours up to which two garments are in a close colour."""
CLOSE = 2.0
"""The gain of a close colour."""
SMALLEST_SHARE = 0.002
"""Labels under this share of a photo's pixels do not count."""

Lab = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class WornTruth:
    """A look's pieces: label and median CIELAB colour of each."""

    look_id: str
    pieces: Mapping[str, Lab]


@dataclass(frozen=True, slots=True)
class LyingGarment:
    """A query: a donor's photo and word."""

    id: str
    photo: Path
    type: str
    sender: str


def worn_truth(looks: Path, *, report: bool) -> list[WornTruth]:
    """The masked looks of the report part, or of the rest, by number.

    Args:
        looks: the folder with `photos/`, `masks/` and `labels.txt`.
    """
    labels = (looks / "labels.txt").read_text("utf-8").split()
    masks = sorted((looks / "masks").glob("*.png"))
    return [_worn(looks, mask, labels) for mask in masks if look_in_report(mask.stem) is report]


def lying_garments(garments: Path, *, report: bool) -> list[LyingGarment]:
    """The donors' garments that have worn names (no kids'), of the report part or of the rest."""
    with (garments / "garments.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["kids"] != "true" and row["type"] in WORN_NAMES]
    return [
        LyingGarment(row["id"], garments / row["photo"], row["type"], row["sender"])
        for row in rows
        if garment_in_report(row["sender"]) is report
    ]


def gains(names: Set[str], colour: Lab, catalogue: Sequence[WornTruth]) -> Gains:
    """For each look: 0 wears nothing of those names, 1 wears one, 2 in a close colour too."""
    worn = [
        (row, lab) for row, look in enumerate(catalogue) for name, lab in look.pieces.items() if name in names
    ]
    found = np.zeros(len(catalogue))
    if worn:
        rows, labs = np.array([row for row, _ in worn]), np.array([lab for _, lab in worn])
        near = deltaE_ciede2000(np.broadcast_to(colour, labs.shape), labs) <= CLOSE_COLOUR
        np.maximum.at(found, rows, 1.0 + near)
    return found


def worn_types(garment_type: str) -> frozenset[str]:
    """codibot's types that count as wearing a donor's type."""
    named = {LABELS[name][1] for name in WORN_NAMES[garment_type]}
    return frozenset(each for each in named if each is not None)


def true_colour(rgb: Rgb, mask: Mask) -> Lab:
    """The median CIELAB colour over a cutout, which is always u2netp's, whichever cutout is evaluated."""
    return _median_lab(rgb[mask] if mask.any() else rgb.reshape(-1, 3))


def _worn(looks: Path, mask_path: Path, labels: list[str]) -> WornTruth:
    mask = np.asarray(Image.open(mask_path))
    rgb = np.asarray(Image.open(looks / "photos" / f"{mask_path.stem}.webp").convert("RGB"))
    counts = np.bincount(mask.ravel(), minlength=len(labels))
    kept = [
        i for i, count in enumerate(counts) if labels[i] != "null" and count >= SMALLEST_SHARE * mask.size
    ]
    return WornTruth(f"ccp{mask_path.stem}", {labels[i]: _median_lab(rgb[mask == i]) for i in kept})


def _median_lab(pixels: Rgb) -> Lab:
    lab = np.median(rgb2lab(pixels[None].astype(np.float64) / 255.0)[0], axis=0)
    return float(lab[0]), float(lab[1]), float(lab[2])
