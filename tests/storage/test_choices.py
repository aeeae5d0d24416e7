"""Choices and dialogues come back as they were kept."""

from __future__ import annotations

import traceback

import pytest

from storage import schema
from storage.errors import StorageError
from storage.store import Store
from storage.types import Choices, Dialogue

CHOICES = Choices("women", frozenset({"summer", "autumn"}), "dandy", "데님 | 셔츠", "ko")


async def test_somebody_new_has_chosen_nothing(store):
    assert await store.choices(1) == Choices()


@pytest.mark.parametrize("choices", [CHOICES, Choices(), Choices(seasons=frozenset({"winter"}))])
async def test_choices_come_back_as_kept(store, choices):
    await store.keep_choices(2**40, choices)
    assert await store.choices(2**40) == choices


async def test_what_no_database_holds_is_refused_by_an_error_of_ours(store):
    for person, keywords in ((1, "\ud83d"), (2**70, "")):
        with pytest.raises(StorageError):
            await store.keep_choices(person, Choices(keywords=keywords))
    assert await store.choices(1) == Choices()


async def test_what_somebody_wrote_is_in_no_traceback(store):
    words = "what I wrote"
    row = {"person_id": 1, "seasons": "", "keywords": words}
    with pytest.raises(StorageError) as refused:
        async with store._database.writing() as connection:
            await connection.execute(schema.choices.insert().values([row, row]))
    assert words not in "".join(traceback.format_exception(refused.value))


async def test_later_choices_take_the_place_of_earlier_ones_of_the_same_person_alone(store):
    await store.keep_choices(1, CHOICES)
    await store.keep_choices(2, CHOICES)
    await store.keep_choices(1, Choices())
    assert (await store.choices(1), await store.choices(2)) == (Choices(), CHOICES)


async def test_dialogues_are_of_one_chat_of_one_bot(store):
    here = Dialogue("keywords", 7, '{"page": 2}')
    await store.keep_dialogue(1, 10, Dialogue("season"))
    await store.keep_dialogue(1, 10, here)
    assert await store.dialogue(1, 10) == here
    assert await store.dialogue(2, 10) == await store.dialogue(1, 11) == Dialogue()


async def test_what_was_kept_survives_closing(url):
    store = await Store.open(url)
    await store.keep_choices(1, CHOICES)
    await store.close()
    store = await Store.open(url)
    assert await store.choices(1) == CHOICES
    await store.close()
