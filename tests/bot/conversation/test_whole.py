"""From /start to a saved look that is found again, over the playground."""

from __future__ import annotations

from tests.bot.conversation.town import Town, jpeg, text_of

STEPS = (("여자", "계절"), ("다음 →", "스타일"), ("댄디", "느낌"), ("건너뛰기", "사진을 보내"))


async def test_from_start_to_a_saved_look(place: Town) -> None:
    async with place.bot(), place.person() as person:
        await person.say("/start")
        await person.hear("누구의 코디")
        for label, then in (
            ("여자", "계절"),
            ("다음 →", "스타일"),
            ("댄디", "느낌"),
            ("건너뛰기", "사진을 보내"),
        ):
            await person.tap(label)
            await person.hear(then)
        assert len(await person.from_bot()) == 2  # the greeting, and the panel in place
        await person.send(jpeg())
        pictures = await person.album()
        assert pictures
        listed = (await person.from_bot())[-1]
        assert "함께 많이 입은 것: 데님 팬츠, 스니커즈" in text_of(listed)
        await person.say("/save 1")
        await person.hear("1번 코디를 저장했어요")
        await person.say("/saved")
        await person.hear("저장한 코디 1개")
