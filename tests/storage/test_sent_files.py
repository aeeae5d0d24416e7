"""File ids are kept by bot, photo and number."""

from __future__ import annotations


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
