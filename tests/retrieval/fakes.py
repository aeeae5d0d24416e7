"""An embedder and a cutter that keep the real contracts and cost nothing, and lookbooks to try them on."""

from __future__ import annotations

import csv
from itertools import combinations
from pathlib import Path

import numpy as np
from PIL import Image

from retrieval.types import GENDERS, SEASONS, TYPES, Cutout, Facets

HEADER = ("id", "photo", "gender", "seasons", "style", "title", "tags", "credit")
EVERY_FACETS = [
    Facets(gender, frozenset(seasons))
    for gender in GENDERS
    for n in range(5)
    for seasons in combinations(SEASONS, n)
]
COLOURS = {"red": (200, 30, 40), "blue": (30, 60, 190), "green": (20, 140, 60), "black": (20, 20, 20)}


def named(facets):
    """A test's name for facets: the same in every process, which a set's order is not."""
    return " ".join([facets.gender, *(season for season in SEASONS if season in facets.seasons)])


class FakeEmbedder:
    """A vector is a crop's colours on a small grid; the type is a function of the most frequent channel."""

    name = "fake"
    side = 16
    dim = 48
    checksum = "f" * 64

    def embed(self, batch):
        small = batch.reshape(len(batch), 4, 4, 4, 4, 3).mean(axis=(2, 4))
        return small.reshape(len(batch), self.dim).astype(np.float32)

    def type_probabilities(self, pooled):
        probabilities = np.full((len(pooled), len(TYPES)), 0.1 / (len(TYPES) - 1), dtype=np.float32)
        channel = pooled.reshape(len(pooled), -1, 3).mean(axis=1).argmax(axis=1)
        probabilities[np.arange(len(pooled)), channel] = 0.9
        return probabilities

    def centre(self, pooled, domain):
        centred = pooled - 128
        return centred / np.maximum(np.linalg.norm(centred, axis=1, keepdims=True), 1e-6)


class FakeCutter:
    """Keeps the middle of every photo, and counts how many it saw."""

    name = "middle"

    def __init__(self) -> None:
        self.cuts = 0

    def cut(self, photo):
        self.cuts += 1
        height, width = photo.rgb.shape[:2]
        mask = np.zeros((height, width), dtype=np.bool_)
        mask[height // 8 : height - height // 8, width // 8 : width - width // 8] = True
        return Cutout(mask, 0.9)


def draw(path: Path, colour: str, seed: int = 0) -> Path:
    """A small photo: a coloured block with some noise on white, different for each seed."""
    rng = np.random.default_rng(seed)
    pixels = np.full((64, 48, 3), 250, dtype=np.uint8)
    pixels[8:56, 6:42] = np.clip(COLOURS[colour] + rng.normal(0, 12, (48, 36, 3)), 0, 255)
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(pixels).save(path)
    return path


def row(look_id: str, **cells: str) -> dict[str, str]:
    """A look's row: sound, unless `cells` say otherwise."""
    sound = {
        "id": look_id,
        "photo": f"photos/{look_id}.png",
        "gender": "women",
        "seasons": "spring|summer",
        "style": "casual",
        "title": "티셔츠와 데님 팬츠 룩",
        "tags": "티셔츠|데님 팬츠|스니커즈",
        "credit": "drawn for this test",
    }
    return sound | cells


def write_lookbook(folder: Path, rows: list[dict[str, str]], photos: bool = True) -> Path:
    """A lookbook of `rows`, each with a photo of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    header = list(dict.fromkeys([*HEADER, *(column for row in rows for column in row)]))
    with (folder / "looks.csv").open("w", encoding="utf-8", newline="") as table:
        writer = csv.DictWriter(table, header)
        writer.writeheader()
        writer.writerows(rows)
    for seed, each in enumerate(rows if photos else ()):
        draw(folder / each["photo"], list(COLOURS)[seed % len(COLOURS)], seed)
    return folder


GENDERS = ("men", "women", "unisex")
SEASONS = ("", "spring", "spring|summer", "autumn|winter", "winter")
STYLES = ("casual", "formal", "street")
TAGS = ("티셔츠|데님 팬츠|스니커즈", "셔츠|슬랙스|구두", "코트|스커트|부츠|가방", "티셔츠|코트|반바지|모자")


def mixed_rows(n: int, prefix: str = "look") -> list[dict[str, str]]:
    """Rows that mix genders, seasons, styles and tags, so that every facet leaves some."""
    return [
        row(
            f"{prefix}{i:03}",
            gender=GENDERS[i % 3],
            seasons=SEASONS[i % 5],
            style=STYLES[i // 2 % 3],
            tags=TAGS[i % 4],
            title=TAGS[i % 4].replace("|", " · ") + " 룩",
        )
        for i in range(n)
    ]
