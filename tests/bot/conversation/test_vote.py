"""Which one? A group votes, and the winner is saved for everybody who did."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from bot.context import Codibot
from bot.conversation.vote import winners
from storage.saved import MOST_SAVED
from tests.bot.conversation.town import Person, Town, buttons, jpeg, text_of


@pytest.mark.parametrize(
    ("votes", "won"), [({1: 3}, ([3], 1)), ({1: 3, 2: 5, 3: 5}, ([5], 2)), ({1: 5, 2: 3}, ([3, 5], 1))]
)
def test_most_votes_win_and_equals_win_together(votes: dict[int, int], won: tuple[list[int], int]) -> None:
    assert winners(votes) == won


async def begun(application: Codibot, *people: Person) -> int:
    """A group that is asked to vote about an answer of its own."""
    group = await joined(application, *people)
    await people[0].say_in(group, f"@{application.bot.username} 셔츠")
    await people[0].wait_in(group, "“셔츠” 코디예요")
    await people[0].say_in(group, f"/vote@{application.bot.username}")
    await people[0].wait_in(group, "아직 아무도 고르지")
    return group


async def joined(application: Codibot, *people: Person) -> int:
    """A group in which the bot spoke already, and hears what is said to it."""
    asked = {"title": "친구들", "members": [person.id for person in people]}
    group: int = (await people[0].http.post("/api/chats", json=asked)).json()["id"]
    admin = {"person": people[0].id, "status": "administrator"}
    await people[0].http.post(f"/api/bots/{people[0].bot_id}/chats/{group}/status", json=admin)
    await people[0].say_in(group, f"/vote@{application.bot.username}")
    await people[0].wait_in(group, "아직 추천한 코디가 없어요. 이 메시지에 답장으로 옷 사진을")
    return group


async def newest(person: Person, group: int) -> dict[str, Any]:
    """The newest message of a group."""
    messages = (await person.http.get("/api/state")).json()["messages"]
    return [message for message in messages if message["chat"]["id"] == group][-1]


async def tap_in(person: Person, group: int, label: str, times: int = 1) -> None:
    message = await newest(person, group)
    data = next(b["callback_data"] for b in buttons(message) if b["text"].startswith(label))
    body = {"person": person.id, "message_id": message["message_id"], "data": data}
    for _ in range(times):
        answer = await person.http.post(f"/api/bots/{person.bot_id}/chats/{group}/tap", json=body)
        assert answer.status_code == 200, answer.text


async def test_a_group_votes_and_the_winner_is_saved_for_all(place: Town) -> None:
    async with place.bot() as application, place.person() as person, place.person("지우") as other:
        await person.say("/vote")
        await person.hear("그룹에서 할 수 있어요")
        group = await begun(application, person, other)
        await tap_in(person, group, "3")
        await person.wait_in(group, "1명이 골랐어요")
        await tap_in(other, group, "3 · 1")
        await person.wait_in(group, "2명이 골랐어요")
        await tap_in(person, group, "투표 끝내기")
        await person.wait_in(group, "3번 코디가 2표로 뽑혔어요")
        store = application.services.store
        (mine,), (theirs,) = await store.saved(person.id), await store.saved(other.id)
        assert mine.look_id == theirs.look_id
        assert not buttons(await newest(person, group))
        assert "투표한 2명" in text_of(await newest(person, group))


async def test_a_tie_is_told_and_all_that_won_are_saved_for_all(place: Town) -> None:
    async with place.bot() as application, place.person() as person, place.person("지우") as other:
        group = await begun(application, person, other)
        await tap_in(person, group, "3")
        await person.wait_in(group, "1명이 골랐어요")
        await tap_in(other, group, "1")
        await person.wait_in(group, "2명이 골랐어요")
        await tap_in(person, group, "투표 끝내기")
        await person.wait_in(
            group, "공동 1등이에요! 1, 3번 코디가 똑같이 1표씩 받았어요. 투표한 2명에게 저장했어요."
        )
        store = application.services.store
        mine, theirs = await store.saved(person.id), await store.saved(other.id)
        assert len(mine) == 2
        assert [each.look_id for each in mine] == [each.look_id for each in theirs]


async def test_a_vote_that_ended_says_nothing_more(place: Town) -> None:
    async with place.bot() as application, place.person() as person:
        group = await begun(application, person)
        await tap_in(person, group, "투표 끝내기")  # nobody voted: said in passing alone
        await answered_taps(person, 1)
        await tap_in(person, group, "3")
        await person.wait_in(group, "1명이 골랐어요")
        await tap_in(person, group, "투표 끝내기", times=2)
        await person.wait_in(group, "3번 코디가 1표로 뽑혔어요")
        await answered_taps(person, 4)
        assert "3번 코디가 1표로" in text_of(await newest(person, group))


async def test_who_has_no_room_is_not_said_to_have_the_winner(place: Town) -> None:
    async with place.bot() as application, place.person() as person, place.person("지우") as other:
        await application.services.store.save(other.id, [f"old-{n}" for n in range(MOST_SAVED)])
        group = await begun(application, person, other)
        await tap_in(person, group, "3")
        await person.wait_in(group, "1명이 골랐어요")
        await tap_in(other, group, "3 · 1")
        await person.wait_in(group, "2명이 골랐어요")
        await tap_in(person, group, "투표 끝내기")
        await person.wait_in(group, "투표한 2명 가운데 1명에게 저장했어요")


@pytest.mark.parametrize("command", ["/vote", "/save 3", "/share"])
async def test_a_group_that_has_no_looks_yet_hears_how_to_get_some(place: Town, command: str) -> None:
    async with place.bot() as application, place.person() as person:
        group = await person.group("친구들")  # the bot is a plain member: it sees commands, and replies to it
        verb, _, number = command.partition(" ")
        await person.say_in(group, f"{verb}@{application.bot.username} {number}")
        await person.wait_in(group, "이 메시지에 답장으로 옷 사진을 보내 주세요")
        said = (await newest(person, group))["message_id"]
        await send_in(person, group)  # a photo that replies to nobody is not for the bot
        await send_in(person, group, reply_to=said)
        await person.wait_in(group, "어울리는 코디예요")
        await person.say_in(group, "/vote")
        await person.wait_in(group, "아직 아무도 고르지")
        assert place.worker.seen == 1


async def test_a_groups_photo_whose_caption_names_the_bot_is_answered(place: Town) -> None:
    async with place.bot() as application, place.person() as person:
        group = await joined(application, person)
        await send_in(person, group, caption=f"@{application.bot.username} 데님")
        await person.wait_in(group, "키워드: 데님")


async def send_in(person: Person, group: int, **form: Any) -> None:
    """A photo sent in a group, perhaps as a reply."""
    address = f"/api/bots/{person.bot_id}/chats/{group}/files"
    said = {"person": str(person.id), "kind": "photo", **{key: str(value) for key, value in form.items()}}
    answer = await person.http.post(address, data=said, files=[("file", ("p.jpg", jpeg()))])
    assert answer.status_code == 200, answer.text


async def answered_taps(person: Person, count: int) -> None:
    """Waits until so many taps were answered."""
    while sum(call["method"] == "answerCallbackQuery" for call in await person.calls()) < count:
        await asyncio.sleep(0.02)
