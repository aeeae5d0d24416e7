"""Whichever engine holds the vectors, a question finds what exact search finds, and never too little."""

from __future__ import annotations

import numpy as np
import pytest

from retrieval.index.annoy import ANNOY
from retrieval.index.cells import rows_by_cell, union
from retrieval.index.nearest import ExactNearest
from retrieval.types import Facets
from tests.retrieval.fakes import EVERY_FACETS, named
from tests.retrieval.index import builds
from tests.retrieval.index.builds import unit

K, QUESTIONS = 20, 3
LOOKS = builds.looks(1000)
CELLS = rows_by_cell(LOOKS)


@pytest.fixture(scope="module", params=["far", "close"])
def vectors(request):
    """Random ones, nothing near anything; and outfits, which lie close together."""
    rng = np.random.default_rng(7)
    if request.param == "far":
        return unit(rng.normal(size=(1000, 256)))
    return unit(rng.normal(size=256) + 0.6 * rng.normal(size=(1000, 256)))


@pytest.fixture(scope="module")
def questions(vectors):
    """All apart from the garments in one direction, as lying ones are from worn: their nearest is at 0.7."""
    rng = np.random.default_rng(8)
    asked = vectors[rng.choice(len(vectors), QUESTIONS)]
    return unit(asked + 0.8 * unit(rng.normal(size=(1, 256))) + 0.6 * unit(rng.normal(size=asked.shape)))


@pytest.fixture(scope="module")
def exact(vectors):
    return ExactNearest(vectors, CELLS)


@pytest.fixture(scope="module", params=["exact", "annoy", "graph", "pgvector"])
def nearest(request, vectors, exact, tmp_path_factory):
    """`graph` is pgvector's even where few garments are left; `pgvector` is as it is used."""
    if request.param == "exact":
        return exact
    engine = ANNOY if request.param == "annoy" else in_database(request)
    folder = builds.written(tmp_path_factory.mktemp("engine"), "one", vectors)
    with engine.filled(folder, LOOKS, builds.worn(vectors)):
        return engine.open(folder, LOOKS, builds.worn(vectors))


def in_database(request):
    from retrieval.index.pgvector import STEP, Pgvector

    return Pgvector(request.getfixturevalue("postgres").url(), 0 if request.param == "graph" else STEP)


def test_recall_under_every_facet(questions, exact, nearest):
    for facets in EVERY_FACETS:
        recalls = []
        for question in questions:
            true, found = (set(each.search(question, facets, K)[0].tolist()) for each in (exact, nearest))
            assert len(found) == len(true)
            recalls.append(len(true & found) / len(true))
        assert np.mean(recalls) >= 0.99, facets


@pytest.mark.parametrize("facets", EVERY_FACETS[::13], ids=named)
def test_as_many_as_there_are(vectors, nearest, facets):
    inside = union(CELLS, facets)
    rows, cosines = nearest.search(vectors[3], facets, len(inside) + 5)
    assert sorted(rows.tolist()) == inside.tolist()
    assert cosines == pytest.approx(vectors[rows] @ vectors[3], abs=1e-6)
    assert (np.diff(cosines) <= 0).all()


def test_the_nearest_comes_first(vectors, nearest):
    for row in (0, 5, 999):
        assert nearest.search(vectors[row], Facets(), K)[0][0] == row
