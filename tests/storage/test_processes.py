"""Several processes share one inbox: each chat has one holder, and who goes or dies leaves it to others."""

from __future__ import annotations

import asyncio

import pytest

from storage import patience, processes
from storage.inbox import MOST_ATTEMPTS
from storage.processes import UPDATES_CHANNEL

BOT = 1


@pytest.fixture
def url(postgres):
    return postgres.url()


def numbers(updates):
    return [update.update_id for update in updates]


async def receive(store, process, *updates):
    return await store.receive_shared(BOT, process, [(number, chat, "{}") for number, chat in updates])


async def in_line(postgres, url, number):
    """Until so many stand in a line."""
    asked = "SELECT count(*) FROM pg_locks WHERE NOT granted AND locktype = 'advisory'"
    async with asyncio.timeout(20):
        while postgres.do(asked, url) != [(number,)]:
            await asyncio.sleep(0.05)


async def test_a_chat_stays_with_the_process_that_answers_it(store):
    one, other = await store.join(BOT), await store.join(BOT)
    assert await receive(store, one, (1, 10)) == {one}
    assert await receive(store, other, (2, 10), (3, 11)) == {one, other}
    assert numbers(await store.held(BOT, one)) == [1, 2]
    assert numbers(await store.held(BOT, one, besides=[1])) == [2]
    assert numbers(await store.held(BOT, other)) == [3]


async def test_an_answered_chat_is_taken_by_whoever_hears_of_it_next(store):
    one, other = await store.join(BOT), await store.join(BOT)
    await receive(store, one, (1, 10))
    await store.close_update(BOT, 1)
    assert await receive(store, other, (2, 10)) == {other}


async def test_an_update_that_two_processes_receive_has_one_holder(store):
    members = [await store.join(BOT) for _ in range(4)]
    await asyncio.gather(*(receive(store, each, (1, 10)) for each in members))
    assert sum([len(await store.held(BOT, each)) for each in members]) == 1


async def test_two_who_receive_for_the_same_chats_do_not_wait_for_each_other(
    store, postgres, url, monkeypatch
):
    monkeypatch.setattr(patience, "LONGEST_WAIT", 0.0)
    one, other = await store.join(BOT), await store.join(BOT)
    async with store._database.writing() as connection:
        await processes._in_turn(connection, BOT, [10])
        receiving = []
        for process, updates in ((one, [(1, 10), (2, 11)]), (other, [(3, 11), (4, 10)])):
            receiving.append(asyncio.create_task(receive(store, process, *updates)))
            await in_line(postgres, url, len(receiving))
    assert await asyncio.gather(*receiving) == [{one}, {one}]


async def test_a_crowd_at_two_processes_leaves_each_chat_with_one_of_them(store):
    one, other = await store.join(BOT), await store.join(BOT)
    await asyncio.gather(*(receive(store, (one, other)[n % 2], (n, n % 5)) for n in range(40)))
    chats = [{update.chat_id for update in await store.held(BOT, each)} for each in (one, other)]
    assert not chats[0] & chats[1]
    assert sum([len(await store.held(BOT, each)) for each in (one, other)]) == 40


async def test_who_goes_leaves_its_updates_to_the_others(store):
    one, other = await store.join(BOT), await store.join(BOT)
    await receive(store, one, (1, 10), (2, 10))
    await store.leave(BOT, one)
    beat = await store.beat(BOT, other)
    assert (beat.known, beat.others, beat.orphans) == (True, {}, True)
    assert await store.adopt(BOT, other) == 2
    assert numbers(await store.held(BOT, other)) == [1, 2]


async def test_of_several_heirs_one_takes_what_a_dead_process_held(store):
    dead, *heirs = [await store.join(BOT) for _ in range(4)]
    await receive(store, dead, (1, 10))
    taken = await asyncio.gather(*(store.adopt(BOT, each, dead) for each in heirs))
    assert sorted(taken) == [0, 0, 1]
    assert not (await store.beat(BOT, dead)).known


async def test_an_update_is_begun_by_its_holder_alone(store):
    dead, heir = await store.join(BOT), await store.join(BOT)
    await receive(store, dead, (1, 10))
    assert await store.begin_held(dead, BOT, 1) == 1
    await store.adopt(BOT, heir, dead)
    assert not await store.begin_held(dead, BOT, 1)
    assert await store.begin_held(heir, BOT, 1) == 2


async def test_an_update_that_ends_its_processes_is_given_up(store):
    dead, heir = await store.join(BOT), await store.join(BOT)
    await receive(store, dead, (1, 10))
    for _ in range(MOST_ATTEMPTS):
        await store.begin_held(dead, BOT, 1)
    assert await store.adopt(BOT, heir, dead) == 0
    assert await store.held(BOT, heir) == ()


async def test_beats_go_on_counting_and_are_seen(store):
    one, other = await store.join(BOT), await store.join(BOT)
    for expected in (1, 2):
        await store.beat(BOT, one)
        assert (await store.beat(BOT, other)).others == {one: expected}


async def test_a_holder_hears_of_what_another_process_received(store):
    one, other = await store.join(BOT), await store.join(BOT)
    await receive(store, one, (1, 10))
    heard = store.heard(UPDATES_CHANNEL)
    assert await anext(heard) == ""  # the line stands
    await receive(store, other, (2, 10))
    async with asyncio.timeout(20):
        assert await anext(heard) == str(one)
    await heard.aclose()


async def test_what_a_vanished_process_held_goes_to_whoever_hears_of_the_chat(store):
    gone, other = await store.join(BOT), await store.join(BOT)
    await store.leave(BOT, gone)
    await receive(store, gone, (1, 10))
    assert await receive(store, other, (2, 10)) == {other}
    assert numbers(await store.held(BOT, other)) == [1, 2]


async def test_what_was_answered_is_not_touched_by_who_goes(store, postgres, url):
    one = await store.join(BOT)
    await receive(store, one, (1, 10), (2, 10))
    await store.close_update(BOT, 1)
    await store.leave(BOT, one)
    assert postgres.do("SELECT holder FROM inbox ORDER BY update_id", url) == [(one,), (None,)]
