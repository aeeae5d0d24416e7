"""The works that `scripts.lookbook_life.kills` kills: how each is done, what holds after a kill or an end.

The networks are replaced by what costs nothing, so that the kills fall on what is written, not on what is
computed.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

from retrieval.index import folders, trial
from retrieval.index.build import build
from retrieval.index.cache import digest_of
from retrieval.index.catalogue import Catalogue
from retrieval.index.exchange import exchange
from retrieval.lookbook import schema
from retrieval.lookbook.check import check
from retrieval.lookbook.collecting.collect import collect
from retrieval.lookbook.collecting.profile import Profile
from retrieval.lookbook.folder import import_folder
from retrieval.types import TYPES, Cutout, Photo

PROFILE = "shop.yaml"
COLLECTED = "collected"
EXPECTED = "expected"
"""How many looks an undisturbed collection finds."""
CHANGED = 5
"""Photos that are others each time the lookbook is indexed."""
SWITCHES = 3


class Wrong(Exception):
    """Something was lost, doubled, or left in pieces."""


class Cheap:
    """A cutter and an embedder: the whole photo, and its colours on a grid."""

    name, side, dim, checksum = "cheap", 16, 48, "c" * 64

    def cut(self, photo: Photo) -> Cutout:
        """Everything."""
        return Cutout(np.ones(photo.rgb.shape[:2], dtype=np.bool_), 0.9)

    def embed(self, batch: np.ndarray) -> np.ndarray:
        """Means of 4 x 4 squares."""
        small = batch.reshape(len(batch), 4, 4, 4, 4, 3).mean(axis=(2, 4))
        return small.reshape(len(batch), self.dim).astype(np.float32)

    def type_probabilities(self, pooled: np.ndarray) -> np.ndarray:
        """Every type alike."""
        return np.full((len(pooled), len(TYPES)), 1 / len(TYPES), dtype=np.float32)

    def centre(self, pooled: np.ndarray, domain: str) -> np.ndarray:
        """Of unit length."""
        centred = pooled - 128
        return centred / np.maximum(np.linalg.norm(centred, axis=1, keepdims=True), 1e-6)


@dataclass(frozen=True, slots=True)
class Work:
    """`sound` holds at every moment, `whole` after the work's end: each raises Wrong, or as a reader does."""

    do: Callable[[Path], None]
    sound: Callable[[Path], None]
    whole: Callable[[Path], None]
    afresh: Callable[[Path], None]  # takes away what was made, so that the work begins from nothing


def bring(folder: Path) -> None:
    import_folder(folder / "source", folder / "book")


def brought(folder: Path) -> None:
    """Each photo of the source is a look, once."""
    looks = schema.read(folder / "book").looks
    found = sorted(digest_of(look.photo) for look in looks)
    if found != sorted(map(digest_of, (folder / "source").iterdir())):
        raise Wrong(f"{len(looks)} looks are not the photos of the source, each once")
    nothing_torn(folder, "book")


def gather(folder: Path) -> None:
    collect(Profile.of(folder / PROFILE), folder / "job", folder / COLLECTED)


def gathered(folder: Path) -> None:
    """As many looks as an undisturbed collection finds, each page once."""
    links = [look.link for look in schema.read(folder / COLLECTED).looks]
    expected = int((folder / EXPECTED).read_text())
    if len(links) != expected or len(set(links)) != expected:
        raise Wrong(f"{len(links)} looks of {len(set(links))} pages; {expected} are expected")
    nothing_torn(folder, COLLECTED)


def nothing_torn(folder: Path, book: str) -> None:
    """The table can be read where there is one yet, and every photo that it names is whole."""
    if (folder / book / schema.TABLE).exists() and (problems := check(folder / book)):
        raise Wrong(f"{len(problems)} problems, the first: {problems[0]}")


def index(folder: Path) -> None:
    """Some photos are others, then all is indexed."""
    for look in random.sample(schema.read(folder / "book").looks, CHANGED):
        draw(look.photo, random.randrange(2**32))
    cheap = Cheap()
    build([folder / "book"], folder / "index", cheap, cheap)


def switch(folder: Path) -> None:
    """The lookbook is taken up anew as people's posts are, and the build before serves again; and so on."""
    for _ in range(SWITCHES):
        exchange(folder / "book", folder / "index")
        folders.roll_back(folder / "index")
    exchange(folder / "book", folder / "index")


def serves(folder: Path) -> None:
    """What serves answers a sample of questions, and holds each look once."""
    trial.try_out(folders.current(folder / "index"))
    ids = [look.id for look in Catalogue.open(folder / "index").looks]
    if sorted(ids) != sorted(look.id for look in schema.read(folder / "book").looks):
        raise Wrong(f"{len(ids)} looks are served, not those of the lookbook, each once")


def serves_all(folder: Path) -> None:
    """Of each look the photo that lies in the lookbook now is served."""
    serves(folder)
    catalogue = Catalogue.open(folder / "index")
    for look in catalogue.looks:
        if catalogue.photo_digest(look.id) != digest_of(look.photo):
            raise Wrong(f"look {look.id} is served with a photo of before")


def without(*made: str) -> Callable[[Path], None]:
    """Removes folders."""

    def afresh(folder: Path) -> None:
        for name in made:
            shutil.rmtree(folder / name, ignore_errors=True)

    return afresh


WORKS = {
    "import": Work(bring, lambda folder: nothing_torn(folder, "book"), brought, without("book")),
    "index": Work(index, serves, serves_all, without()),
    "collect": Work(
        gather, lambda folder: nothing_torn(folder, COLLECTED), gathered, without("job", COLLECTED)
    ),
    "switch": Work(switch, serves, serves_all, without()),
}
"""In this order: what is imported is indexed, and what was indexed is switched."""


def draw(path: Path, seed: int) -> None:
    """A photo of noise in the place of what lies there, whole at every moment."""
    pixels = np.random.default_rng(seed).integers(0, 255, (96, 72, 3), dtype=np.uint8)
    beside = path.with_suffix(".part")
    Image.fromarray(pixels).save(beside, "PNG")
    beside.replace(path)
