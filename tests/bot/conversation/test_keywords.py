"""Keywords: chips by group, sentences, what was understood and what was not; and the first words."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from bot.conversation.typed import present_season
from tests.bot.conversation.test_filters import labels, newest
from tests.bot.conversation.test_restart import asked_for_a_name
from tests.bot.conversation.town import Town, catalogue, jpeg, text_of


async def test_the_greeting_is_a_picture_that_goes_by_its_file_id_afterwards(place: Town) -> None:
    async with place.bot(), place.person() as person, place.person("Ana", "en") as other:
        await person.say("/start")
        first = await person.hear("안녕하세요")
        with Image.open(io.BytesIO(await person.download(first["photo"][-1]["file_id"]))) as picture:
            assert picture.width > picture.height
        await other.say("/start")
        second = await other.hear("Hello")
        assert second["photo"][-1]["file_unique_id"] == first["photo"][-1]["file_unique_id"]


async def test_chips_come_in_groups_and_weather_says_what_suits_it(place: Town) -> None:
    async with place.bot(), place.person() as person:
        await person.say("/filters")
        await person.hear("지금 필터")
        await person.tap("키워드 없음")
        await person.hear("느낌")
        await person.tap("날씨")
        await person.wait(lambda messages: "✓ 날씨" in labels(messages[-1]))
        await person.tap("17~19도")
        await person.hear("17~19도에는 니트, 가디건, 맨투맨")
        await person.tap("상황")
        await person.wait(lambda messages: {"출근", "하객", "✓ 17~19도"} <= set(labels(messages[-1])))


async def test_a_sentence_becomes_keywords_one_by_one(place: Town) -> None:
    async with place.bot(), place.person() as person:
        await person.say("/filters")
        await person.hear("지금 필터")
        await person.tap("키워드 없음")
        await person.hear("느낌")
        await person.say("데님 셔츠 -치마 슈페너")
        await person.hear("“슈페너”는 아직 모르는 말이에요")
        panel = next(m for m in reversed(await person.from_bot()) if "찾는 느낌" in text_of(m))
        assert "키워드: 데님 · 셔츠 · 치마 제외" in text_of(panel)
        assert {"✓ 데님", "✓ 치마 제외"} <= set(labels(panel))
        await person.tap("꾸안꾸")  # the near word, below the panel
        await person.hear("셔츠 · 치마 제외 · 꾸안꾸")
        assert not [m for m in await person.from_bot() if "모르는 말" in text_of(m)]
        await person.tap("✓ 치마 제외")
        await person.wait(lambda messages: "치마" not in text_of(messages[-1]))


async def test_an_unknown_word_of_a_search_is_named_and_a_near_one_asked_for(place: Town) -> None:
    async with place.bot(), place.person() as person:
        await person.say("슈페너")
        unknown = await person.hear("“슈페너”는 아직 모르는 말이에요")
        assert not place.worker.asked
        await person.tap("꾸안꾸")
        assert await person.album(after=unknown["message_id"])
        await person.say("셔츠 슈페너")
        await person.hear("“슈페너”는 아직")
        last = (await newest(person))["message_id"]
        await person.tap("꾸안꾸")
        await person.wait(lambda messages: "“셔츠 · 꾸안꾸” 코디" in text_of(messages[-1]))
        assert (await newest(person))["message_id"] > last


async def test_words_beside_an_answer_to_the_open_question_are_kept(place: Town) -> None:
    async with place.bot(), place.person() as person:
        await person.say("/start")
        await person.hear("누구의 코디")
        await person.say("데님")
        await person.wait(lambda messages: text_of(messages[-1]).endswith("키워드: 데님"))
        await person.say("여자 겨울 스트릿")
        await person.hear("찾는 느낌")
        await person.tap("다음 →")
        await person.hear("여자 · 겨울 · 스트릿")


async def test_captions_are_understood_too(place: Town) -> None:
    async with place.bot(), place.person() as person:
        await person.send(jpeg(), caption="데님 -치마")
        await person.hear("키워드: 데님 · 치마 제외")


async def test_keywords_that_no_look_inside_the_filters_fits_name_the_filter_in_the_way(place: Town) -> None:
    place.worker.catalogue = catalogue(place.folder, 2)  # spring alone
    async with place.bot(), place.person() as person:
        await person.say("여름 데님")
        nothing = await person.hear("계절 필터(여름)를 풀면 코디 2개가 있어요")
        assert labels(nothing) == ["사계절 보기", "필터 바꾸기"]
        await person.tap("사계절 보기")
        assert len(await person.album(after=nothing["message_id"])) == 2


@pytest.mark.parametrize("words", ["?", "!!"])
async def test_words_that_name_nothing_are_asked_for_again(place: Town, words: str) -> None:
    async with place.bot(), place.person() as person:
        await person.say("/filters")
        await person.hear("지금 필터")
        await person.tap("키워드 없음")
        await person.hear("느낌")
        await person.say(words)
        await person.hear("아래에서 골라 주시거나 다른 말로")
        await person.say("데님")
        await person.hear("키워드: 데님")


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("고마워요!", "도움이 됐다니 기뻐요"),
        ("안녕하세요", "안녕하세요! 옷 사진을"),
        ("좋아요", "또 찾아 드릴게요"),
        ("얼마예요?", "파는 곳과 값은"),
        ("3번", "“3번 저장”이라고"),
        ("사용법", "키워드가 돼요"),
    ],
)
async def test_a_kind_word_is_answered_in_kind_and_brings_no_album(
    place: Town, words: str, answer: str
) -> None:
    async with place.bot(), place.person() as person:
        await person.send(jpeg())
        assert await person.album()
        await person.hear("사진 속 옷")
        await person.say(words)
        await person.hear(answer)
        assert len([message for message in await person.from_bot() if "media_group_id" in message]) == 10


async def test_what_a_message_asked_for_can_be_called_off_in_a_word(place: Town) -> None:
    async with place.bot(), place.person() as person:
        await asked_for_a_name(person)
        await person.say("취소")
        await person.hear("그만할게요")
        await person.say("셔츠")
        await person.hear("“셔츠” 코디예요")


async def test_seasons_named_after_an_answer_ask_for_no_photo(place: Town) -> None:
    async with place.bot(), place.person() as person:
        await person.say("/start")
        await person.hear("누구의 코디")
        await person.send(jpeg())
        await person.hear("사진 속 옷")
        await person.say("여름" if present_season() == "winter" else "겨울")
        await person.wait(lambda messages: sum("media_group_id" in each for each in messages) > 10)
        assert not [each for each in await person.from_bot() if "이제 옷 사진을" in text_of(each)]


async def test_what_is_refused_after_a_photo_is_left_out_of_its_looks(place: Town) -> None:
    async with place.bot(), place.person() as person:
        await person.send(jpeg())
        listed = await person.hear("사진 속 옷")
        await person.say("-셔츠")
        await person.hear("사진 속 옷", after=listed["message_id"])
        assert place.worker.asked[-1].garments
        assert place.worker.asked[-1].keywords == "-셔츠"


async def test_words_in_reply_to_an_album_refine_it(place: Town) -> None:
    async with place.bot(), place.person() as person:
        await person.send(jpeg())
        pictures = await person.album()
        listed = await person.hear("사진 속 옷")
        await person.say("데님", reply_to=pictures[2]["message_id"])
        await person.hear("사진 속 옷", after=listed["message_id"])
        assert place.worker.asked[-1].garments
        assert place.worker.asked[-1].keywords == "데님"
        await person.say("데님")
        await person.hear("“데님” 코디예요")


async def test_a_number_is_saved_in_words(place: Town) -> None:
    async with place.bot(), place.person() as person:
        await person.send(jpeg())
        pictures = await person.album()
        await person.hear("사진 속 옷")
        await person.say("3번 저장해줘")
        await person.hear("3번 코디를 저장했어요")
        await person.say("이거 저장해줘", reply_to=pictures[4]["message_id"])
        await person.hear("5번 코디를 저장했어요")


async def test_yes_in_words_deletes_where_it_was_asked(place: Town) -> None:
    async with place.bot() as application, place.person() as person:
        await person.send(jpeg())
        await person.hear("사진 속 옷")
        await person.say("3번 저장")
        await person.hear("저장했어요")
        await person.say("/forget")
        await person.hear("모두 지울까요")
        await person.say("아니요")
        await person.hear("그대로 둘게요")
        await person.say("/forget")
        await person.hear("모두 지울까요", after=(await person.from_bot())[-1]["message_id"])
        await person.say("네")
        await person.hear("모두 지웠어요")
        assert await application.services.store.saved(person.id) == ()
