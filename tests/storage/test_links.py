"""Links: one for each thing and person, unguessable, and following a collection's new name."""

from __future__ import annotations

import asyncio
import re


async def test_the_same_thing_has_the_same_link(store):
    link = await store.link(1, "collection", "work")
    assert await store.link(1, "collection", "work") == link
    assert await store.link(2, "collection", "work") != link
    assert await store.link(1, "look", "work") != link
    assert await store.link_of(link.token) == link


async def test_who_asks_in_two_places_at_once_has_one_link(store):
    links = await asyncio.gather(*(store.link(1, "look", "a") for _ in range(8)))
    assert len(set(links)) == 1


async def test_a_token_fits_a_start_parameter_and_is_looked_up_whole(store):
    token = (await store.link(1, "look", "a")).token
    assert re.fullmatch(r"[A-Za-z0-9_-]{22}", token)
    assert await store.link_of(token[:-1]) is None


async def test_a_renamed_collection_keeps_its_link(store):
    await store.save(1, ["a"], "work")
    token = (await store.link(1, "collection", "work")).token
    await store.rename_collection(1, "work", "office")
    assert (await store.link_of(token)).target == "office"
