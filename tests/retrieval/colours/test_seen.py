"""Colours that no tag names, but that were seen, can be asked for and left out."""

from __future__ import annotations

import pytest

from retrieval.colours.seen import word_of
from retrieval.index.build import build
from retrieval.recommender import Recommender
from retrieval.types import Query
from tests.retrieval.fakes import FakeCutter, FakeEmbedder, draw, mixed_rows, write_lookbook


@pytest.mark.parametrize(
    ("colour", "word"), [("차콜", "차콜"), ("데님", "파랑"), ("하양", "하양"), ("???", None)]
)
def test_a_seen_colour_has_a_word(colour, word):
    assert word_of(colour) == word


def test_seen_colours_are_asked_for_and_left_out(tmp_path):
    lookbook = write_lookbook(tmp_path / "lookbook", mixed_rows(6))
    for n in range(6):
        draw(lookbook / "photos" / f"look{n:03}.png", "red" if n < 2 else "blue", n)
    build([lookbook], tmp_path / "index", FakeCutter(), FakeEmbedder())
    recommender = Recommender.open(tmp_path / "index", FakeCutter(), FakeEmbedder())
    red = {each.look_id for each in recommender.recommend(Query(keywords="빨간", k=2)).recommendations}
    others = {each.look_id for each in recommender.recommend(Query(keywords="no red")).recommendations}
    assert red == {"look000", "look001"}
    assert others == {f"look{n:03}" for n in range(2, 6)}
