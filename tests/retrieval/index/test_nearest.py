"""Annoy finds what exact search finds, in every cell and in every union of them."""

from __future__ import annotations

import numpy as np
import pytest

from retrieval.errors import IndexMissing
from retrieval.index import nearest
from retrieval.index.cells import CELLS
from retrieval.index.nearest import AnnoyNearest, ExactNearest, write_cells
from retrieval.types import Facets
from tests.retrieval.fakes import EVERY_FACETS, mixed_rows, named

K = 20


@pytest.fixture(autouse=True)
def nothing_whole(monkeypatch):
    """However few the garments are here, trees are to find them."""
    monkeypatch.setattr(nearest, "WHOLE_SHARE", 10**9)


def unit(vectors):
    return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)


def cells_of(n):
    """Cells of `n` rows that mix genders and seasons."""
    genders = [each["gender"] for each in mixed_rows(n)]
    seasons = [set(each["seasons"].split("|")) for each in mixed_rows(n)]
    return {
        cell: np.array(
            [
                row
                for row in range(n)
                if (cell.gender == "all" or genders[row] in (cell.gender, "unisex"))
                and (cell.season is None or cell.season in seasons[row])
            ],
            dtype=np.intp,
        )
        for cell in CELLS
    }


@pytest.fixture(scope="module")
def vectors():
    """Random ones of VGG16's length: the hardest case, for nothing is near anything."""
    return unit(np.random.default_rng(7).normal(size=(1700, 512)))


@pytest.fixture(scope="module")
def cells():
    return cells_of(1700)


@pytest.fixture(scope="module")
def folder(vectors, cells, tmp_path_factory):
    folder = tmp_path_factory.mktemp("cells")
    write_cells(vectors, cells, folder)
    return folder


def recall(annoy, exact, queries, facets):
    shares = []
    for query in queries:
        true = set(exact.search(query, facets, K)[0].tolist())
        found = set(annoy.search(query, facets, K)[0].tolist())
        shares.append(len(true & found) / len(true))
    return float(np.mean(shares))


@pytest.mark.parametrize("facets", EVERY_FACETS, ids=named)
def test_recall_at_20_under_every_facet(vectors, cells, folder, facets):
    annoy, exact = AnnoyNearest(vectors, cells, folder), ExactNearest(vectors, cells)
    queries = unit(np.random.default_rng(8).normal(size=(20, 512)))
    assert recall(annoy, exact, queries, facets) >= 0.99


@pytest.mark.parametrize("facets", EVERY_FACETS[::7], ids=named)
def test_recall_at_20_of_queries_far_from_all_looks(cells, tmp_path, facets):
    """Outfits lie close together, lying garments elsewhere: so it is with real photos."""
    rng = np.random.default_rng(10)
    outfits = unit(rng.normal(size=512) + 0.6 * rng.normal(size=(1700, 512)))
    write_cells(outfits, cells, tmp_path)
    annoy, exact = AnnoyNearest(outfits, cells, tmp_path), ExactNearest(outfits, cells)
    queries = unit(rng.normal(size=512) + 0.6 * rng.normal(size=(20, 512)))
    assert recall(annoy, exact, queries, facets) >= 0.99


def test_cosines_fall_and_are_exact(vectors, cells, folder):
    query = vectors[5]
    rows, cosines = AnnoyNearest(vectors, cells, folder).search(query, Facets(), K)
    assert rows[0] == 5
    assert cosines == pytest.approx(vectors[rows] @ query)
    assert (np.diff(cosines) <= 0).all()


def test_nothing_outside_the_facets_is_found(vectors, cells, folder):
    facets = Facets("men", frozenset({"winter"}))
    rows, _ = AnnoyNearest(vectors, cells, folder).search(vectors[0], facets, 500)
    inside = next(cells[cell] for cell in CELLS if cell.name == "men-winter")
    assert set(rows.tolist()) <= set(inside.tolist())


def test_equal_cosines_are_ordered_by_row(tmp_path):
    vectors = unit(np.ones((30, 8)))
    cells = cells_of(30)
    write_cells(vectors, cells, tmp_path)
    rows, _ = AnnoyNearest(vectors, cells, tmp_path).search(vectors[0], Facets(), 10)
    assert rows.tolist() == list(range(10))


def test_an_empty_cell_finds_nothing(tmp_path):
    vectors = unit(np.ones((1, 8)))
    cells = cells_of(1)  # a look for men, without seasons
    write_cells(vectors, cells, tmp_path)
    rows, cosines = AnnoyNearest(vectors, cells, tmp_path).search(vectors[0], Facets("women"), 5)
    assert len(rows) == len(cosines) == 0


def test_two_builds_are_equal(tmp_path):
    vectors, cells = unit(np.random.default_rng(9).normal(size=(300, 48))), cells_of(300)
    for name in ("one", "two"):
        write_cells(vectors, cells, tmp_path / name)
    for file in (tmp_path / "one").iterdir():
        assert (tmp_path / "two" / file.name).read_bytes() == file.read_bytes()


def test_a_missing_file_is_told(vectors, cells, tmp_path):
    with pytest.raises(IndexMissing, match="codibot index"):
        AnnoyNearest(vectors, cells, tmp_path)


def test_a_cell_that_trees_would_visit_whole_is_scored_without_them(vectors, cells, folder, monkeypatch):
    monkeypatch.setattr(nearest, "WHOLE_SHARE", 1)
    annoy = AnnoyNearest(vectors, cells, folder)
    monkeypatch.setattr(annoy, "_trees", dict.fromkeys(CELLS))  # whoever asks them fails
    rows, cosines = annoy.search(vectors[3], Facets("men"), K)
    exact_rows, exact = ExactNearest(vectors, cells).search(vectors[3], Facets("men"), K)
    assert rows.tolist() == exact_rows.tolist()
    assert cosines == pytest.approx(exact)
