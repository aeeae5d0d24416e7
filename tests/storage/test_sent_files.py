"""File ids are kept by bot, photo and number."""

from __future__ import annotations


async def test_a_file_id_is_found_by_bot_photo_and_number(store):
    await store.keep_sent_file(1, "d" * 64, 3, "old")
    await store.keep_sent_file(1, "d" * 64, 3, "new")
    assert await store.sent_file(1, "d" * 64, 3) == "new"
    assert await store.sent_file(2, "d" * 64, 3) is None
    assert await store.sent_file(1, "d" * 64, 4) is None


async def test_a_refused_file_id_is_forgotten(store):
    await store.keep_sent_file(1, "d", 3, "a")
    await store.keep_sent_file(1, "d", 4, "b")
    await store.forget_sent_file(1, "d", 3)
    assert (await store.sent_file(1, "d", 3), await store.sent_file(1, "d", 4)) == (None, "b")
