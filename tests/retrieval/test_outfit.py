"""What is worn on the whole, told from a parser's answer: probabilities that follow what is there."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from retrieval import outfit, parsing
from retrieval.errors import WeightsError
from retrieval.regions import REGIONS
from retrieval.types import TYPES, Photo
from tests.retrieval.region_colours import REGION_COLOURS

SIZE = (64, 32)  # of the regions; types are told at a quarter


def answer(**places):
    """A parser's answer to somebody who wears nothing but what lies in some rows: region -> (first, last)."""
    regions = np.full((len(REGIONS), *SIZE), 1e-4, np.float32)
    regions[0] = 1
    types = np.zeros((len(TYPES), SIZE[0] // 4, SIZE[1] // 4), np.float32)
    for region, (first, last, kind) in places.items():
        regions[:, first:last, 8:24] = 1e-4
        regions[REGIONS.index(region), first:last, 8:24] = 1
        types[TYPES.index(kind), first // 4 : last // 4, 2:6] = 3
    return regions / regions.sum(0), types


def wears(kind, *answered):
    return outfit.wears(*answered)[TYPES.index(kind)]


def test_every_type_has_a_probability_of_its_own():
    told = outfit.wears(*answer(skin=(0, 8, "hat"), top=(8, 32, "shirt"), trousers=(32, 60, "trousers")))
    assert len(told) == len(TYPES)
    assert all(0 <= each <= 1 for each in told)


@pytest.mark.parametrize(
    ("region", "kind"), [("trousers", "trousers"), ("skirt", "skirt"), ("shorts", "shorts")]
)
def test_what_is_there_is_likelier_than_where_it_is_not(region, kind):
    above = {"skin": (0, 8, "t-shirt"), "top": (8, 32, "t-shirt")}
    there = wears(kind, *answer(**above, **{region: (32, 56, kind)}))
    others = {"trousers", "skirt", "shorts"} - {region}
    assert there > max(wears(kind, *answer(**above, **{other: (32, 56, other)})) for other in others)


def test_nothing_and_nobody_are_described_too():
    for regions, types in (answer(), answer(top=(0, 64, "knit"))):
        numbers = outfit.described(regions, types)
        assert numbers.shape == (187,)
        assert np.isfinite(numbers).all()


@pytest.mark.parametrize("rows", [1, 2, 3])
def test_what_fills_only_the_lowest_rows_is_told_in_numbers(rows):
    regions, types = answer(top=(SIZE[0] - 4 * rows, SIZE[0], "t-shirt"))
    told = outfit.wears(regions, types)
    assert np.isfinite(told).all()
    assert all(0 <= each <= 1 for each in told)


def test_only_where_somebody_wears_it_is_an_outfit_told():
    parser = parsing.Parser(Path(__file__).parent / "fixtures" / "colour_parser.onnx")
    rgb = np.full((320, 160, 3), 255, np.uint8)
    rgb[100:200, 30:130] = REGION_COLOURS[REGIONS.index("top")]
    lying = Photo(rgb, 160, 320, "lying")
    assert parser.parse(lying).cutout.wears == ()
    worn = rgb.copy()
    worn[20:100, 50:110] = REGION_COLOURS[REGIONS.index("skin")]
    parse = parser.parse(Photo(worn, 160, 320, "worn"))
    assert parse.wearer
    assert len(parse.cutout.wears) == len(TYPES)


@pytest.mark.parametrize("damage", ["torn", "empty", "cut", "gone", "short"])
def test_damaged_weights_are_named(tmp_path, monkeypatch, damage):
    path = tmp_path / "outfit.npz"
    if damage == "torn":
        path.write_bytes(b"nothing")
    if damage == "empty":
        path.touch()
    if damage == "cut":
        path.write_bytes(outfit.BUILTIN.read_bytes()[:-100])
    if damage == "short":
        np.savez(path, mean=np.zeros(2), deviation=np.ones(2), kernel=np.zeros((2, 3)), bias=np.zeros(3))
    monkeypatch.setattr(outfit, "BUILTIN", path)
    outfit.weights.cache_clear()
    try:
        with pytest.raises(WeightsError, match=r"outfit\.npz"):
            outfit.wears(*answer())
    finally:
        outfit.weights.cache_clear()
