"""Albums that were shown: by id, by their newest, by the message of a picture."""

from __future__ import annotations

from dataclasses import replace

from storage.types import ShownAlbum

ALBUM = ShownAlbum("one", 1, 10, 20, "saved", "{}", {3: "c", 4: "d"}, {4: 104})


async def test_an_album_comes_back_as_it_was_kept(store):
    await store.keep_album(ALBUM)
    kept = await store.album("one")
    assert kept.created_at is not None
    assert replace(kept, created_at=None) == ALBUM
    assert await store.album("two") is None


async def test_an_album_is_kept_once(store):
    await store.keep_album(ALBUM)
    await store.keep_album(replace(ALBUM, look_ids={9: "x"}))
    assert (await store.album("one")).look_ids == {3: "c", 4: "d"}


async def test_what_is_told_of_an_album_can_change(store):
    await store.keep_album(ALBUM)
    await store.tell_album("one", '{"page": 1}')
    assert replace(await store.album("one"), created_at=None) == replace(ALBUM, about='{"page": 1}')


async def test_the_newest_of_a_chat_and_of_some_kinds(store):
    for number, kind in enumerate(("saved", "wear", "saved", "link")):
        await store.keep_album(replace(ALBUM, id=str(number), kind=kind))
    assert (await store.latest_album(1, 10, "saved", "link")).id == "3"
    assert (await store.latest_album(1, 10, "saved")).id == "2"
    assert await store.latest_album(1, 10, "told") is None
    assert await store.latest_album(1, 11, "saved") is None
    assert await store.latest_album(2, 10, "saved") is None


async def test_a_picture_names_its_look_in_its_own_chat(store):
    await store.keep_album(ALBUM)
    assert await store.shown_in_message(1, 10, 104) == (4, "d")
    assert await store.shown_in_message(1, 10, 103) is None
    assert await store.shown_in_message(1, 11, 104) is None
