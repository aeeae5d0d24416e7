"""What is slow to see is kept: one file a photo, named by its bytes, in a folder for each way of seeing."""

from __future__ import annotations

import ast
import hashlib
import json
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from retrieval import cutout
from retrieval.cutout import Cutter
from retrieval.types import Cutout, Mask, Photo

Array = npt.NDArray[Any]

SEEING = (
    *("border.py", "colours/difference.py", "colours/names.py", "cutout.py", "embedding.py", "garment.py"),
    *("outfit.py", "palette.py", "photo.py", "parsing.py", "pieces.py", "regions.py", "seeing.py"),
    "weights.py",
)
"""Modules of `retrieval` whose change makes everything that was seen stale, but for cutouts."""


class KeptCutter:
    """A cutter that cuts each photo once in its life."""

    def __init__(self, cutter: Cutter, folder: Path) -> None:
        self.name = cutter.name
        self._cutter = cutter
        self._folder = folder / cutter.name

    def cut(self, photo: Photo) -> Cutout:
        """The cutout kept of this photo, or a new one."""
        path = self._folder / photo.digest[:2] / f"{photo.digest}.npz"
        if path.exists():
            return _read(path)
        made = self._cutter.cut(photo)
        _write(path, made)
        return made


def kept_array(path: Path, make: Callable[[], Array], key: Iterable[object]) -> Array:
    """The array kept beside `path` under `key`, made where there is none yet."""
    file = _keyed(path, key, ".npy")
    if not file.exists():
        _replace(file, lambda beside: np.save(beside, make()))
    array: Array = np.load(file)
    return array


def kept_json(path: Path, make: Callable[[], Any], key: Iterable[object]) -> Any:
    """What JSON can hold, kept beside `path` under `key`, made where there is none yet."""
    file = _keyed(path, key, ".json")
    if not file.exists():
        made = json.dumps(make(), ensure_ascii=False)
        _replace(file, lambda beside: beside.write_text(made, "utf-8"))
    return json.loads(file.read_text("utf-8"))


def way_of_seeing() -> str:
    """Of the code that sees, so that nothing seen by older code is taken for new."""
    sources = [Path(cutout.__file__).parent / name for name in SEEING]
    code = "".join(ast.dump(ast.parse(source.read_text("utf-8"))) for source in sources)
    return hashlib.sha256(code.encode()).hexdigest()[:12]


def _keyed(path: Path, key: Iterable[object], suffix: str) -> Path:
    digest = hashlib.sha256(repr(list(key)).encode()).hexdigest()[:16]
    return path.with_name(f"{path.name}-{digest}{suffix}")


def _read(path: Path) -> Cutout:
    with np.load(path) as file:
        shape = tuple(file["shape"].tolist())
        bits = np.unpackbits(file["bits"], count=shape[0] * shape[1])
        mask: Mask = bits.reshape(shape).astype(np.bool_)
        return Cutout(mask, float(file["confidence"]), bool(file["fell_back"]))


def _write(path: Path, made: Cutout) -> None:
    def write(beside: Path) -> None:
        np.savez_compressed(
            beside,
            shape=np.array(made.mask.shape),
            bits=np.packbits(made.mask),
            confidence=np.float64(made.confidence),
            fell_back=np.bool_(made.fell_back),
        )

    _replace(path, write)


def _replace(path: Path, write: Callable[[Path], object]) -> None:
    """Whole or not there at all, whoever else writes or kills."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{os.getpid()}-{path.name}")
    write(beside)
    beside.replace(path)
