"""Saved looks: each once, numbered in order, up to a limit."""

from __future__ import annotations

import asyncio

import pytest

from storage import saved
from storage.errors import TooManySaved
from storage.saved import MOST_SAVED


async def saved_ids(store, person_id=1):
    return [look.look_id for look in await store.saved(person_id)]


async def test_looks_are_saved_once_in_order(store):
    assert await store.save(1, ["b", "a", "b"]) == ("b", "a")
    assert await store.save(1, ["a", "c"]) == ("c",)
    assert await saved_ids(store) == ["b", "a", "c"]


async def test_everybody_has_their_own(store):
    await store.save(1, ["a"])
    assert await store.save(2, ["a"]) == ("a",)
    await store.unsave(2, ["a"])
    assert await saved_ids(store) == ["a"]


async def test_unsaving_says_what_was_there_and_keeps_the_order(store):
    await store.save(1, ["a", "b", "c"])
    assert await store.unsave(1, ["zz", "b"]) == ("b",)
    assert await saved_ids(store) == ["a", "c"]


async def test_beyond_the_limit_nothing_is_saved(store):
    assert len(await store.save(1, [f"look{n}" for n in range(MOST_SAVED - 1)])) == MOST_SAVED - 1
    with pytest.raises(TooManySaved, match=str(MOST_SAVED)):
        await store.save(1, ["x", "y"])
    assert await store.save(1, ["x", "look0"]) == ("x",)
    assert await store.save(1, ["look0"]) == ()
    assert len(await saved_ids(store)) == MOST_SAVED


async def test_who_saves_in_two_places_at_once_keeps_to_the_limit(store, monkeypatch):
    monkeypatch.setattr(saved, "MOST_SAVED", 2)
    saving = [store.save(1, [str(number)]) for number in range(8)]
    await asyncio.gather(*saving, return_exceptions=True)
    assert len(await saved_ids(store)) == 2


async def collections(store, person_id=1):
    return {look.look_id: look.collection for look in await store.saved(person_id)}


async def test_new_looks_go_into_a_collection_and_old_ones_are_moved(store):
    await store.save(1, ["a"])
    assert await store.save(1, ["a", "b"], "work") == ("b",)
    assert await collections(store) == {"a": "", "b": "work"}
    assert await store.move(1, ["b", "a", "zz"], "work") == ("a",)
    assert await store.move(1, ["b"], "") == ("b",)
    assert await collections(store) == {"a": "work", "b": ""}


async def test_a_collection_is_renamed_for_its_person_alone(store):
    for person in (1, 2):
        await store.save(person, ["a", "b"], "work")
        await store.save(person, ["c"], "party")
    assert await store.rename_collection(1, "work", "party") == 2
    assert set((await collections(store)).values()) == {"party"}
    assert await collections(store, 2) == {"a": "work", "b": "work", "c": "party"}
