"""Outfits, pairs, sections and kept things."""

import json

import numpy as np
import pytest

from retrieval import photo
from scripts.evaluate import blind, section
from scripts.evaluate.kept import KeptCutter, kept_array, kept_json
from scripts.evaluate.metrics import Figure
from scripts.evaluate.origin import annoy_row, cosine
from scripts.evaluate.outfit_to_look import outfit_gains
from scripts.evaluate.rows import NOISY, PICTURES, Row, random_row
from scripts.evaluate.section import Line, Section
from scripts.evaluate.truth import WornTruth
from scripts.evaluate.two_pieces import pair_gains, pairs
from tests.retrieval.fakes import FakeCutter, draw
from tests.scripts.evaluate.benches import BLUE, GREEN, RED, small_bench


def test_an_outfit_gains_the_share_worn_doubled_in_a_close_colour():
    outfit = WornTruth("q", {"jeans": BLUE, "t-shirt": RED, "belt": GREEN})
    looks = [
        WornTruth("both", {"pants": BLUE, "t-shirt": RED}),
        WornTruth("one, other colour", {"jeans": GREEN}),
        WornTruth("none", {"hat": RED, "belt": GREEN}),
    ]
    assert outfit_gains(outfit, looks).tolist() == [2.0, 0.5, 0.0]


def test_a_pair_gains_only_where_both_are_worn():
    bench = small_bench()
    pair = pairs(bench)[0]
    assert bench.queries[pair.upper].type == "T-Shirt"
    assert bench.queries[pair.lower].type == "Skirt"
    assert pair_gains(bench, pair).max() == 0  # no look of this bench wears two pieces
    bench.gains[pair.upper, 0], bench.gains[pair.lower, 0] = 2, 1
    assert pair_gains(bench, pair)[0] == 1.5


def test_annoy_agrees_with_cosine_on_a_small_catalogue():
    dice = np.random.default_rng(5)
    looks, queries = dice.random((30, 8), dtype=np.float32), dice.random((4, 8), dtype=np.float32)
    found = annoy_row("peer", queries, looks).order
    assert (found == np.argsort(-cosine(queries, looks), axis=1)[:, :10]).all()


def test_a_kept_cutter_cuts_once_and_gives_the_same_again(tmp_path):
    cutter, opened = FakeCutter(), photo.open(draw(tmp_path / "a.png", "red"))
    kept = KeptCutter(cutter, tmp_path / "kept")
    first, again = kept.cut(opened), kept.cut(opened)
    assert cutter.cuts == 1
    assert kept.name == cutter.name
    assert (first.mask == again.mask).all()
    assert (again.confidence, again.fell_back) == (first.confidence, first.fell_back)


@pytest.mark.parametrize("keep", [kept_array, kept_json])
def test_things_are_kept_by_their_key(tmp_path, keep):
    made = []

    def make():
        made.append(1)
        return np.array([1.0]) if keep is kept_array else [1.0]

    for key in (("a",), ("a",), ("b",)):
        assert list(keep(tmp_path / "thing", make, key)) == [1.0]
    assert len(made) == 2


def test_a_section_is_plain_json_and_plain_words():
    figures = Section("k", "T", [Line("ours", {"P@10": Figure(0.5, 0.4, 0.6), "n": 3})])
    assert json.loads(json.dumps(section.as_json([figures])))["k"]["rows"] == [
        {"row": "ours", "P@10": {"mean": 0.5, "low": 0.4, "high": 0.6}, "n": 3}
    ]
    assert section.written(Figure(0.5, 0.4, 0.6)) == "0.500 [0.400, 0.600]"


def test_blind_sides_are_shuffled_but_always_the_same():
    bench = small_bench()
    one, other = random_row(bench), Row("other", NOISY, random_row(bench, seed=2).order)
    lefts = [blind.sides(query.id, one, other)[0].name for query in bench.queries]
    assert lefts == [blind.sides(query.id, one, other)[0].name for query in bench.queries]
    assert 8 < lefts.count("random") < 28
    assert one.sees == PICTURES
