"""Heads by regions: skin and hats above the clothes, every person's, and the top where nothing is read."""

from __future__ import annotations

import numpy as np

from retrieval.heads import heads
from retrieval.regions import REGIONS

SKIN, TOP, TROUSERS, HAT = (REGIONS.index(name) for name in ("skin", "top", "trousers", "headwear"))


def standing(at: int = 40, hat: bool = False, head: bool = True) -> np.ndarray:
    """Somebody of 100 rows: a head of 12, arms beside the top, trousers."""
    labels = np.zeros((120, 100), dtype=np.intp)
    labels[22:60, at - 10 : at + 10] = TOP
    labels[24:60, at - 14 : at - 10] = SKIN  # an arm below the shoulder's height
    labels[22:24, at - 14 : at - 10] = TOP
    labels[60:110, at - 8 : at + 8] = TROUSERS
    if head:
        labels[10:22, at - 4 : at + 4] = SKIN
    if hat:
        labels[6:12, at - 5 : at + 5] = HAT
    return labels


def test_a_head_is_covered_with_room_and_the_body_is_not():
    found = heads(standing())
    assert found[10:22, 36:44].all()
    assert found[9, 40]
    assert not found[30:, :].any()


def test_a_hat_is_part_of_the_head():
    assert heads(standing(hat=True))[6:22, 36:44].all()


def test_everybodys_head_is_found():
    found = heads(np.maximum(standing(25), standing(75)))
    assert found[15, 25]
    assert found[15, 75]
    assert not found[15, 50]


def test_where_no_head_is_read_the_top_is_taken():
    found = heads(standing(head=False))
    assert found[22:30, 38:42].all()
    assert not found[60:, :].any()


def test_nobody_has_no_head():
    assert not heads(np.zeros((40, 30), dtype=np.intp)).any()
