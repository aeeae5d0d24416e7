"""A vector is kept in a byte a number, and keeping it twice changes nothing."""

from __future__ import annotations

import numpy as np
import pytest

from retrieval.kept_vector import as_kept, levels_of, vector_of


def compared_vector(seed: int = 0) -> np.ndarray:
    """As the embedder makes them: many small numbers, and a few large ones behind."""
    small = np.random.default_rng(seed).normal(size=512, scale=0.03)
    return np.concatenate((small, [0.7], np.zeros(13))).astype(np.float32)


def test_small_numbers_stay_apart_beside_large_ones():
    vector = compared_vector()
    kept = as_kept(vector)
    assert np.abs(kept[:512] - vector[:512]).max() < 0.0006
    assert kept @ vector / np.linalg.norm(kept) / np.linalg.norm(vector) == pytest.approx(1, abs=1e-4)


@pytest.mark.parametrize("seed", range(5))
def test_keeping_twice_changes_nothing(seed):
    once = as_kept(compared_vector(seed))
    assert (as_kept(once) == once).all()


def test_a_byte_a_number():
    levels, scales = levels_of(compared_vector())
    assert (levels.nbytes, scales.nbytes) == (526, 18)


def test_nothing_stays_nothing():
    assert (as_kept(np.zeros(70, dtype=np.float32)) == 0).all()


def test_scales_that_do_not_fit_are_refused():
    levels, scales = levels_of(compared_vector())
    with pytest.raises(ValueError, match="scales"):
        vector_of(levels, scales[:-1])
