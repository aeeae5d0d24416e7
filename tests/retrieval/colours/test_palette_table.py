"""The rough closeness of palettes keeps what the exact one puts first."""

from __future__ import annotations

import numpy as np
import pytest

from retrieval.colours.difference import ciede2000
from retrieval.colours.palette_table import BLUR, SAME, PaletteTable
from retrieval.palette import medians, packed, palette_of
from tests.retrieval.conftest import distance


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


def stripes(*bands):
    """A palette of bands of (colour, width)."""
    pixels = np.concatenate([np.full((width, 8, 3), colour, dtype=np.uint8) for colour, width in bands])
    return palette_of(pixels, np.ones(pixels.shape[:2], dtype=np.bool_))


def test_closeness_is_half_the_palette_s_and_half_the_median_colour_s(palettes, table):
    rows = np.array([0, 7, 299])
    apart = ciede2000(medians(*packed([palettes[3]])), medians(*packed([palettes[row] for row in rows])))
    same = (1 + np.exp(-SAME / BLUR)) / (1 + np.exp((apart - SAME) / BLUR))
    whole = np.array([1 - distance(palettes[3], palettes[row]) for row in rows])
    assert table.closeness(palettes[3], rows) == pytest.approx((whole + same) / 2, abs=1e-5)


def test_a_palette_is_exactly_itself(palettes, table):
    assert table.closeness(palettes[5], np.array([5])) == pytest.approx(1, abs=1e-4)


def test_a_shade_is_closer_than_another_hue_by_more_than_their_distances():
    navy, paler, red = (stripes((colour, 20)) for colour in ((30, 40, 80), (45, 55, 100), (170, 40, 40)))
    close, far = PaletteTable([paler, red]).closeness(navy, np.array([0, 1]))
    assert close - far > distance(navy, red) - distance(navy, paler)


def test_the_median_of_a_palette_is_what_half_of_it_reaches():
    labs = np.array([[[80, 0, 5], [20, 9, 7], [50, 3, 1], [0, 0, 0], [0, 0, 0]]], dtype=np.float32)
    shares = np.array([[0.2, 0.45, 0.35, 0, 0]], dtype=np.float32)
    assert medians(labs, shares).tolist() == [[50, 3, 5]]


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
