"""A person sees everything that is kept of them, and after forgetting there is nothing."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from storage import schema
from storage.types import Choices, Dialogue, Post
from tests.storage.test_answers import ANSWER
from tests.storage.test_shown import ALBUM

PERSON, OTHER = 20, 21


@pytest.fixture
async def lived_in(store):
    for person in (PERSON, OTHER):
        async with store._database.writing() as connection:
            looked = {"person_id": person, "at": datetime.now(UTC)}
            await connection.execute(schema.looked_at.insert().values(looked))
        await store.keep_choices(person, Choices("men", keywords="secret"))
        await store.keep_dialogue(1, person, Dialogue("season"))
        await store.receive(1, person, person, "secret")
        await store.keep_answer(replace(ANSWER, id=f"of {person}", chat_id=person, person_id=person))
        await store.save(person, ["a", "b"])
        await store.keep_piece(person, "photo", 0, b"features", b"picture")
        await store.vote("one", person, 3)
        await store.link(person, "look", "a")
        await store.begin_post(Post(f"post-{person}", person, "file", credit="secret"))
        await store.send_post(f"post-{person}", b"secret")
        await store.publish_post(f"post-{person}")
        await store.agree(person, "notices")
        await store.keep_album(replace(ALBUM, id=f"of {person}", chat_id=person, person_id=person))
    for person in (PERSON, OTHER):
        await store.say_of_post(f"post-{OTHER}", person, "thanks")
    return store


def counts(everything):
    return {table: len(rows) for table, rows in everything.items()}


async def test_everything_is_shown_as_json(lived_in):
    everything = await lived_in.everything_of(PERSON)
    assert json.loads(json.dumps(everything)) == everything
    assert counts(everything) == {
        "choices": 1,
        "dialogues": 1,
        "saved_looks": 2,
        "answer_looks": 3,
        "answers": 1,
        "votes": 1,
        "wardrobe": 1,
        "links": 1,
        "voices": 1,
        "posts": 1,
        "agreements": 1,
        "looked_at": 1,
        "shown_looks": 2,
        "shown_albums": 1,
        "inbox": 1,
    }


async def test_forgetting_leaves_nothing_of_the_person_and_all_of_the_other(lived_in):
    before = await lived_in.everything_of(OTHER)
    gone = await lived_in.forget(PERSON)
    assert gone == counts(before)
    assert sum(counts(await lived_in.everything_of(PERSON)).values()) == 0
    assert await lived_in.everything_of(OTHER) == before


async def test_votes_of_others_go_with_the_answer_that_they_were_about(lived_in):
    for answer in (f"of {PERSON}", f"of {OTHER}"):
        for voter in (PERSON, OTHER):
            await lived_in.vote(answer, voter, 1)
    assert (await lived_in.forget(PERSON))["votes"] == 3
    assert await lived_in.votes(f"of {PERSON}") == {}
    assert await lived_in.votes(f"of {OTHER}") == {OTHER: 1}


async def test_a_forgotten_persons_update_is_not_answered_again(lived_in):
    await lived_in.forget(PERSON)
    assert not await lived_in.receive(1, PERSON, PERSON, "secret")
    assert [update.chat_id for update in await lived_in.open_updates(1)] == [OTHER]


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
async def test_nothing_of_the_person_is_left_in_the_file(lived_in, tmp_path):
    await lived_in.forget(PERSON)
    await lived_in.forget(OTHER)
    await lived_in.close()
    assert all(b"secret" not in path.read_bytes() for path in (tmp_path / "kept").iterdir())
