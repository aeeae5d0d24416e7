"""What comes back for a photo or for words, and what the buttons under it do."""

from __future__ import annotations

from dataclasses import replace

from tests.bot.conversation.town import Town, buttons, catalogue, jpeg, text_of


async def test_a_photo_first_is_answered_at_once_and_asks_for_whom(place: Town) -> None:
    async with place.bot(), place.person() as person:
        await person.send(jpeg())
        assert len(await person.album()) == 10
        listed = (await person.from_bot())[-1]
        assert listed["text"].startswith("사진 속 옷과 어울리는 코디예요.\n셔츠 · 네이비 70%, 화이트 30%")
        await person.tap("여자")
        pictures = await person.album(after=listed["message_id"])
        assert len(pictures) == 10
        assert place.worker.seen == 1
        again = (await person.from_bot())[-1]
        assert "여자 · 사계절" in text_of(again)
        everything = [b["text"] for message in await person.from_bot() for b in buttons(message)]
        assert "여자" not in everything


async def test_the_next_ten_are_numbered_on(place: Town) -> None:
    async with place.bot(), place.person() as person:
        await person.send(jpeg())
        await person.album()
        first = (await person.from_bot())[-1]["message_id"]
        await person.tap("다음 10개", times=2)
        pictures = await person.album(after=first)
        assert [text_of(picture).split(".")[0] for picture in pictures] == [str(n) for n in range(11, 21)]
        second = (await person.from_bot())[-1]["message_id"]
        await person.say("다음")
        assert len(await person.album(after=second)) == 4
        await person.say("다음")
        await person.hear("더 보여 드릴 코디가 없어요")


async def test_a_double_tap_is_answered_once(place: Town) -> None:
    async with place.bot(), place.person() as person:
        await person.send(jpeg())
        await person.album()
        await person.tap("색", times=3)
        await person.hear("색이 닮은 순서")
        await person.say("/help")
        await person.hear("키워드가 돼요")
        assert sum("색이 닮은 순서" in text_of(message) for message in await person.from_bot()) == 1


async def test_lenses_show_how_alike_and_words_need_keywords(place: Town) -> None:
    async with place.bot(), place.person() as person:
        await person.send(jpeg())
        await person.album()
        labels = [button["text"] for button in buttons((await person.from_bot())[-1])]
        assert "✓ 종합" in labels
        assert "키워드" not in labels
        await person.tap("사진")
        assert "비슷한 정도 1.00 · 옷이 87% 닮았어요" in text_of(await person.hear("모양이 닮은"))
        await person.send(jpeg(), caption="청바지")
        await person.hear("키워드: 청바지")
        assert "키워드" in [button["text"] for button in buttons((await person.from_bot())[-1])]
        assert "#데님 팬츠 (청바지)" in text_of((await person.from_bot())[-1])


async def test_words_alone_are_a_search(place: Town) -> None:
    async with place.bot(), place.person() as person:
        await person.say("여름 꾸안꾸")
        assert len(await person.album()) == 6
        listed = await person.hear("“꾸안꾸” 코디예요")
        assert not {"종합", "✓ 종합"} & {button["text"] for button in buttons(listed)}
        await person.say("코트")
        await person.hear("“코트” 코디를 찾지 못했어요")


async def test_one_look_alone_is_a_photo_not_an_album(place: Town) -> None:
    place.worker.catalogue = catalogue(place.folder, 1)
    async with place.bot(), place.person() as person:
        await person.send(jpeg())
        (only,) = await person.album()
        assert "media_group_id" not in only


async def test_nothing_fits_names_the_filter_in_the_way(place: Town) -> None:
    there = catalogue(place.folder, 2)  # spring alone
    place.worker.catalogue = there
    async with place.bot(), place.person() as person:
        await person.say("여자 겨울")
        await person.hear("여자 · 겨울")
        await person.send(jpeg())
        nothing = await person.hear("계절 필터(겨울)를 풀면 코디 1개가 있어요")
        assert [button["text"] for button in buttons(nothing)] == ["사계절 보기", "필터 바꾸기"]
        await person.tap("사계절 보기")
        assert len(await person.album()) == 1


async def test_a_look_without_its_photo_is_listed_all_the_same(place: Town) -> None:
    first, *others = place.worker.catalogue.looks
    place.worker.catalogue.looks = (replace(first, photo=place.folder / "gone.jpg"), *others)
    place.worker.catalogue._by_id[first.id] = place.worker.catalogue.looks[0]
    async with place.bot(), place.person() as person:
        await person.send(jpeg())
        pictures = await person.album()
        assert len(pictures) == 9
        await person.say("/save", reply_to=pictures[0]["message_id"])
        await person.hear("2번 코디를 저장했어요")


async def test_pictures_sent_before_go_by_their_file_id(place: Town) -> None:
    async with place.bot(), place.person() as person, place.person("Ana", "en") as other:
        await person.send(jpeg())
        first = await person.album()
        await other.send(jpeg())
        second = await other.album()
        assert [p["photo"][-1]["file_unique_id"] for p in first] == [
            p["photo"][-1]["file_unique_id"] for p in second
        ]


async def test_english_speaks_of_korean_looks_in_english(place: Town) -> None:
    async with place.bot(), place.person("Ana", "en") as person:
        await person.send(jpeg())
        await person.album()
        said = [text_of(message) for message in await person.from_bot()]
        assert not [text for text in said if any("가" <= sign <= "힣" for sign in text)]
