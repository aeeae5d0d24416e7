"""An answer is found by its id, as the latest, and by its pictures."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from storage.errors import StorageError
from storage.types import KeptAnswer

ANSWER = KeptAnswer(
    id="a1",
    bot_id=1,
    chat_id=10,
    person_id=20,
    features=b"\x00\xff",
    question='{"lens": "all"}',
    photo_file_id="photo",
    look_ids=("x", "y", "x"),
    created_at=datetime(2026, 1, 2, tzinfo=UTC),
)


async def test_an_answer_comes_back_as_kept(store):
    await store.keep_answer(ANSWER)
    assert await store.answer("a1") == ANSWER
    assert await store.answer("a2") is None


async def test_an_answer_without_looks_is_an_answer(store):
    await store.keep_answer(replace(ANSWER, look_ids=()))
    assert (await store.answer("a1")).look_ids == ()


async def test_the_latest_answer_is_the_chats_own(store):
    for answer_id, chat_id in (("a1", 10), ("a2", 10), ("a3", 11)):
        await store.keep_answer(replace(ANSWER, id=answer_id, chat_id=chat_id))
    assert (await store.latest_answer(1, 10)).id == "a2"
    assert await store.latest_answer(2, 10) is None


async def test_a_picture_leads_to_its_look(store):
    await store.keep_answer(ANSWER)
    await store.note_messages("a1", (101, 102, 103), 104)
    answer, place = await store.answer_of_message(1, 10, 102)
    assert (answer.id, answer.look_ids[place - 1]) == ("a1", "y")
    assert (answer.message_ids, answer.list_message_id) == ((101, 102, 103), 104)


async def test_an_answer_changes_in_the_messages_where_it_stands(store):
    for answer_id in ("a1", "a2"):
        await store.keep_answer(replace(ANSWER, id=answer_id))
    await store.note_messages("a1", (101, 102, 103), 104)
    changed = replace(ANSWER, features=b"\x01", question="{}", look_ids=("y", "z", "w"))
    await store.change_answer(changed)
    kept = await store.answer("a1")
    assert kept == replace(changed, message_ids=(101, 102, 103), list_message_id=104)
    assert await store.answer("a2") == replace(ANSWER, id="a2")


async def test_a_message_of_another_chat_or_bot_leads_nowhere(store):
    await store.keep_answer(replace(ANSWER, message_ids=(101, 102, 103)))
    assert await store.answer_of_message(1, 11, 101) is None
    assert await store.answer_of_message(2, 10, 101) is None
    assert await store.answer_of_message(1, 10, 999) is None


async def test_an_id_is_given_once(store):
    await store.keep_answer(ANSWER)
    with pytest.raises(StorageError):
        await store.keep_answer(ANSWER)
