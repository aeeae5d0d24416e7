"""Photos and their regions, decoded once into arrays of one shape that a trainer maps into memory."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

import numpy as np
import numpy.typing as npt
from PIL import Image

from retrieval.regions import DONORS, LABELS, region_of_donor, region_of_label
from retrieval.types import TYPES
from scripts.split import garment_in_report, look_in_report
from scripts.training.confusion import IGNORE

LOOK_HEIGHT, LOOK_WIDTH = 400, 272
GARMENT_SIDE = 320
SURE_LOW, SURE_HIGH = 0.2, 0.8
"""Between them a teacher is not sure about a pixel."""
Bytes = npt.NDArray[np.uint8]


def is_tuning(key: str) -> bool:
    """Whether a look's number or a sender outside the report part belongs to the tenth that tunes."""
    return crc32(f"tuning-{key}".encode()) % 10 == 0


@dataclass(frozen=True, slots=True, eq=False)
class Pack:
    """Photos (n, 3, h, w), what goes with each pixel (n, h, w), and for each photo its key, class, aspect."""

    photos: Bytes
    pixels: Bytes  # looks: the region's number; garments: the teacher's soft foreground
    kinds: Bytes  # type number or IGNORE, of each pixel (n, h, w) of looks, of each photo (n,) of garments
    keys: tuple[str, ...]  # a look's four digits, or a garment's sender
    regions: npt.NDArray[np.int64]  # the garment's region; 0 for looks
    aspects: npt.NDArray[np.float32]  # width / height of the photo itself

    def part(self, tuning: bool) -> Pack:
        """The photos that tune, or those that train."""
        chosen = np.array([is_tuning(key) == tuning for key in self.keys], bool)
        keys = tuple(key for key, keep in zip(self.keys, chosen, strict=True) if keep)
        held = self.photos, self.pixels, self.kinds
        return Pack(*(each[chosen] for each in held), keys, self.regions[chosen], self.aspects[chosen])

    def save(self, target: Path) -> None:
        """Writes the pack as one uncompressed npz."""
        target.parent.mkdir(parents=True, exist_ok=True)
        part = target.with_suffix(".part.npz")
        held = {
            "photos": self.photos,
            "pixels": self.pixels,
            "kinds": self.kinds,
            "regions": self.regions,
            "aspects": self.aspects,
        }
        np.savez(part, keys=np.array(self.keys), **held)
        part.replace(target)

    @classmethod
    def load(cls, source: Path) -> Pack:
        """Reads what `save` wrote."""
        with np.load(source) as held:
            keys = tuple(str(key) for key in held["keys"])
            named = (held[name] for name in ("photos", "pixels", "kinds"))
            return cls(*named, keys, held["regions"], held["aspects"])


def _photo(path: Path, size: tuple[int, int]) -> tuple[Bytes, float]:
    with Image.open(path) as picture:
        small = picture.convert("RGB").resize(size, Image.Resampling.LANCZOS)
        return np.asarray(small).transpose(2, 0, 1), picture.width / picture.height


def _pixels(path: Path, size: tuple[int, int], resampling: Image.Resampling) -> Bytes:
    with Image.open(path) as picture:
        return np.asarray(picture.resize(size, resampling), np.uint8)


def region_table(labels: Path) -> Bytes:
    """Label number (line of `labels.txt` from 0) -> region number."""
    return np.array([region_of_label(name) for name in labels.read_text("utf-8").split()], np.uint8)


def type_table(labels: Path) -> Bytes:
    """Label number (line of `labels.txt` from 0) -> type number, IGNORE where it is none of the types."""
    return np.array([_type_number(LABELS[name][1]) for name in labels.read_text("utf-8").split()], np.uint8)


def _type_number(kind: str | None) -> int:
    return IGNORE if kind is None else TYPES.index(kind)


def pack_looks(looks: Path) -> Pack:
    """Every masked look outside the report part, squashed to 400 x 272 pixels."""
    table, types = region_table(looks / "labels.txt"), type_table(looks / "labels.txt")
    masks = [path for path in sorted((looks / "masks").glob("*.png")) if not look_in_report(path.stem)]
    size = (LOOK_WIDTH, LOOK_HEIGHT)
    read = [_photo(looks / "photos" / f"{path.stem}.webp", size) for path in masks]
    drawn = [_pixels(path, size, Image.Resampling.NEAREST) for path in masks]
    pixels, kinds = [table[each] for each in drawn], np.stack([types[each] for each in drawn])
    return _stack(read, pixels, kinds, [path.stem for path in masks], [0] * len(masks))


def pack_garments(garments: Path, teachers: Sequence[Path]) -> Pack:
    """Every lying garment outside the report part, squashed to 320 x 320 pixels.

    Its foreground is that of the first teacher who cut it surely; empty where none did.
    """
    with (garments / "garments.csv").open(encoding="utf-8", newline="") as held:
        rows = [row for row in csv.DictReader(held) if not garment_in_report(row["sender"])]
    size = (GARMENT_SIDE, GARMENT_SIDE)
    read = [_photo(garments / row["photo"], size) for row in rows]
    pixels = [_taught(row["id"], teachers, size) for row in rows]
    kinds = np.array([_type_number(DONORS[row["type"]][1]) for row in rows], np.uint8)
    regions = [region_of_donor(row["type"]) for row in rows]
    return _stack(read, pixels, kinds, [row["sender"] for row in rows], regions)


def _taught(garment: str, teachers: Sequence[Path], size: tuple[int, int]) -> Bytes:
    for teacher in teachers:
        if (mask := teacher / f"{garment}.png").exists():
            soft = _pixels(mask, size, Image.Resampling.BILINEAR)
            if surely_cut(soft[None])[0]:
                return soft
    return np.zeros((size[1], size[0]), np.uint8)


def surely_cut(soft: Bytes) -> npt.NDArray[np.bool_]:
    """Which of the teacher's masks (n, h, w) are decisive and of a believable size (n,)."""
    there = soft > 128
    share = there.mean((1, 2))
    vague = (soft > 255 * SURE_LOW) & (soft < 255 * SURE_HIGH)
    return (share > 0.05) & (share < 0.85) & (vague.sum((1, 2)) < 0.15 * np.maximum(there.sum((1, 2)), 1))


def _stack(
    read: Sequence[tuple[Bytes, float]],
    pixels: Sequence[Bytes],
    kinds: Bytes,
    keys: Sequence[str],
    regions: Sequence[int],
) -> Pack:
    return Pack(
        np.stack([photo for photo, _ in read]),
        np.stack(pixels),
        kinds,
        tuple(keys),
        np.array(regions, np.int64),
        np.array([aspect for _, aspect in read], np.float32),
    )
