"""What the heads say: distributions over words, each beside the picture by its weight."""

from __future__ import annotations

import numpy as np
import pytest

from retrieval.linear_heads import TYPES_BESIDE, WORDS_BESIDE, Head, Heads
from retrieval.regions import DONORS
from retrieval.types import TYPES

POOLED = np.abs(np.random.default_rng(0).normal(0, 1, (5, 512))).astype(np.float32)
DONOR_WORDS = list(DONORS)


def certain_of(*likely, words):
    """A head that answers every picture alike: these words, each as likely as the others."""
    bias = np.full(len(words), -20, np.float32)
    bias[[words.index(word) for word in likely]] = 0
    return Head(np.zeros((512, len(words)), np.float32), bias)


def test_every_row_is_a_distribution():
    random = np.random.default_rng(1)
    head = Head(random.normal(0, 1, (512, 9)).astype(np.float32), np.zeros(9, np.float32))
    probabilities = head.probabilities(POOLED)
    assert probabilities.shape == (5, 9)
    assert probabilities.sum(axis=1) == pytest.approx(np.ones(5), abs=1e-5)
    assert (probabilities.argmax(axis=1) == (POOLED @ head.kernel).argmax(axis=1)).all()


def test_every_head_stands_beside_the_picture_by_its_weight():
    heads = Heads(
        certain_of("hat", words=list(TYPES)),
        certain_of("Hat", words=DONOR_WORDS),
        certain_of("Caps", words=["Caps", "Ties"]),
    )
    beside = heads.beside(POOLED)
    assert heads.words == beside.shape[1] == 14 + 17 + 2
    assert beside[0, TYPES.index("hat")] == pytest.approx(TYPES_BESIDE)
    assert beside[0, 14 + DONOR_WORDS.index("Hat")] == pytest.approx(WORDS_BESIDE)
    assert beside[0, 14 + 17 :].tolist() == pytest.approx([WORDS_BESIDE, 0], abs=1e-6)
