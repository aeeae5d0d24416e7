"""Kills an import, and an indexing with its switch, at random moments, and looks what is left each time.

    python -m scripts.lookbook_life.kills FOLDER [--kills 50] [--photos 300]

FOLDER must not be there; drawn photos go into it. The networks are replaced by something that costs nothing,
so that the kills fall on what is written, not on what is computed.
"""

from __future__ import annotations

import argparse
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
from PIL import Image

from retrieval.errors import IndexMissing
from retrieval.index import folders, trial
from retrieval.index.build import build
from retrieval.index.catalogue import Catalogue
from retrieval.lookbook import schema
from retrieval.lookbook.check import check
from retrieval.lookbook.folder import import_folder
from retrieval.types import TYPES, Cutout, Photo

LONGEST = 1.5
"""Seconds after its readiness that a process is killed at the latest."""


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


def main() -> None:
    """Half of the kills fall on imports, half on indexing."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--photos", type=int, default=300)
    parser.add_argument("--do", choices=("import", "index"))
    wished = parser.parse_args()
    if wished.do:
        do(wished.do, wished.folder)
        return
    draw(wished.folder / "source", wished.photos)
    imports = kill(wished.folder, "import", wished.kills // 2, nothing_torn)
    subprocess.run(command(wished.folder, "import"), check=True, stdout=subprocess.DEVNULL)
    ids = [look.id for look in schema.read(wished.folder / "book").looks]
    assert len(ids) == len(set(ids)) == wished.photos, f"{len(ids)} looks of {wished.photos} photos"
    assert check(wished.folder / "book") == []
    print(f"import: {imports} kills, then {len(ids)} looks, each once, each photo whole")
    indexings = kill(wished.folder, "index", wished.kills - wished.kills // 2, index_whole)
    subprocess.run(command(wished.folder, "index"), check=True, stdout=subprocess.DEVNULL)
    catalogue = Catalogue.open(wished.folder / "index")
    assert [look.id for look in catalogue.looks] == ids
    print(f"index: {indexings} kills, the served index whole after each, at last all {len(ids)} looks in it")


def do(what: str, folder: Path) -> None:
    """The work that is killed; indexing goes on and on, with a changed photo each time."""
    print("ready", flush=True)
    if what == "import":
        import_folder(folder / "source", folder / "book")
        return
    for _ in range(3):
        cheap = Cheap()
        build([folder / "book"], folder / "index", cheap, cheap)


def kill(folder: Path, what: str, times: int, still_right: object) -> int:
    """Starts the work and kills it, so often; says how many kills found it running."""
    assert callable(still_right)
    moments, killed = random.Random(7), 0
    while killed < times:
        with subprocess.Popen(command(folder, what), stdout=subprocess.PIPE) as running:
            assert running.stdout is not None
            running.stdout.readline()
            time.sleep(moments.uniform(0, LONGEST))
            running.send_signal(signal.SIGKILL)
            if running.wait() != -signal.SIGKILL:
                times -= 1  # it had ended before
            else:
                killed += 1
        still_right(folder)
    return killed


def command(folder: Path, what: str) -> list[str]:
    """This script doing the work."""
    return [sys.executable, "-m", "scripts.lookbook_life.kills", str(folder), "--do", what]


def nothing_torn(folder: Path) -> None:
    """The lookbook can be read, where there is one yet."""
    if (folder / "book" / schema.TABLE).exists():
        schema.read(folder / "book")


def index_whole(folder: Path) -> None:
    """What serves, if anything does, answers a sample of questions."""
    try:
        trial.try_out(folders.current(folder / "index"))
    except IndexMissing as error:
        if "Nothing is indexed yet" not in str(error):
            raise


def draw(folder: Path, count: int) -> None:
    """Photos of noise, each its own."""
    folder.mkdir(parents=True)
    for number in range(count):
        pixels = np.random.default_rng(number).integers(0, 255, (96, 72, 3), dtype=np.uint8)
        Image.fromarray(pixels).save(folder / f"{number}.png")


if __name__ == "__main__":
    main()
