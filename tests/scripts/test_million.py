"""Mixed garments are like real ones: of unit length, near those of their type, as near to one another."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest

from scripts.million.figures import Figures
from scripts.million.mixing import Mixer, nearness, unit
from tests.retrieval.index import builds


@pytest.fixture
def worn():
    """Hats and bags, each around a middle of its own."""
    rng = np.random.default_rng(1)
    middles = np.repeat(unit(rng.normal(size=(2, 32))), 100, axis=0)
    table = builds.worn(unit(middles + 0.1 * rng.normal(size=(200, 32))))
    types = ["hat"] * 100 + ["bag"] * 100
    garments = tuple(replace(each, type=type) for each, type in zip(table.garments, types, strict=True))
    return replace(table, garments=garments)


def mixed(worn, seed=7):
    return np.concatenate(list(Mixer(worn, seed).mixed(np.arange(200))))


def test_of_unit_length_and_near_their_own_type(worn):
    vectors = mixed(worn)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-5)
    hats, bags = worn.vectors[:100].mean(axis=0), worn.vectors[100:].mean(axis=0)
    assert (vectors[:100] @ hats > vectors[:100] @ bags).all()
    assert (vectors[100:] @ bags > vectors[100:] @ hats).all()


def test_as_near_to_one_another_as_real_ones(worn):
    assert nearness(mixed(worn)) == pytest.approx(nearness(worn.vectors), abs=0.03)


def test_a_seed_makes_the_same_ones(worn):
    assert np.array_equal(mixed(worn), mixed(worn))
    assert not np.allclose(mixed(worn), mixed(worn, seed=8))


def test_what_was_measured_is_not_measured_again(tmp_path):
    Figures(tmp_path).note("men", inside=5, **{"exact p50": 1.5, "exact p95": 12.4, "recall@20": 0.995})
    figures = Figures(tmp_path)
    assert "men" in figures
    assert "women" not in figures
    assert "| men | 5 | 2 / 12 | 0.995 |" in figures.told()
    assert json.loads((tmp_path / "figures.jsonl").read_text("utf-8"))["inside"] == 5
