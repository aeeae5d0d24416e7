"""The rough closeness of palettes keeps what the exact one puts first."""

from __future__ import annotations

import numpy as np
import pytest

from retrieval.palette import distance, palette_of
from retrieval.palette_table import PaletteTable


def patches(seed):
    """A palette of up to five patches of random colours and sizes."""
    rng = np.random.default_rng(seed)
    widths = rng.integers(4, 40, size=rng.integers(1, 6))
    colours = rng.integers(0, 256, size=(len(widths), 3))
    pixels = np.repeat(colours, widths, axis=0)[None].repeat(8, axis=0).astype(np.uint8)
    return palette_of(pixels, np.ones(pixels.shape[:2], dtype=np.bool_))


@pytest.fixture(scope="module")
def palettes():
    return [patches(seed) for seed in range(300)]


@pytest.fixture(scope="module")
def table(palettes):
    return PaletteTable(palettes)


def test_closeness_is_one_less_the_distance(palettes, table):
    rows = np.array([0, 7, 299])
    exact = [1 - distance(palettes[3], palettes[row]) for row in rows]
    assert table.closeness(palettes[3], rows) == pytest.approx(exact, abs=1e-5)


def test_a_palette_is_roughly_itself(palettes, table):
    rough = table.rough_closeness(palettes[5], np.arange(300))
    assert rough[5] == pytest.approx(1, abs=1e-3)
    assert rough.argmax() == 5
    assert ((rough >= 0) & (rough <= 1 + 1e-6)).all()


def test_the_closest_ten_are_among_the_roughly_closest_sixty(palettes, table):
    rows, kept = np.arange(300), []
    for query in palettes[:20]:
        exact = np.argsort(-table.closeness(query, rows), kind="stable")[:10]
        rough = np.argsort(-table.rough_closeness(query, rows), kind="stable")[:60]
        kept.append(np.isin(exact, rough).mean())
    assert np.mean(kept) >= 0.97
