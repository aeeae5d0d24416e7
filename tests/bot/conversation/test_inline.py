"""Inline queries: photos by file id, paged; only what was sent before, or all with a chat to upload to."""

from __future__ import annotations

import asyncio
from typing import Any

from bot.calls.media_chat import MediaChat
from tests.bot.conversation.test_saved import answered
from tests.bot.conversation.town import WAIT_SECONDS, Person, Town, text_of


async def ask(place: Town, person: Person, query: str, offset: str = "") -> Any:
    """The answer to an inline query."""
    world = place.playground.world
    world.inline_answers.clear()
    await person._post("inline", json={"person": person.id, "query": query, "offset": offset})
    deadline = asyncio.get_running_loop().time() + WAIT_SECONDS
    while not (answers := list(world.inline_answers)):
        assert asyncio.get_running_loop().time() < deadline, "nobody answered"
        await asyncio.sleep(0.02)
    return answers[0]


async def pictures(owner: Person) -> int:
    return len([message for message in await owner.from_bot() if "photo" in message])


async def test_looks_sent_before_are_offered_and_one_goes_into_the_chat(place: Town) -> None:
    async with place.bot(), place.person() as person:
        assert (await ask(place, person, "셔츠")).results == []
        await answered(person)
        answer = await ask(place, person, "셔츠 ")
        assert len(answer.results) == 10
        assert answer.next_offset == ""
        address = f"/api/bots/{person.bot_id}/chats/{person.id}/inline"
        inline = (await person.http.post(address, json={"person": person.id, "query": "셔츠 "})).json()[
            "query_id"
        ]
        await person._post(
            "choose", json={"person": person.id, "query_id": inline, "result_id": answer.results[0]["id"]}
        )
        sent = [m for m in await person.messages() if "via_bot" in m]
        assert "photo" in sent[-1]
        assert "#데님 팬츠" in text_of(sent[-1])


async def test_with_a_chat_for_it_looks_are_uploaded_once_and_paged(place: Town) -> None:
    async with place.bot() as application, place.person("운영자") as owner, place.person() as person:
        await owner.say("/help")
        await owner.hear("키워드가 돼요")
        application.services.media = MediaChat(owner.id)
        assert len((await ask(place, person, "여름")).results) == 6
        first = await ask(place, person, "")
        second = await ask(place, person, "", first.next_offset)
        third = await ask(place, person, "", second.next_offset)
        assert [len(page.results) for page in (first, second, third)] == [10, 10, 4]
        assert third.next_offset == ""
        assert len({result["id"] for page in (first, second, third) for result in page.results}) == 24
        uploaded = await pictures(owner)
        await ask(place, person, "셔츠")
        assert await pictures(owner) == uploaded == 24


async def test_one_order_is_worked_out_once_for_everybody(place: Town) -> None:
    async with place.bot(), place.person() as person, place.person("지우") as other:
        await ask(place, person, "데님 팬츠")
        await ask(place, other, "데님 팬츠")
        await ask(place, other, "데님 팬츠 ")
        assert len(place.worker.asked) == 1
