"""Keyword rules, the questions' files, and the origin's TF-IDF as their yardstick."""

from pathlib import Path

import numpy as np
import pytest

from retrieval.types import Look
from scripts.evaluate import keywords
from scripts.evaluate.keywords import Asked
from scripts.evaluate.plain_tfidf import PlainTfidf

KINDS = 7


def look(name, *tags):
    return Look(name, Path("x"), "women", frozenset(), "casual", "", tags, "")


LOOKS = (look("a", "트렌치코트", "봄"), look("b", "싱글 코트", "겨울"), look("c", "데님 팬츠", "봄"))
COATS = Asked("코트", "test", (("*코트",),), ())


@pytest.mark.parametrize(
    ("question", "fitting"),
    [
        (COATS, "ab"),
        (Asked("봄 코트", "test", (("*코트",), ("봄",)), ()), "a"),
        (Asked("코트 말고", "test", (("*",),), ("*코트",)), "c"),
    ],
)
def test_rules(question, fitting):
    assert "".join(each.id for each in LOOKS if question.answered_by(each)) == fitting


def test_precision_and_silence():
    values = keywords.measure([COATS], lambda _: ["b", "c"], LOOKS)
    assert values.precision.tolist() == [0.5]
    assert not values.found_nothing[0]
    assert keywords.measure([COATS], lambda _: [], LOOKS).found_nothing[0]


def test_a_question_that_nothing_fits_is_undefined_and_no_silence():
    hats = Asked("모자", "test", (("모자",),), ())
    values = keywords.measure([hats], lambda _: [], LOOKS)
    assert np.isnan(values.precision[0])
    assert not values.found_nothing[0]


def test_shuffled_rules_move_the_figure():
    questions = [COATS, Asked("바지", "test", (("*팬츠",),), ())]
    answers = {"코트": ["a", "b"], "바지": ["c"]}
    swapped = [
        Asked(one.keywords, one.kind, other.expected, other.refused)
        for one, other in zip(questions, questions[::-1], strict=True)
    ]
    assert keywords.measure(questions, answers.__getitem__, LOOKS).precision.mean() == 1
    assert keywords.measure(swapped, answers.__getitem__, LOOKS).precision.mean() == 0


def test_two_halves_make_two_hundred_questions_of_every_kind_and_share_none():
    halves = [keywords.read(keywords.OPEN), keywords.read(keywords.HELD_OUT)]
    asked = [question.keywords for half in halves for question in half]
    assert len(asked) == len(set(asked)) == 200
    assert all(len({question.kind for question in half}) == KINDS for half in halves)


def test_the_origins_search_matches_whole_words_only_and_likes_rare_ones():
    search = PlainTfidf(LOOKS)
    assert search("코트") == ["b"]
    assert search("코트를") == []
    assert search("봄 데님")[0] == "c"
