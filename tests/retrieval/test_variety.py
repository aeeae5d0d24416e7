"""The first ten are varied without pushing the closest out."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from retrieval.types import Look
from retrieval.variety import CLOSEST, FIRST, GIVES, Candidates, varied

N = 30


def look(number, style="casual", seasons=("spring",)):
    return Look(str(number), Path("a.png"), "men", frozenset(seasons), style, "", (), "")


def candidates(**changed):
    falling = np.linspace(0.9, 0.9 - 0.001 * (N - 1), N).astype(np.float32)
    whole = {
        "looks": [look(number) for number in range(N)],
        "scores": falling,
        "colours": np.full(N, 0.8, dtype=np.float32),
        "vectors": np.eye(N, dtype=np.float32),
        "preferred": np.zeros(N, dtype=np.bool_),
    }
    return Candidates(**(whole | changed))


ORDER = np.arange(N)


def test_where_nothing_differs_the_order_stays():
    order, slots = varied(ORDER, candidates())
    assert order.tolist() == ORDER.tolist()
    assert slots == {0: "closest"}


@pytest.mark.parametrize(
    ("way", "slot"),
    [
        ({"looks": [look(n, "formal" if n == 20 else "casual") for n in range(N)]}, "dressier"),
        ({"looks": [look(n, "sports" if n == 20 else "casual") for n in range(N)]}, "relaxed"),
        (
            {"looks": [look(n, seasons=("winter",) if n == 20 else ("spring",)) for n in range(N)]},
            "other_season",
        ),
        ({"colours": np.where(np.arange(N) == 20, 0.1, 0.8)}, "other_colour"),
    ],
)
def test_a_look_that_differs_takes_one_of_the_later_places(way, slot):
    order, slots = varied(ORDER, candidates(**way))
    assert slots[20] == slot
    assert 20 in order[CLOSEST:FIRST]
    assert order[:CLOSEST].tolist() == list(range(CLOSEST))
    assert sorted(order.tolist()) == ORDER.tolist()


def test_a_look_that_differs_but_fits_badly_does_not():
    scores = candidates().scores.copy()
    scores[20:] -= 2 * GIVES
    styles = [look(n, "formal" if n == 20 else "casual") for n in range(N)]
    order, slots = varied(ORDER, candidates(looks=styles, scores=scores))
    assert 20 not in slots
    assert order.tolist() == ORDER.tolist()


def test_near_copies_step_behind_the_first_ten():
    vectors = np.eye(N, dtype=np.float32)
    vectors[1] = vectors[0]
    order, _ = varied(ORDER, candidates(vectors=vectors))
    assert 1 not in order[:FIRST]
    assert sorted(order.tolist()) == ORDER.tolist()


def test_a_look_of_another_style_than_asked_takes_no_place():
    preferred = np.arange(N) < 15
    styles = [look(n, "formal" if n == 20 else "casual") for n in range(N)]
    _, slots = varied(ORDER, candidates(looks=styles, preferred=preferred))
    assert 20 not in slots
