"""Photos made on the spot, the embedder loaded once, and no model downloaded."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from retrieval import embedding
from retrieval.embedding import Embedder
from retrieval.palette import distances, packed
from retrieval.types import Palette, Photo


@pytest.fixture(autouse=True)
def no_downloads(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """rembg's home is an empty folder, and what would download into it fails as without network."""
    home = tmp_path_factory.mktemp("rembg")

    def offline(*args: object, **kwargs: object) -> None:
        raise OSError("no network in tests")

    monkeypatch.setenv("U2NET_HOME", str(home))
    monkeypatch.setattr("pooch.retrieve", offline)
    return home


@pytest.fixture(scope="session")
def builtin() -> Embedder:
    """The embedder that ships; loading it takes seconds."""
    return embedding.make("builtin")


def encoded(image: Image.Image, format: str = "PNG", **options: object) -> bytes:
    """An image as a file's bytes."""
    file = io.BytesIO()
    image.save(file, format, **options)
    return file.getvalue()


def plain(colour: tuple[int, int, int], size: tuple[int, int] = (60, 40)) -> Image.Image:
    """One colour, `size` as (width, height)."""
    return Image.new("RGB", size, colour)


def distance(a: Palette, b: Palette) -> float:
    """How far apart two palettes are."""
    return float(distances(a, *packed([b]))[0])


def photo_of(rgb: np.ndarray, scale: int = 1) -> Photo:
    """A photo whose original is `scale` times as large as its pixels."""
    return Photo(rgb, rgb.shape[1] * scale, rgb.shape[0] * scale, "0" * 64)


def block_photo(colour: tuple[int, int, int] = (30, 60, 190)) -> Photo:
    """A block of one colour, rows 30 to 90, columns 20 to 60, on an off-white ground of 120 x 100."""
    rgb = np.full((120, 100, 3), 235, dtype=np.uint8)
    rgb[30:90, 20:60] = colour
    return photo_of(rgb)
