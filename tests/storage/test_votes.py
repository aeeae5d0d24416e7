"""Votes: one a person, counted once."""

from __future__ import annotations


async def test_the_last_vote_of_a_person_counts_and_only_once(store):
    await store.vote("a", 1, 3)
    await store.vote("a", 1, 5)
    await store.vote("a", 2, 3)
    await store.vote("b", 1, 1)
    assert await store.votes("a") == {1: 5, 2: 3}
    assert await store.count_votes("a") == {1: 5, 2: 3}
    assert await store.count_votes("a") == {}
    assert await store.votes("b") == {1: 1}
