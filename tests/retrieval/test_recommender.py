"""The whole way: a lookbook is indexed, a photo seen, a question answered."""

from __future__ import annotations

import pytest

from retrieval.index.build import build
from retrieval.recommender import Recommender
from retrieval.types import (
    Query,
)
from tests.retrieval.fakes import FakeCutter, FakeEmbedder, draw, mixed_rows, write_lookbook


@pytest.fixture(scope="module")
def recommender(tmp_path_factory):
    root = tmp_path_factory.mktemp("recommender")
    lookbook = write_lookbook(root / "lookbook", mixed_rows(60))
    build([lookbook], root / "index", FakeCutter(), FakeEmbedder())
    return Recommender.open(root / "index", FakeCutter(), FakeEmbedder())


@pytest.fixture(scope="module")
def sight(recommender, tmp_path_factory):
    return recommender.see(draw(tmp_path_factory.mktemp("photo") / "red.png", "red", 99).read_bytes())


def ids(answer):
    return [each.look_id for each in answer.recommendations]


def test_a_photo_is_answered(recommender, sight):
    answer = recommender.recommend(Query(garments=sight.garments))
    assert [each.rank for each in answer.recommendations] == list(range(1, 11))
    assert answer.candidates == 60
