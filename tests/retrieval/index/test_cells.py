"""Facets open cells; a look stands in those it passes."""

from __future__ import annotations

from pathlib import Path

import pytest

from retrieval.index.cells import CELLS, asked, passes, rows_by_cell, union
from retrieval.types import SEASONS, Facets, Look


def look(gender, *seasons):
    return Look("a", Path("a.png"), gender, frozenset(seasons), "", "", (), "")


def allows(facets, one):
    return bool(len(union(rows_by_cell([one]), facets)))


def test_there_are_fifteen_cells():
    assert len(CELLS) == len({cell.name for cell in CELLS}) == 15


@pytest.mark.parametrize(
    ("gender", "genders"),
    [
        ("men", {"men", "unisex"}),
        ("women", {"women", "unisex"}),
        ("all", {"men", "women", "unisex"}),
    ],
)
def test_a_gender_passes_its_own_and_unisex(gender, genders):
    passing = {each for each in ("men", "women", "unisex") if allows(Facets(gender), look(each))}
    assert passing == genders


def test_a_look_passes_if_it_shares_a_season():
    facets = Facets(seasons=frozenset({"spring", "winter"}))
    assert allows(facets, look("men", "winter", "autumn"))
    assert not allows(facets, look("men", "autumn", "summer"))


def test_a_look_without_seasons_passes_only_where_none_was_asked():
    assert allows(Facets(), look("men"))
    assert not allows(Facets(seasons=frozenset(SEASONS)), look("men"))
    assert not any(passes(look("men"), cell) for cell in CELLS if cell.season)


def test_several_seasons_open_several_cells_and_each_row_comes_once():
    facets = Facets("women", frozenset({"summer", "spring"}))
    assert [cell.name for cell in asked(facets)] == ["women-spring", "women-summer"]
    rows = union(rows_by_cell([look("women", "spring", "summer"), look("women", "summer")]), facets)
    assert rows.tolist() == [0, 1]
