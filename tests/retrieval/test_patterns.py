"""What a cloth shows is compared, and said where it is true."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from retrieval.index import folders, tables
from retrieval.index.build import build
from retrieval.patterns import alike_in_pattern, pattern_numbers
from retrieval.recommender import Recommender
from retrieval.types import Box, Garment, PatternReason, Query
from tests.retrieval.fakes import FakeCutter, FakeEmbedder, draw, mixed_rows, write_lookbook


def patterned(pattern):
    return Garment("shirt", 0.9, (), Box(0, 0, 1, 1), np.zeros(2, np.float32), (), pattern)


def test_the_same_pattern_is_alike_another_is_not_and_an_unknown_one_half():
    others = pattern_numbers([patterned(each) for each in ("striped", "solid", None)])
    assert alike_in_pattern(patterned("striped"), others).tolist() == [1, 0, 0.5]


def test_of_looks_alike_those_of_the_pattern_come_first_and_say_so(tmp_path):
    """Every third worn garment is striped, the others plain; the question is striped."""
    build(
        [write_lookbook(tmp_path / "book", mixed_rows(60))], tmp_path / "index", FakeCutter(), FakeEmbedder()
    )
    build_folder = folders.current(tmp_path / "index")
    worn = tables.read_worn(build_folder)
    striped = [
        replace(each, pattern="solid" if row % 3 else "striped") for row, each in enumerate(worn.garments)
    ]
    tables.write_worn(replace(worn, garments=striped), build_folder)
    recommender = Recommender.open(tmp_path / "index", FakeCutter(), FakeEmbedder())
    (red,) = recommender.see(draw(tmp_path / "red.png", "red", 99).read_bytes()).garments
    found = recommender.recommend(Query(garments=(replace(red, pattern="striped"),), k=60))
    told = [PatternReason("striped") in each.reasons for each in found.recommendations]
    alike = [bool(each.reasons) for each in found.recommendations]
    assert any(told)
    assert not all(told)
    places = np.flatnonzero(told)
    plain = [place for place in np.flatnonzero(alike) if not told[place]]
    assert places.mean() < np.mean(plain)
    plain_too = recommender.recommend(Query(garments=(replace(red, pattern="solid"),), k=60))
    assert not any(
        isinstance(why, PatternReason) for each in plain_too.recommendations for why in each.reasons
    )
