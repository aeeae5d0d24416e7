"""Wardrobes: each piece once, wishes and their end, and which looks are new."""

from __future__ import annotations

import asyncio

import pytest

from storage import wardrobe
from storage.errors import TooManyKept


async def keep(store, person=1, place=0, digest="photo"):
    return await store.keep_piece(person, digest, place, b"features", b"webp")


async def test_a_piece_of_a_photo_is_kept_once_by_each_person(store):
    assert await keep(store)
    assert not await keep(store)
    assert await keep(store, place=1)
    assert await keep(store, person=2)
    first, second = await store.wardrobe(1)
    assert first.features == b"features"
    assert await store.pictures(1, [first.id, second.id]) == {first.id: b"webp", second.id: b"webp"}
    assert await store.pictures(2, [first.id]) == {}


async def test_only_its_owner_takes_a_piece_out(store):
    await keep(store)
    (piece,) = await store.wardrobe(1)
    assert not await store.drop_piece(2, piece.id)
    assert await store.drop_piece(1, piece.id)
    assert await store.wardrobe(1) == ()


async def test_beyond_the_limit_nothing_is_kept(store, monkeypatch):
    monkeypatch.setattr(wardrobe, "MOST_KEPT", 2)
    await keep(store, place=0)
    await keep(store, place=1)
    with pytest.raises(TooManyKept, match="2"):
        await keep(store, place=2)
    assert not await keep(store, place=1)
    assert len(await store.wardrobe(1)) == 2


async def test_who_keeps_in_two_places_at_once_keeps_to_the_limit(store, monkeypatch):
    monkeypatch.setattr(wardrobe, "MOST_KEPT", 2)
    keeping = [keep(store, place=place) for place in range(8)]
    await asyncio.gather(*keeping, return_exceptions=True)
    assert len(await store.wardrobe(1)) == 2


async def test_wishes_are_everybodys_own_and_end_together(store):
    for place in (0, 1):
        await keep(store, place=place)
    await keep(store, person=2)
    (first, _), (other,) = await store.wardrobe(1), await store.wardrobe(2)
    await store.wish(1, first.id, True)
    await store.wish(2, first.id, True)
    await store.wish(2, other.id, True)
    assert {person: len(pieces) for person, pieces in (await store.wishes()).items()} == {1: 1, 2: 1}
    assert await store.quiet(1) == 1
    assert set(await store.wishes()) == {2}


async def test_the_first_looks_are_no_news(store):
    await store.learn_looks(["a", "b"])
    assert await store.arrivals(0) == {}
    await store.learn_looks(["b", "c", "c"])
    await store.learn_looks(["a"])
    await store.learn_looks(["d"])
    assert await store.arrivals(0) == {"c": 1, "d": 2}
    assert await store.arrivals(1) == {"d": 2}


async def test_processes_that_look_at_once_learn_of_a_look_once(store):
    await asyncio.gather(*(store.learn_looks(["a", "b"]) for _ in range(3)))
    assert await store.arrivals(0) == {}
    await asyncio.gather(*(store.learn_looks(["a", "b", "c"]) for _ in range(3)))
    assert await store.arrivals(0) == {"c": 1}


async def test_news_are_owed_from_the_wish_on_until_one_process_takes_them(store):
    await store.learn_looks(["a"])
    await store.learn_looks(["a", "b"])
    await keep(store)
    (piece,) = await store.wardrobe(1)
    await store.wish(1, piece.id, True)
    assert not await store.take_news(1, 1)  # what came before is no news
    await store.learn_looks(["c"])
    await store.wish(1, piece.id, True)  # a second tap forgives nothing
    ((wished,),) = (await store.wishes()).values()
    assert wished.told_until == 1
    taken = await asyncio.gather(*(store.take_news(1, 2) for _ in range(3)))
    assert sorted(taken) == [False, False, True]
    await store.owe_news([wished])
    assert await store.take_news(1, 2)


async def test_a_wish_made_anew_is_owed_nothing_of_the_time_between(store):
    await store.learn_looks(["a"])
    await keep(store)
    (piece,) = await store.wardrobe(1)
    for wished in (True, False):
        await store.wish(1, piece.id, wished)
    await store.learn_looks(["b"])
    assert not await store.take_news(1, 1)
    await store.wish(1, piece.id, True)
    assert not await store.take_news(1, 1)
