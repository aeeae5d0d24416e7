"""Pairings are counted by look, never against the piece itself, and rare ones are not told."""

from __future__ import annotations

import numpy as np
import pytest

from retrieval.colours.names import basic_name, basic_named
from retrieval.index.tables import WornTable
from retrieval.pairings import count
from retrieval.types import Box, ColourName, Garment, Swatch

NAVY, BLACK, WHITE = ColourName("네이비", "navy"), ColourName("검정", "black"), ColourName("하양", "white")


def piece(type_: str, name: ColourName, confidence: float = 0.9) -> Garment:
    swatch = Swatch("#000000", (0.0, 0.0, 0.0), 1.0, name)
    return Garment(type_, confidence, (), Box(0, 0, 1, 1), np.zeros(2, np.float32), (swatch,))


def table(*looks: tuple[Garment, ...]) -> WornTable:
    rows = [row for row, look in enumerate(looks) for _ in look]
    garments = tuple(garment for look in looks for garment in look)
    return WornTable(garments, np.array(rows, np.intp), np.zeros((len(rows), 2), np.float32))


SUIT = (piece("knit", NAVY), piece("trousers", BLACK), piece("trousers", BLACK))
LOOKS = table(*[SUIT] * 4, (piece("knit", BLACK), piece("skirt", WHITE)), *[(piece("trousers", BLACK),)] * 3)
ALL = np.arange(8)


def test_what_is_worn_together_is_counted_once_a_look() -> None:
    found = count(LOOKS, ALL, "knit")
    assert (found.wearing, found.looks) == (5, 8)
    (only,) = found.found  # the skirt is worn with it only once
    assert (only.type, only.colour, only.looks) == ("trousers", BLACK, 4)
    assert only.share == pytest.approx(4 / 5)
    assert only.lift == pytest.approx(4 / 5 / (7 / 8))


def test_a_colour_asked_for_is_kept_to() -> None:
    assert count(LOOKS, ALL, "knit", basic_name(NAVY)).wearing == 4
    assert count(LOOKS, ALL, "knit", WHITE).found == ()


def test_only_looks_inside_count() -> None:
    assert count(LOOKS, ALL[:3], "knit").found[0].looks == 3
    assert count(LOOKS, ALL[4:], "hat").wearing == 0


def test_a_piece_nobody_is_sure_of_is_not_counted() -> None:
    unsure = (piece("knit", NAVY), piece("hat", BLACK, confidence=0.2))
    assert count(table(*[unsure] * 5), np.arange(5), "knit").found == ()


@pytest.mark.parametrize("word", ["네이비", "navy", "Navy", "indigo"])
def test_a_colour_is_known_in_both_languages(word: str) -> None:
    assert basic_named(word) == basic_name(NAVY)


def test_no_colour_is_none() -> None:
    assert basic_named("plaid") is None
