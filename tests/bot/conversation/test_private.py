"""What is a person's own stays between them and the bot, whoever says or taps it in a group."""

from __future__ import annotations

import asyncio

import pytest

from bot.language import voices
from bot.rendering import keyboards
from tests.bot.conversation.test_saved import answered
from tests.bot.conversation.test_vote import joined, newest, tap_in
from tests.bot.conversation.town import Person, Town, buttons, text_of

REFUSED = "저와의 대화에서만 열 수 있어요"


@pytest.mark.parametrize("command", ["/mydata", "/forget"])
async def test_a_groups_commands_show_and_delete_nothing(place: Town, command: str) -> None:
    async with place.bot() as application, place.person() as person:
        group = await person.group("친구들")
        await person.say_in(group, f"{command}@{application.bot.username}")
        await person.wait_in(group, REFUSED)
        assert "document" not in await newest(person, group)


async def test_who_taps_a_groups_question_forgets_nothing(place: Town) -> None:
    async with place.bot() as application, place.person() as person:
        await answered(person)
        await person.say("/save 2")
        await person.hear("2번 코디를 저장했어요")
        group = await joined(application, person)
        question = keyboards.really_forget(voices()["ko"])  # as bots before this one left them
        await application.bot.send_message(group, "모두 지울까요?", reply_markup=question)
        await tap_in(person, group, "네, 모두")
        await person.wait_in(group, REFUSED)
        assert len(await application.services.store.saved(person.id)) == 1


async def test_the_person_alone_gets_and_deletes_all_of_it(place: Town) -> None:
    async with place.bot(), place.person() as person:
        await person.say("/mydata")
        await person.wait(lambda messages: any("document" in message for message in messages))
        await person.say("/forget")
        await person.hear("되돌릴 수 없어요")
        await person.tap("네, 모두 지워 주세요", times=2)
        await person.hear("모두 지웠어요")
        await person.say("/saved")
        await person.hear("아직 저장한 코디가 없어요")
        assert not await surprises(person)


async def test_a_groups_heart_is_each_persons_own(place: Town) -> None:
    async with place.bot() as application, place.person() as person, place.person("지우") as other:
        store, group = application.services.store, await joined(application, person, other)
        await person.say_in(group, f"@{application.bot.username} 셔츠")
        await person.wait_in(group, "“셔츠” 코디예요")
        await tap_in(person, group, "♡ 2")
        await until(person, group, "♥ 2")
        await tap_in(other, group, "♥ 2")  # not theirs: they want the look, too
        while not (theirs := await store.saved(other.id)):
            await asyncio.sleep(0.02)
        assert [each.look_id for each in theirs] == [each.look_id for each in await store.saved(person.id)]
        await tap_in(other, group, "♥ 2")
        await until(person, group, "♡ 2")
        assert (len(await store.saved(person.id)), await store.saved(other.id)) == (1, ())


async def test_in_a_group_a_photo_is_asked_for_as_a_reply(place: Town) -> None:
    async with place.bot() as application, place.person() as person:
        group, name = await joined(application, person), application.bot.username
        await person.say_in(group, f"/start@{name}")
        for asked, label in (
            ("누구의", "전체"),
            ("계절", "다음 →"),
            ("어떤 스타일", "다음 →"),
            ("느낌이", "건너뛰기"),
        ):
            await person.wait_in(group, asked)
            await until(person, group, label)
            await tap_in(person, group, label)
        await person.wait_in(group, "이제 이 메시지에 답장으로 옷 사진을")
        await person.say_in(group, f"@{name}")
        await person.wait_in(group, "이 메시지에 답장으로 옷 사진을 보내 주시면")


async def until(person: Person, group: int, label: str) -> None:
    """Waits for a button under a group's newest message."""
    while label not in {button["text"] for button in buttons(await newest(person, group))}:
        await asyncio.sleep(0.02)


async def surprises(person: Person) -> list[str]:
    """The apologies for what nobody expected."""
    return [text for text in map(text_of, await person.from_bot()) if "제가 실수했어요" in text]
