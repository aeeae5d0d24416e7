"""What keywords say before they are asked by, and what an answer tells of them."""

from __future__ import annotations

import numpy as np
import pytest

from retrieval.index.build import build
from retrieval.question import Question
from retrieval.ranking import WEIGHTS
from retrieval.recommender import Recommender
from retrieval.types import Facets, Query
from tests.retrieval.fakes import FakeCutter, FakeEmbedder, mixed_rows, row, write_lookbook

TAGS = ("셔츠", "티셔츠", "코트", "베레모")
"""Every look of the lookbook has one of them."""


@pytest.fixture(scope="module")
def recommender(tmp_path_factory):
    root = tmp_path_factory.mktemp("understanding")
    rows = [*mixed_rows(12), row("capped", gender="women", tags="베레모|안경")]
    lookbook = write_lookbook(root / "lookbook", rows)
    build([lookbook], root / "index", FakeCutter(), FakeEmbedder())
    return Recommender.open(root / "index", FakeCutter(), FakeEmbedder())


def test_keywords_are_read_with_words_to_offer_for_unknown_ones(recommender):
    said = recommender.understand("코트, 스트릿, 치마 제외, 티숏츠")
    assert (said.wanted, said.excluded) == (("코트", "스트릿"), ("치마",))
    assert [word.typed for word in said.unknown] == ["티숏츠"]
    assert said.unknown[0].near == ("티셔츠",)


@pytest.mark.parametrize("keywords", ["베레모 말고", "no berets", "-베레모 슈페너"])
def test_exclusions_alone_leave_all_other_looks(recommender, keywords):
    answer = recommender.recommend(Query(keywords=keywords, k=20))
    assert len(answer.recommendations) == 12
    assert "capped" not in {each.look_id for each in answer.recommendations}
    assert answer.fitting is None


def test_exclusions_alone_answer_the_same_each_time_and_stay_inside_the_facets(recommender):
    query = Query(keywords="no berets", facets=Facets("men"))
    first, second = recommender.recommend(query), recommender.recommend(query)
    assert first == second
    assert all(recommender.catalogue.look(each.look_id).gender != "women" for each in first.recommendations)


def test_an_answer_says_how_many_looks_the_words_fit(recommender):
    assert recommender.recommend(Query(keywords="안경")).fitting == 1
    assert recommender.recommend(Query(keywords="안경", facets=Facets("men"))).fitting == 0


def test_where_no_known_word_is_wanted_none_is_counted(recommender):
    assert recommender.recommend(Query(keywords="슈페너")).fitting is None
    answer = recommender.recommend(Query(keywords=", ".join(f"{tag} 말고" for tag in TAGS)))
    assert (answer.recommendations, answer.fitting) == ((), None)


@pytest.mark.parametrize(("offset", "k", "reach"), [(0, 10, 400), (90, 10, 400), (91, 10, 800)])
def test_the_first_hundred_ranks_are_of_one_reach(offset, k, reach):
    query = Query(keywords="코트", offset=offset, k=k)
    assert Question(query, np.arange(3), None, WEIGHTS["words"]).reach == reach
