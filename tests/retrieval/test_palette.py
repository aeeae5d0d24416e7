"""Colours are measured, merged, named and compared as a person sees them."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from retrieval.colours.difference import ciede2000, lab_of
from retrieval.colours.names import BASIC, SHOP
from retrieval.palette import FAR, distances, name_of, packed, palette_of
from tests.retrieval.conftest import distance

WHITE, BLACK, RED, NAVY, GREEN = (255, 255, 255), (0, 0, 0), (200, 16, 46), (27, 36, 64), (31, 138, 76)

SHARMA = """
50 2.6772 -79.7751  50 0 -82.7485  2.0425
50 3.1571 -77.2803  50 0 -82.7485  2.8615
50 2.8361 -74.0200  50 0 -82.7485  3.4412
50 -1.3802 -84.2814  50 0 -82.7485  1.0000
50 -1.1848 -84.8006  50 0 -82.7485  1.0000
50 -0.9009 -85.5211  50 0 -82.7485  1.0000
50 0 0  50 -1 2  2.3669
50 -1 2  50 0 0  2.3669
50 2.4900 -0.0010  50 -2.4900 0.0009  7.1792
50 2.4900 -0.0010  50 -2.4900 0.0010  7.1792
50 2.4900 -0.0010  50 -2.4900 0.0011  7.2195
50 2.4900 -0.0010  50 -2.4900 0.0012  7.2195
50 -0.0010 2.4900  50 0.0009 -2.4900  4.8045
50 -0.0010 2.4900  50 0.0010 -2.4900  4.8045
50 -0.0010 2.4900  50 0.0011 -2.4900  4.7461
50 2.5 0  50 0 -2.5  4.3065
50 2.5 0  73 25 -18  27.1492
50 2.5 0  61 -5 29  22.8977
50 2.5 0  56 -27 -3  31.9030
50 2.5 0  58 24 15  19.4535
50 2.5 0  50 3.1736 0.5854  1.0000
50 2.5 0  50 3.2972 0  1.0000
50 2.5 0  50 1.8634 0.5757  1.0000
50 2.5 0  50 3.2592 0.3350  1.0000
60.2574 -34.0099 36.2677  60.4626 -34.1751 39.4387  1.2644
63.0109 -31.0961 -5.8663  62.8187 -29.7946 -4.0864  1.2630
61.2901 3.7196 -5.3901  61.4292 2.2480 -4.9620  1.8731
35.0831 -44.1164 3.7933  35.0232 -40.0716 1.5901  1.8645
22.7233 20.0904 -46.6940  23.0331 14.9730 -42.5619  2.0373
36.4612 47.8580 18.3852  36.2715 50.5065 21.2231  1.4146
90.8027 -2.0831 1.4410  91.1528 -1.6435 0.0447  1.4441
90.9257 -0.5406 -0.9208  88.6381 -0.8985 -0.7239  1.5381
6.7747 -0.2908 -2.4247  5.8714 -0.0985 -2.2286  0.6377
2.0776 0.0795 -1.1350  0.9033 -0.0636 -0.5514  0.9082
"""
"""The pairs published with the formula (Sharma, Wu and Dalal 2005): two colours and their difference."""


def picture(*bands):
    """Horizontal bands of (colour, rows), 60 pixels wide."""
    rgb = np.concatenate([np.full((rows, 60, 3), colour, dtype=np.uint8) for colour, rows in bands])
    return rgb, np.ones(rgb.shape[:2], dtype=np.bool_)


def palette(*bands):
    return palette_of(*picture(*bands))


def exactly(a, b):
    """Earth mover's distance by trying every corner of its linear programme, for palettes of two swatches."""
    labs_a, labs_b = packed([a])[0][0], packed([b])[0][0]
    ground = np.minimum(ciede2000(labs_a[:2, None], labs_b[None, :2]), FAR) / FAR
    p, q = a[0].share, b[0].share
    corners = (max(0.0, p + q - 1), min(p, q))
    return min(
        kept * ground[0, 0]
        + (p - kept) * ground[0, 1]
        + (q - kept) * ground[1, 0]
        + (1 - p - q + kept) * ground[1, 1]
        for kept in corners
    )


@pytest.mark.parametrize("precision", [np.float64, np.float32])
def test_ciede2000_agrees_with_the_published_pairs(precision):
    rows = np.array([[float(each) for each in line.split()] for line in SHARMA.strip().splitlines()])
    first, second = rows[:, :3].astype(precision), rows[:, 3:6].astype(precision)
    assert len(rows) == 34
    assert ciede2000(first, second) == pytest.approx(
        rows[:, 6], abs=6e-5 if precision is np.float64 else 5e-3
    )
    assert ciede2000(first, second).dtype == precision


@pytest.mark.parametrize(("colour", "hex", "name"), [(WHITE, "#ffffff", "하양"), (BLACK, "#000000", "검정")])
def test_all_white_and_all_black_are_one_colour(colour, hex, name):
    (swatch,) = palette((colour, 80))
    assert (swatch.hex, swatch.share, swatch.name.ko) == (hex, 1.0, name)


def test_one_pixel_has_a_palette():
    (swatch,) = palette_of(np.array([[RED]], dtype=np.uint8), np.ones((1, 1), dtype=np.bool_))
    assert swatch.hex == "#c8102e"


