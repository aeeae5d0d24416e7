"""No update is lost, none answered twice, none tried for ever."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from storage.inbox import MOST_ATTEMPTS


async def open_ids(store, bot_id=1):
    return [update.update_id for update in await store.open_updates(bot_id)]


async def test_an_update_is_received_once_even_after_its_answer(store):
    assert await store.receive(1, 7, 10, "{}")
    assert not await store.receive(1, 7, 10, "{}")
    await store.close_update(1, 7)
    assert not await store.receive(1, 7, 10, "{}")
    assert await open_ids(store) == []


async def test_two_bots_may_have_updates_of_the_same_number(store):
    assert await store.receive(1, 7, 10, "{}")
    assert await store.receive(2, 7, 10, "{}")
    assert await open_ids(store, 2) == [7]


async def test_open_updates_come_in_order_of_arrival_whatever_their_numbers(store):
    for update_id in (900, 3, 4):
        await store.receive(1, update_id, 10, f"[{update_id}]")
    await store.close_update(1, 3)
    updates = await store.open_updates(1)
    assert [(update.update_id, update.payload) for update in updates] == [(900, "[900]"), (4, "[4]")]
    assert updates[0].received_at.utcoffset() == timedelta(0)


async def test_what_waits_in_one_chat_comes_in_order_of_arrival(store):
    for bot_id, update_id, chat_id in ((1, 9, 10), (1, 5, 10), (1, 6, 11), (2, 7, 10), (1, 8, 10)):
        await store.receive(bot_id, update_id, chat_id, "{}")
    await store.close_update(1, 8)
    assert [update.update_id for update in await store.open_in_chat(1, 10)] == [9, 5]


async def test_a_closed_update_keeps_no_text(store):
    await store.receive(1, 7, 10, "a secret")
    await store.close_update(1, 7)
    assert "secret" not in str(await store.everything_of(10))


async def test_an_update_begun_too_often_is_given_up(store):
    await store.receive(1, 7, 10, "{}")
    await store.receive(1, 8, 10, "{}")
    for attempt in range(1, MOST_ATTEMPTS + 1):
        assert await open_ids(store) == [7, 8]
        assert await store.begin_update(1, 7) == attempt
    assert await open_ids(store) == [8]


async def test_how_far_a_chat_was_answered_is_known_by_its_newest_message(store):
    for update_id, chat_id, newest in ((7, 10, 40), (8, 10, 38), (9, 10, None), (5, 11, 90)):
        await store.receive(1, update_id, chat_id, "{}")
        await store.close_update(1, update_id, newest)
    assert await store.newest_sent(1, 10) == 40
    assert await store.newest_sent(2, 10) is None


async def test_a_hundred_at_once_are_all_received(store):
    new = await asyncio.gather(*(store.receive(1, n % 50, 10, "{}") for n in range(100)))
    assert sum(new) == 50
    assert len(await open_ids(store)) == 50


async def test_pruning_takes_old_closed_updates_alone(store):
    await store.receive(1, 7, 10, "{}")
    await store.receive(1, 8, 10, "{}")
    await store.close_update(1, 7)
    assert await store.prune() == 0
    assert await store.prune(timedelta(days=-1)) == 1
    assert await open_ids(store) == [8]
