"""A colour word means its colour, less its neighbours, and nothing else."""

from __future__ import annotations

import pytest

from retrieval.colours.near import KIND, TERMS, nearness


def near(asked: str, seen: str) -> float:
    found = nearness(asked)
    assert found is not None
    return float(found[[term.name.en for term in TERMS].index(seen)])


@pytest.mark.parametrize("word", ["black", "검은색", "까만", "블랙"])
def test_a_colour_is_itself_in_every_word_for_it(word):
    assert near(word, "black") == 1
    assert 0.2 < near(word, "charcoal") < 0.5
    assert near(word, "beige") == 0


def test_a_kind_of_a_basic_colour_counts_half_at_least_and_not_the_other_way_round():
    assert near("red", "burgundy") == KIND
    assert near("파란", "sky blue") == KIND
    assert near("burgundy", "red") < KIND


@pytest.mark.parametrize("word", ["실버", "pastel", "코트"])
def test_what_no_piece_is_ever_named_is_no_colour_to_look_for(word):
    assert nearness(word) is None