def test_bands_come_back_with_their_shares_largest_first():
    found = palette((NAVY, 30), (WHITE, 60), (RED, 10))
    assert [swatch.hex for swatch in found] == ["#ffffff", "#1b2440", "#c8102e"]
    assert [swatch.share for swatch in found] == pytest.approx([0.6, 0.3, 0.1], abs=0.03)


def test_only_the_mask_is_looked_at():
    rgb, mask = picture((NAVY, 50), (RED, 50))
    mask[45:] = False
    assert [swatch.hex for swatch in palette_of(rgb, mask)] == ["#1b2440"]


def test_an_empty_mask_means_the_whole_photo():
    rgb, mask = picture((NAVY, 50))
    assert palette_of(rgb, ~mask)[0].hex == "#1b2440"


def test_a_thin_mask_is_not_eroded_away():
    rgb, mask = picture((NAVY, 50))
    mask[:] = False
    mask[20] = True
    assert palette_of(rgb, mask)[0].hex == "#1b2440"


def test_shades_of_one_cloth_merge():
    fold = tuple(channel + 6 for channel in NAVY)
    assert len(palette((NAVY, 50), (fold, 50))) == 1


def test_a_button_is_no_swatch():
    assert [swatch.hex for swatch in palette((NAVY, 98), (RED, 2))] == ["#1b2440"]


@pytest.mark.parametrize("seed", range(5))
def test_shares_of_any_picture_sum_to_one_exactly(seed):
    rgb = np.random.default_rng(seed).integers(0, 256, (90, 70, 3), dtype=np.uint8)
    found = palette_of(rgb, np.ones((90, 70), dtype=np.bool_))
    shares = [swatch.share for swatch in found]
    assert sum(shares) == 1
    assert shares == sorted(shares, reverse=True)
    assert 1 <= len(found) <= 5


def test_a_swatch_s_lab_is_its_hex_s():
    for swatch in palette((RED, 50), (GREEN, 50)):
        rgb = np.frombuffer(bytes.fromhex(swatch.hex[1:]), dtype=np.uint8)
        assert swatch.lab == pytest.approx(lab_of(rgb), abs=1e-3)


def test_the_same_picture_gives_the_same_palette():
    rgb = np.random.default_rng(1).integers(0, 256, (90, 70, 3), dtype=np.uint8)
    mask = np.ones((90, 70), dtype=np.bool_)
    assert palette_of(rgb, mask) == palette_of(rgb.copy(), mask.copy())


@pytest.mark.parametrize("term", [*BASIC, *SHOP], ids=lambda term: term.name.en)
def test_every_name_is_the_name_of_its_prototypes(term):
    for prototype in term.prototypes:
        rgb = np.frombuffer(bytes.fromhex(prototype[1:]), dtype=np.uint8)
        assert name_of(tuple(lab_of(rgb).tolist())) == term.name


def test_there_are_fifteen_basic_names_and_every_shop_word_belongs_to_one():
    basic = {term.name.ko for term in BASIC}
    assert len(basic) == 15
    assert {term.basic for term in (*BASIC, *SHOP)} <= basic
    assert len({term.name.ko for term in (*BASIC, *SHOP)}) == len(BASIC) + len(SHOP)


@pytest.mark.parametrize(
    ("lab", "name"),
    [
        ((98, 1, 2), "하양"),
        ((55, 2, -3), "회색"),
        ((8, 1, -1), "검정"),
        ((25, -1, -2), "차콜"),
        ((16, 4, -20), "네이비"),
    ],
)
def test_greys_are_named_before_hues(lab, name):
    assert name_of(lab).ko == name


def test_distance_is_nought_for_equals_one_for_opposites_and_symmetric():
    red, green = palette((RED, 60), (WHITE, 40)), palette((GREEN, 60), (BLACK, 40))
    assert distance(red, red) == pytest.approx(0, abs=1e-3)
    assert distance(palette((WHITE, 50)), palette((BLACK, 50))) == pytest.approx(1, abs=1e-3)
    assert distance(red, green) == pytest.approx(distance(green, red), abs=1e-5)
    assert 0 < distance(red, green) <= 1


def test_distance_grows_with_what_differs():
    navy, shirt = palette((NAVY, 100)), palette((NAVY, 90), (WHITE, 10))
    assert (
        distance(navy, shirt)
        < distance(navy, palette((NAVY, 50), (WHITE, 50)))
        < distance(navy, palette((RED, 9)))
    )


def test_distance_is_the_earth_mover_s_on_two_swatches():
    palettes = [
        palette((first, rows), (second, 100 - rows))
        for (first, second), rows in itertools.product([(RED, NAVY), (NAVY, WHITE), (GREEN, BLACK)], [25, 60])
    ]
    for a, b in itertools.combinations(palettes, 2):
        assert exactly(a, b) - 1e-4 <= distance(a, b) <= exactly(a, b) + 0.1


def test_many_distances_are_each_distance():
    query = palette((RED, 50), (NAVY, 50))
    others = [palette((WHITE, 10)), palette((NAVY, 70), (GREEN, 30)), query]
    assert distances(query, *packed(others)) == pytest.approx([distance(query, other) for other in others])


def test_no_looks_have_no_distances():
    assert distances(palette((RED, 50)), *packed([])).shape == (0,)
