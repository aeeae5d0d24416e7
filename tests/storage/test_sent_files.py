"""File ids are kept by bot, photo and number."""

from __future__ import annotations

import asyncio

from storage import patience, schema


async def test_a_file_id_is_found_by_bot_photo_and_number(store):
    await store.keep_sent_files(1, {("d" * 64, 3): "old"})
    await store.keep_sent_files(1, {("d" * 64, 3): "new", ("e" * 64, 3): "another"})
    asked = [("d" * 64, 3), ("d" * 64, 4)]
    assert await store.sent_files(1, asked) == {("d" * 64, 3): "new"}
    assert await store.sent_files(2, asked) == {}


async def test_nothing_asked_is_nothing_found(store):
    await store.keep_sent_files(1, {})
    await store.keep_sent_files(1, {("d", 3): "a"})
    assert await store.sent_files(1, []) == {}


async def test_a_refused_file_id_is_forgotten(store):
    await store.keep_sent_files(1, {("d", 3): "a", ("d", 4): "b"})
    await store.forget_sent_file(1, "d", 3)
    assert await store.sent_files(1, [("d", 3), ("d", 4)]) == {("d", 4): "b"}


async def test_any_picture_of_a_photo_will_do_and_the_plain_one_best(store):
    await store.keep_sent_files(1, {("a", 3): "three", ("a", 0): "plain", ("b", 7): "seven", ("c", 1): "one"})
    assert await store.known_files(1, ["a", "b", "x"]) == {"a": "plain", "b": "seven"}
    assert await store.known_files(2, ["a"]) == {}


async def test_two_who_keep_the_same_pictures_do_not_wait_for_each_other(store, monkeypatch):
    monkeypatch.setattr(patience, "LONGEST_WAIT", 0.0)
    forward = {("a", 1): "x", ("c", 1): "y", ("b", 1): "z"}
    backward = dict(reversed(forward.items()))
    async with store._database.writing() as connection:
        first = {"bot_id": 1, "photo_digest": "c", "number": 1, "file_id": "w"}
        await connection.execute(schema.sent_files.insert().values(first))
        keeping = []
        for pictures in (forward, backward):
            keeping.append(asyncio.create_task(store.keep_sent_files(1, pictures)))
            await asyncio.sleep(0.3)
    await asyncio.gather(*keeping)
    assert await store.sent_files(1, list(forward)) == forward
