"""Occasions, weather by degrees, moods and figures: what is offered, and what suits it."""

import pytest

from retrieval.language.glossary import glossary, kind_of
from retrieval.occasions import KINDS, chips, occasions, weather_at
from retrieval.words import Vocabulary
from tests.retrieval.keyword_check import look


def test_every_kind_offers_chips_that_the_glossary_holds():
    for kind in KINDS:
        assert len(chips(kind)) >= 7
        assert {kind_of(chip) for chip in chips(kind)} == {kind}


def test_degrees_leave_no_gap():
    assert all(weather_at(degrees) for degrees in range(-40, 51))


@pytest.mark.parametrize(
    ("degrees", "name"), [(33, "28도 이상"), (27, "23~27도"), (18, "17~19도"), (-9, "4도 이하")]
)
def test_weather_is_named_by_its_degrees(degrees, name):
    assert weather_at(degrees) == name


@pytest.mark.parametrize("name", [each.name for each in occasions()])
def test_a_name_is_understood_as_itself_in_both_languages(name):
    words = Vocabulary.fit([])
    english = next(word for word in glossary().entries[name].words if word.isascii())
    assert words.parse(name).wanted == (name,)
    assert glossary().named(words.parse(english).wanted[0]) == {name}


def test_degrees_are_answered_by_pieces_and_fabrics():
    looks = [look("light", tags=("쇼츠", "샌들")), look("warm", tags=("패딩", "울"))]
    words = Vocabulary.fit(looks)
    assert words.scores("30도")[0] > words.scores("30도")[1]
    assert words.scores("영하 3도")[1] > words.scores("영하 3도")[0]
