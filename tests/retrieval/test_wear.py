"""What can be worn: pieces stand for garments of their kind and colour, and what is missing is named."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from retrieval.index.tables import WornTable
from retrieval.types import Box, ColourName, Garment, Look, Swatch, WearQuery, WornPiece
from retrieval.wear import Wearables

NAVY = Swatch("#1b2a4a", (17.0, 2.0, -21.0), 1.0, ColourName("네이비", "navy"))
WHITE = Swatch("#f4f4f2", (96.0, 0.0, 1.0), 1.0, ColourName("화이트", "white"))
RED = Swatch("#c02020", (41.0, 60.0, 42.0), 1.0, ColourName("레드", "red"))


def garment(kind: str, colour: Swatch, size: int = 10, turn: float = 0.0) -> Garment:
    """A garment whose vector stands `turn` radians off the axis."""
    vector = np.array([np.cos(turn), np.sin(turn)], dtype=np.float32)
    return Garment(kind, 0.9, (), Box(0, 0, size, size), vector, (colour,))


OUTFITS = {
    "a": [garment("shirt", NAVY), garment("trousers", WHITE), garment("shoes", RED)],
    "b": [garment("shirt", NAVY), garment("trousers", WHITE)],
    "c": [garment("shirt", NAVY), garment("skirt", RED, 30), garment("bag", WHITE, 5)],
    "d": [garment("shirt", RED), garment("trousers", RED)],
}


def look(look_id: str) -> Look:
    return Look(look_id, Path("x"), "men", frozenset(), "casual", "", ("레드 미니 스커트", "셔츠"), "")


def wearables(outfits: dict[str, list[Garment]] = OUTFITS) -> Wearables:
    pairs = [(row, each) for row, garments in enumerate(outfits.values()) for each in garments]
    rows = np.array([row for row, _ in pairs])
    table = WornTable(tuple(each for _, each in pairs), rows, np.stack([each.embedding for _, each in pairs]))
    return Wearables([look(look_id) for look_id in outfits], table)


SHIRT, TROUSERS = garment("shirt", NAVY), garment("trousers", WHITE)
ALL = np.arange(len(OUTFITS))


def found(*pieces: Garment, **query: object) -> list[str]:
    answer = wearables().answer(WearQuery(pieces, **query), ALL)  # type: ignore[arg-type]
    return [each.look_id for each in answer.looks]


def test_most_owned_first_then_least_missing() -> None:
    answer = wearables().answer(WearQuery((SHIRT, TROUSERS)), ALL)
    assert [each.look_id for each in answer.looks] == ["b", "a", "c"]
    assert answer.total == 3
    whole, one_short, two_short = answer.looks
    assert (whole.owned, whole.missing, whole.rank) == ((0, 1), (), 1)
    assert one_short.missing == (WornPiece("shoes", RED.name),)
    assert two_short.owned == (0,)


def test_the_missing_are_named_by_tag_and_colour_the_largest_first() -> None:
    (only,) = (each for each in wearables().answer(WearQuery((SHIRT,)), ALL).looks if each.look_id == "c")
    assert only.missing == (WornPiece("skirt", RED.name, "레드 미니 스커트"), WornPiece("bag", WHITE.name))


def test_a_page_goes_on_where_the_last_one_ended() -> None:
    assert found(SHIRT, TROUSERS, k=2) == ["b", "a"]
    assert found(SHIRT, TROUSERS, k=2, offset=2) == ["c"]


def test_looks_outside_the_facets_or_the_asked_ones_are_left_out() -> None:
    assert found(SHIRT, among=frozenset({"c", "d"})) == ["c"]
    assert [each.look_id for each in wearables().answer(WearQuery((SHIRT,)), np.array([2, 3])).looks] == ["c"]


@pytest.mark.parametrize(
    "other",
    [garment("shirt", WHITE), garment("skirt", NAVY), garment("shirt", NAVY, turn=np.pi / 2)],
    ids=["colour", "type", "look"],
)
def test_another_colour_type_or_shape_stands_for_nothing(other: Garment) -> None:
    assert "b" not in found(other)


def test_a_piece_without_a_vector_is_judged_by_type_and_colour() -> None:
    kept = replace(SHIRT, embedding=np.zeros_like(SHIRT.embedding))
    assert found(kept) == found(SHIRT)


def test_one_piece_is_not_worn_twice() -> None:
    twice = {"a": [garment("shirt", NAVY), garment("top", NAVY, turn=0.2)]}
    (one,) = wearables(twice).answer(WearQuery((SHIRT,)), np.array([0])).looks
    assert one.owned == (0,)
    assert one.missing == (WornPiece("top", NAVY.name),)


def test_garments_of_no_told_type_are_neither_named_nor_in_the_way() -> None:
    unsure = {"a": [garment("shirt", NAVY), replace(garment("shoes", RED), confidence=0.2)]}
    (one,) = wearables(unsure).answer(WearQuery((SHIRT,)), np.array([0])).looks
    assert one.missing == ()


def test_of_an_outfit_seen_only_as_a_whole_the_tags_tell_the_pieces() -> None:
    both = (replace(NAVY, share=0.2), replace(RED, share=0.8))
    whole = {"a": [replace(garment("unknown", NAVY), palette=both)]}
    (one,) = wearables(whole).answer(WearQuery((SHIRT, garment("hat", NAVY))), np.array([0])).looks
    assert one.owned == (0,)
    assert one.missing == (WornPiece("skirt", None, "레드 미니 스커트"),)
    (one,) = wearables(whole).answer(WearQuery((SHIRT, garment("skirt", RED))), np.array([0])).looks
    assert (one.owned, one.missing) == ((0, 1), ())
    assert wearables(whole).answer(WearQuery((garment("shirt", WHITE),)), np.array([0])).total == 0


def test_nothing_owned_is_no_answer() -> None:
    assert found() == []
    assert found(garment("hat", RED)) == []
