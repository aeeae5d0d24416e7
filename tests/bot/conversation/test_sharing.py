"""Links: made by button and by words, opened by a friend, gone when there is nothing to see."""

from __future__ import annotations

import re

from tests.bot.conversation.test_saved import answered
from tests.bot.conversation.town import Person, Town, buttons, text_of


async def token_of(person: Person, said: str, after: int = 0) -> str:
    """The token of the link that the bot gave."""
    text = text_of(await person.hear(said, after))
    found = re.search(r"https://t\.me/\w+\?start=([\w-]+)$", text)
    assert found, text
    return found[1]


async def follow(person: Person, token: str) -> None:
    await person._post("start", json={"person": person.id, "payload": token})


async def test_an_answer_opens_for_a_friend_who_saves_one_and_is_then_greeted(place: Town) -> None:
    async with place.bot(), place.person() as person, place.person("Ana", "en") as friend:
        await answered(person)
        await person.tap("🔗 나누기")
        await follow(friend, await token_of(person, "보낸 사진은 보이지 않아요"))
        listed = await friend.hear("Looks that a friend was recommended")
        assert len([message for message in await friend.from_bot() if "photo" in message]) >= 10
        await friend.hear("Whose looks")
        await friend.tap("♡ 2")
        await friend.wait(
            lambda messages: any(b["text"] == "♥ 2" for m in messages for b in buttons(m)),
        )
        await friend.say("/save 4 work")
        await friend.hear("In “work” now: 4")
        await friend.say("/saved")
        await friend.hear("2 saved looks", after=listed["message_id"])


async def test_a_collections_link_shows_what_it_holds_now(place: Town) -> None:
    async with place.bot(), place.person() as person, place.person("지우") as friend:
        await answered(person)
        await person.say("/save 3 5 출근룩")
        await person.hear("모음에 넣었어요")
        await person.say("/share 출근룩")
        token = await token_of(person, "모음을 여는 링크예요")
        await follow(friend, token)
        opened = text_of(await friend.hear("친구의 “출근룩” 모음이에요"))
        assert "\n2. " in opened
        assert "\n3. " not in opened
        await person.say("/unsave 1 2")
        await person.hear("뺐어요")
        await follow(friend, token)
        await friend.hear("이제 볼 수 없어요")


async def test_a_look_is_shared_by_number_and_by_reply_under_one_link(place: Town) -> None:
    async with place.bot(), place.person() as person:
        await person.say("/share")
        await person.hear("아직 나눌 것이 없어요")
        album = await answered(person)
        await person.say("/share 4")
        token = await token_of(person, "코디를 여는 링크예요. 받은")
        said = (await person.from_bot())[-1]["message_id"]
        await person.say("/share", reply_to=album[3])
        assert await token_of(person, "코디를 여는 링크예요. 받은", after=said) == token
        await follow(person, token)
        await person.hear("친구가 고른 코디예요")


async def test_a_number_after_saved_shares_the_saved_look_and_names_it(place: Town) -> None:
    async with place.bot(), place.person() as person:
        await answered(person)
        await person.say("/save 5")
        await person.hear("저장했어요")
        await person.say("/saved")
        await person.hear("저장한 코디 1개")
        await person.say("/share 1")
        assert "“셔츠에 데님 팬츠를 매치한 룩 4” 코디를 여는 링크" in text_of(await person.hear("여는 링크"))


async def test_a_made_up_token_opens_nothing_and_greets_all_the_same(place: Town) -> None:
    async with place.bot(), place.person() as person:
        await follow(person, "A" * 22)
        await person.hear("이제 볼 수 없어요")
        await person.hear("누구의 코디를")
