"""Collections: named while saving, moved to, renamed, opened; looks taken out and put back by buttons."""

from __future__ import annotations

import pytest

from bot.collection import Asked, key_of, tidy
from bot.errors import Sorry
from tests.bot.conversation.test_saved import answered
from tests.bot.conversation.town import Person, Town, buttons, text_of


@pytest.mark.parametrize(
    ("words", "numbers", "name"),
    [
        ("3 5", (3, 5), ""),
        ("3,5번, 3 출근룩", (3, 5), "출근룩"),
        ("3 18도  룩", (3,), "18도 룩"),
        ("2 “하객 룩”", (2,), "하객 룩"),
        ("출근룩", (), "출근룩"),
        ("", (), ""),
    ],
)
def test_numbers_come_before_the_name(words: str, numbers: tuple[int, ...], name: str) -> None:
    assert Asked.read(words) == Asked(numbers, name)


def test_a_name_is_no_letter() -> None:
    assert tidy("가" * 30) == "가" * 30
    with pytest.raises(Sorry):
        tidy("가" * 31)
    assert len(key_of("가" * 30)) == 8


async def saved_two(person: Person) -> None:
    await answered(person)
    await person.say("/save 3 5 출근룩")
    await person.hear("3, 5번 코디를 “출근룩” 모음에 넣었어요")
    await person.say("/save 1")
    await person.hear("1번 코디를 저장했어요")


async def newest_labels(person: Person) -> list[str]:
    return [button["text"] for button in buttons((await person.from_bot())[-1])]


async def test_saving_into_a_collection_and_opening_it(place: Town) -> None:
    async with place.bot(), place.person() as person:
        await saved_two(person)
        await person.say("/saved")
        everything = await person.hear("저장한 코디 3개")
        assert " · 출근룩" in text_of(everything)
        assert {"✓ 전체", "출근룩 2", "1", "3"} <= set(await newest_labels(person))
        await person.tap("출근룩 2")
        listed = text_of(await person.hear("“출근룩” 모음 2개"))
        assert "\n2. " in listed
        assert "\n3. " not in listed
        await person.say("/saved 없는것")
        await person.hear(
            "“없는것” 모음은 아직 없어요. 저장할 때 번호 뒤에 이름을 적으면 생겨요. 예: /save 3 출근룩"
        )


async def test_a_look_is_moved_taken_out_and_put_back_by_buttons(place: Town) -> None:
    async with place.bot(), place.person() as person:
        await saved_two(person)
        await person.say("/saved")
        await person.hear("저장한 코디 3개")
        await person.tap("3")
        await person.wait(lambda messages: "3번 빼기" in {b["text"] for b in buttons(messages[-1])})
        await person.tap("“출근룩”에 넣기")
        await person.wait(lambda messages: text_of(messages[-1]).count("· 출근룩") == 3)
        await person.tap("2")
        await person.wait(lambda messages: "2번 빼기" in {b["text"] for b in buttons(messages[-1])})
        await person.tap("2번 빼기")
        await person.wait(lambda messages: "2. 뺀 코디예요" in text_of(messages[-1]))
        await person.tap("♡ 2")
        await person.wait(lambda messages: "뺀 코디" not in text_of(messages[-1]))
        assert text_of((await person.from_bot())[-1]).count("· 출근룩") == 3  # where it was before


async def test_the_last_look_of_a_collection_is_put_back_into_it(place: Town) -> None:
    async with place.bot() as application, place.person() as person:
        await answered(person)
        await person.say("/save 1")
        await person.hear("1번 코디를 저장했어요")
        await person.say("/save 3 출근룩")
        await person.hear("모음에 넣었어요")
        await person.say("/saved 출근룩")
        await person.hear("“출근룩” 모음 1개")
        await person.tap("2")
        await person.wait(lambda messages: "2번 빼기" in {b["text"] for b in buttons(messages[-1])})
        await person.tap("2번 빼기", times=2)  # the second tap finds nothing, and forgets nothing
        await person.wait(lambda messages: "2. 뺀 코디예요" in text_of(messages[-1]))
        await person.tap("♡ 2")
        await person.wait(lambda messages: "뺀 코디" not in text_of(messages[-1]))
        saved = await application.services.store.saved(person.id)
        assert [each.collection for each in saved] == ["", "출근룩"]


async def test_a_new_collection_is_named_by_the_next_words(place: Town) -> None:
    async with place.bot(), place.person() as person:
        await saved_two(person)
        await person.say("/saved")
        await person.hear("저장한 코디 3개")
        await person.tap("3")
        await person.wait(lambda messages: "＋ 새 모음" in {b["text"] for b in buttons(messages[-1])})
        await person.tap("＋ 새 모음")
        await person.hear("새 모음의 이름을")
        await person.say("가" * 31)
        await person.hear("30자까지예요")
        await person.say("여행")
        await person.hear("“여행” 모음에 담았어요")
        await person.say("/saved 여행")
        await person.hear("“여행” 모음 1개")
        await person.tap("모음 이름 바꾸기")
        await person.hear("“여행” 모음의 새 이름")
        asked = (await person.from_bot())[-1]["message_id"]
        await person.say("“”")  # quotation marks alone are no name, and no collection dissolves
        await person.hear("“여행” 모음의 새 이름", after=asked)
        await person.say("제주")
        await person.hear("“여행” 모음을 이제 “제주” 모음이라고")


async def test_a_question_for_a_name_is_over_once_something_else_was_said(place: Town) -> None:
    async with place.bot(), place.person() as person:
        await saved_two(person)
        await person.say("/saved 출근룩")
        await person.hear("모음 2개")
        await person.tap("모음 이름 바꾸기")
        await person.hear("새 이름을 적어")
        await person.say("/help")
        await person.hear("키워드가 돼요")
        await person.say("셔츠")
        await person.hear("“셔츠” 코디예요")


async def test_a_number_after_saved_means_the_answer_unless_a_collection_is_named(place: Town) -> None:
    async with place.bot(), place.person() as person:
        await saved_two(person)
        await person.say("/saved")
        pictures = [m for m in await person.wait(_listed) if "photo" in m]
        await person.say("/save 2 여행")  # the second of the saved ones is the fifth of the answer
        await person.hear("2번 코디를 “여행” 모음에")
        await person.say("/save 출근", reply_to=pictures[-3]["message_id"])
        await person.hear("1번 코디를 “출근” 모음에")
        await person.say("/save 2")
        await person.hear("2번 코디를 저장했어요")
        await person.wait(lambda messages: any(b["text"] == "♥ 2" for m in messages for b in buttons(m)))


def _listed(messages: object) -> bool:
    return "저장한 코디 3개" in text_of(messages[-1])  # type: ignore[index]
