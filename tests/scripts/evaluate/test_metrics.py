"""Each metric by hand, its interval, and what breaks it."""

import numpy as np
import pytest

from scripts.evaluate import metrics

GAINS = np.array([2.0, 0.0, 1.0, 0.0, 2.0])


def test_ndcg_by_hand():
    got = 2 + 0 / np.log2(3) + 1 / np.log2(4)
    ideal = 2 + 2 / np.log2(3) + 1 / np.log2(4)
    assert metrics.ndcg(GAINS[:3], GAINS, k=3) == pytest.approx(got / ideal)


def test_ndcg_of_the_ideal_order_is_one_and_falls_when_it_is_broken():
    ideal = np.sort(GAINS)[::-1]
    assert metrics.ndcg(ideal, GAINS) == 1
    assert metrics.ndcg(ideal[::-1], GAINS) < 1


def test_precision_is_of_what_could_be_had():
    assert metrics.precision(np.array([True, False, True]), total_relevant=2) == 1
    assert metrics.precision(np.array([True] * 5 + [False] * 5), total_relevant=50) == 0.5


def test_nothing_relevant_is_undefined_and_counts_nowhere():
    assert np.isnan(metrics.ndcg(np.zeros(3), np.zeros(3)))
    assert np.isnan(metrics.precision(np.zeros(3, dtype=bool), 0))
    values = np.array([0.5] * 10 + [np.nan])
    assert metrics.mean(values).mean == 0.5
    assert metrics.macro(values, ["Hat"] * 11).mean == 0.5


def test_macro_weighs_types_alike_and_leaves_rare_ones_out():
    values = np.array([1.0] * 30 + [0.0] * 10 + [1.0] * 9)
    types = ["Pants"] * 30 + ["Hat"] * 10 + ["Blazer"] * 9
    assert metrics.macro(values, types).mean == 0.5
    assert metrics.mean(values).mean == pytest.approx(39 / 49)


def test_the_interval_holds_the_mean_narrows_with_queries_and_is_always_the_same():
    few = metrics.mean(np.tile([0.0, 1.0], 10))
    many = metrics.mean(np.tile([0.0, 1.0], 500))
    assert few.low < few.mean == 0.5 < few.high
    assert many.high - many.low < few.high - few.low
    assert metrics.mean(np.tile([0.0, 1.0], 10)) == few
