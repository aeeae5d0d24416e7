"""More like this, less like that: vectors move, tags count, looks it was said of stay out."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import numpy as np
import pytest

from retrieval.feedback import TagTable, moved
from retrieval.types import Look

NOTHING = np.empty((0, 2), dtype=np.float32)
EAST, NORTH, WEST = (np.array(each, dtype=np.float32) for each in ((1, 0), (0, 1), (-1, 0)))


def look(*tags):
    return Look("-".join(tags), Path("a.png"), "men", frozenset(), "", "", tags, "")


def test_without_feedback_nothing_moves():
    assert moved(EAST, NOTHING, NOTHING).tolist() == EAST.tolist()


def test_a_question_moves_towards_what_is_liked_and_away_from_what_is_not():
    liked = moved(EAST, NORTH[None], NOTHING)
    assert 0 < liked @ NORTH < liked @ EAST < 1
    disliked = moved(EAST, NOTHING, NORTH[None])
    assert disliked @ NORTH < 0 < disliked @ EAST
    assert np.linalg.norm(liked) == pytest.approx(1)


def test_rare_tags_of_liked_looks_count_more_than_common_ones():
    tags = TagTable([look("a", "rare"), look("a"), look("a", "rare", "b"), look("a", "b"), look("b")])
    scores = tags.alike(np.array([0]), np.array([], dtype=np.intp))
    assert scores.argmax() == 0
    assert scores[2] > scores[1] > scores[4]
    assert scores.min() >= 0


def test_many_looks_of_many_tags_take_no_more_than_their_tags_do():
    looks = [look(f"tag{n % 5000}", f"tag{n * 7 % 5000}") for n in range(20_000)]
    tracemalloc.start()
    tags = TagTable(looks)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 100_000_000  # 20,000 x 5,000 numbers are four hundred million bytes
    assert tags.alike(np.array([3]), np.array([], dtype=np.intp)).argmax() == 3


def test_a_look_without_tags_is_neither_alike_nor_unlike():
    tags = TagTable([look("a"), look(), look("b")])
    assert tags.alike(np.array([0]), np.array([2]))[1] == 0.5
    assert TagTable([look(), look()]).alike(np.array([0]), np.array([1])).tolist() == [0.5, 0.5]
    TagTable([])


def test_tags_of_disliked_looks_count_against_a_look():
    tags = TagTable([look("a"), look("b"), look("c")])
    none = np.array([], dtype=np.intp)
    scores = tags.alike(none, np.array([1]))
    assert scores[1] < scores[0] == scores[2]
