"""Saving by number, by reply and by button; seeing again; taking out."""

from __future__ import annotations

from retrieval.index.catalogue import Catalogue
from tests.bot.conversation.town import Message, Person, Town, buttons, jpeg, text_of


async def answered(person: Person) -> list[int]:
    """A photo sent and answered; the album's message ids."""
    await person.send(jpeg())
    return [picture["message_id"] for picture in await person.album()]


async def labels(person: Person) -> list[str]:
    return [button["text"] for message in await person.from_bot() for button in buttons(message)]


async def test_several_numbers_at_once_and_twice_is_once(place: Town) -> None:
    async with place.bot(), place.person() as person:
        await answered(person)
        await person.say("/save 3 5, 3")
        await person.hear("3, 5번 코디를 저장했어요")
        await person.say("/save 5")
        await person.hear("5번은 이미 저장한")
        await person.say("/saved")
        await person.hear("저장한 코디 2개")
        assert {"♥ 3", "♥ 5", "♡ 1"} <= set(await labels(person))


async def test_a_reply_to_a_picture_saves_it(place: Town) -> None:
    async with place.bot(), place.person() as person:
        album = await answered(person)
        await person.say("/save", reply_to=album[3])
        await person.hear("4번 코디를 저장했어요")
        await person.say("/save", reply_to=(await person.messages())[0]["message_id"])
        await person.hear("코디 사진이 아니에요")


async def test_a_heart_fills_and_empties_and_a_double_tap_only_fills(place: Town) -> None:
    async with place.bot(), place.person() as person:
        await answered(person)
        await person.tap("♡ 2", times=2)
        await person.wait(lambda messages: "♥ 2" in {b["text"] for b in buttons(messages[-1])})
        await person.say("/saved")
        await person.hear("저장한 코디 1개")
        await person.tap("♥ 2")
        await person.wait(lambda messages: any(b["text"] == "♡ 2" for m in messages for b in buttons(m)))
        await person.say("/saved")
        await person.hear("아직 저장한 코디가 없어요")


async def test_numbers_of_an_earlier_page_can_be_saved(place: Town) -> None:
    async with place.bot(), place.person() as person:
        await answered(person)
        await person.tap("다음 10개")
        await person.hear("11. ")
        await person.wait(lambda messages: "♡ 11" in {b["text"] for b in buttons(messages[-1])})
        await person.say("/save 3 13")
        await person.hear("3, 13번 코디를 저장했어요")
        await person.say("/save 21")
        await person.hear("지금 앨범은 11번부터 20번까지")


async def test_what_cannot_be_saved_is_said(place: Town) -> None:
    async with place.bot(), place.person() as person:
        await person.say("/save 3")
        await person.hear("아직 추천한 코디가 없어요")
        await person.say("/saved")
        await person.hear("아직 저장한 코디가 없어요")
        await answered(person)
        for said, then in (
            ("/save", "저장하고 싶은 번호"),
            ("/save 0", "0번은 없어요"),
            ("/save 11", "11번은 없어요"),
        ):
            await person.say(said)
            await person.hear(then)
        await person.say("/unsave")
        await person.hear("빼고 싶은 번호")
        await person.say("/unsave 1")
        await person.hear("1번은 저장한 코디에 없어요")


async def test_a_look_that_left_the_lookbook_gets_a_kind_word(place: Town) -> None:
    async with place.bot() as application, place.person() as person:
        await answered(person)
        await person.say("/save 1 2")
        await person.hear("저장했어요")
        application.services.catalogue = _without(place.worker.catalogue, "look-00")
        await person.say("/save 1")
        await person.hear("이제 룩북에 없어요")
        await person.say("/saved")
        assert "1. 룩북에서 사라진 코디예요" in text_of(await person.hear("저장한 코디 2개"))
        await person.say("/unsave 1")
        assert text_of(await person.hear("뺐어요")) == "이 코디를 뺐어요.\n\n1. 룩북에서 사라진 코디예요."


async def test_a_number_after_an_album_takes_out_the_look_of_the_album_and_names_it(place: Town) -> None:
    async with place.bot() as application, place.person() as person:
        await answered(person)
        await person.say("/save 1 2 3 5 출근룩")
        await person.hear("모음에 넣었어요")
        await person.say("/saved")
        listed = await person.hear("저장한 코디 4개")
        await person.say("/unsave 4")
        said = await person.hear("뺐어요", after=listed["message_id"])
        assert text_of(said).endswith("\n4. 셔츠에 데님 팬츠를 매치한 룩 4")
        await answered(person)
        await person.wait(lambda messages: "♡ 5" in {b["text"] for b in buttons(messages[-1])})
        await person.say("/save 6")
        await person.hear("6번 코디를 저장했어요")
        await person.say("/unsave 3")  # the album's third, which is the third of those saved as well
        said = await person.hear("\n\n3. 셔츠에 데님 팬츠를 매치한 룩 2", after=said["message_id"])
        await person.say("/unsave 2 6")
        both = text_of(await person.hear("뺐어요", after=said["message_id"]))
        assert both.startswith(
            "이 코디를 뺐어요. ♡를 누르면 다시 담아요.\n\n2. 셔츠에 데님 팬츠를 매치한 룩 1\n6. "
        )
        assert both.endswith("룩 5")
        store = application.services.store
        assert [each.look_id for each in await store.saved(person.id)] == ["look-00"]
        await person.tap("♡ 2")
        await person.wait(lambda messages: "♥ 2" in {b["text"] for b in buttons(messages[-1])})
        put_back = (await store.saved(person.id))[-1]
        assert (put_back.look_id, put_back.collection) == ("look-01", "출근룩")


async def test_a_number_of_an_album_that_is_not_saved_is_one_of_the_saved_list(place: Town) -> None:
    async with place.bot() as application, place.person() as person:
        await answered(person)
        await person.say("/save 7 8")
        await person.hear("7, 8번 코디를 저장했어요")
        await person.say("/unsave 2")
        await person.hear("2. 셔츠에 데님 팬츠를 매치한 룩 7")
        saved = await application.services.store.saved(person.id)
        assert [each.look_id for each in saved] == ["look-06"]
        under_album = {"♥ 7", "♡ 8"}
        await person.wait(lambda messages: any(under_album <= labels_of(each) for each in messages))


def labels_of(message: Message) -> set[str]:
    return {button["text"] for button in buttons(message)}


async def test_saved_looks_come_ten_at_a_time(place: Town) -> None:
    async with place.bot(), place.person() as person:
        await answered(person)
        await person.say("/save 1 2 3 4 5 6 7 8 9 10")
        await person.hear("저장했어요")
        await person.tap("다음 10개")
        await person.wait(lambda messages: "♡ 11" in {b["text"] for b in buttons(messages[-1])})
        await person.say("/save 11")
        await person.hear("11번 코디를 저장했어요")
        await person.say("/saved")
        await person.hear("저장한 코디 11개")
        await person.tap("더 보기")
        second = await person.hear("저장한 코디 11개\n\n11. ")
        await person.tap("← 이전")
        await person.hear("저장한 코디 11개\n\n1. ", after=second["message_id"])


def _without(there: Catalogue, look_id: str) -> Catalogue:
    left = Catalogue(there.manifest, ())
    left.looks, left.cells = there.looks, there.cells
    left._by_id = {key: look for key, look in there._by_id.items() if key != look_id}
    left._digests = there._digests
    return left
