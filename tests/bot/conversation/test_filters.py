"""Choosing for whom, when, style and keywords: by buttons, by words, once or again."""

from __future__ import annotations

from bot.conversation.typed import present_season
from bot.language import voices
from tests.bot.conversation.town import Message, Person, Town, buttons, jpeg, text_of

SAY = voices()["ko"]


def labels(message: Message) -> list[str]:
    return [button["text"] for button in buttons(message)]


async def newest(person: Person) -> Message:
    return (await person.from_bot())[-1]


async def test_the_present_season_is_chosen_already(place: Town) -> None:
    async with place.bot(), place.person() as person:
        await person.say("/start")
        await person.hear("누구의 코디")
        await person.tap("전체")
        panel = await person.hear("계절")
        assert f"✓ {SAY(f'season-{present_season()}')}" in labels(panel)


async def test_seasons_toggle_and_a_double_tap_changes_nothing(place: Town) -> None:
    async with place.bot(), place.person() as person:
        await person.say("/start")
        await person.hear("누구의 코디")
        await person.tap("여자")
        await person.hear("계절")
        await person.tap("사계절")
        await person.tap("봄", times=2)
        await person.wait(lambda messages: "✓ 봄" in labels(messages[-1]))
        await person.tap("봄")
        await person.wait(lambda messages: "봄" in labels(messages[-1]))
        await person.tap("← 뒤로")
        panel = await person.hear("누구의 코디")
        assert "✓ 여자" in labels(panel)


async def test_every_step_understands_words(place: Town) -> None:
    async with place.bot(), place.person() as person:
        for said, then in (
            ("/start", "누구의 코디"),
            ("음...", "앗, 잘 모르겠어요. 남자"),
            ("남자요", "계절"),
            ("여름이랑 가을", "스타일"),
            ("댄디", "느낌"),
            ("데님", "키워드: 데님"),
        ):
            await person.say(said)
            await person.hear(then)
        done = await person.hear("이제 옷 사진")
        assert "남자 · 여름, 가을 · 댄디" in text_of(done)
        await person.send(jpeg())
        await person.album()
        query = place.worker.asked[-1]
        assert (query.facets.gender, query.facets.seasons) == ("men", {"summer", "autumn"})
        assert (query.style, query.keywords) == ("dandy", "데님")


async def test_one_sentence_may_answer_several_questions(place: Town) -> None:
    async with place.bot(), place.person("Ana", "en") as person:
        await person.say("/start")
        await person.hear("Whose looks")
        await person.say("women, summer")
        await person.hear("Which style")
        await person.say("back")
        await person.hear("For which season")
        await person.say("skip")
        await person.hear("Which style")


async def test_keywords_are_tapped_cleared_and_turned(place: Town) -> None:
    async with place.bot(), place.person() as person:
        await person.say("/filters")
        await person.hear("지금 필터")
        await person.tap("키워드 없음")
        await person.hear("느낌")
        await person.tap("셔츠")
        await person.hear("키워드: 셔츠")
        await person.tap("꾸안꾸")
        await person.hear("키워드: 셔츠 · 꾸안꾸")
        await person.tap("✓ 셔츠")
        await person.wait(lambda messages: "키워드: 꾸안꾸" in text_of(messages[-1]))
        await person.tap("키워드 지우기")
        await person.wait(lambda messages: "✓ 꾸안꾸" not in labels(messages[-1]))
        assert "키워드:" not in text_of(await newest(person))


async def test_new_filters_answer_the_last_photo_anew_without_seeing_it_again(place: Town) -> None:
    async with place.bot(), place.person() as person:
        await person.send(jpeg())
        await person.album()
        await person.tap("필터 바꾸기")
        assert "다 됐어요" in labels(await person.hear("지금 필터"))
        await person.tap("사계절")
        await person.hear("어느 계절")
        await person.tap("겨울")
        await person.wait(lambda messages: "✓ 겨울" in labels(messages[-1]))
        await person.tap("← 뒤로")
        await person.hear("지금 필터")
        after = (await newest(person))["message_id"]
        await person.tap("이 필터로 다시 보기")
        assert len(await person.album(after)) == 6
        assert place.worker.seen == 1
        assert place.worker.asked[-1].facets.seasons == {"winter"}


async def test_filters_named_in_passing_are_remembered(place: Town) -> None:
    async with place.bot(), place.person() as person:
        await person.say("여자 겨울")
        await person.hear("여자 · 겨울 · 모든 스타일")
        await person.send(jpeg())
        assert len(await person.album()) == 3


async def test_a_panel_whose_message_is_gone_comes_anew(place: Town) -> None:
    async with place.bot() as application, place.person() as person:
        await person.say("/start")
        panel = await person.hear("누구의 코디")
        await person.tap("여자")
        await person.hear("계절")
        await application.bot.delete_message(person.id, panel["message_id"])
        await person.say("봄")
        await person.hear("스타일")


async def test_cancel_takes_the_question_back(place: Town) -> None:
    async with place.bot(), place.person() as person:
        await person.say("/start")
        await person.hear("누구의 코디")
        await person.say("/cancel")
        await person.hear("그만할게요")
        await person.wait(lambda messages: not buttons(messages[1]))
        await person.say("/cancel")
        await person.hear("멈출 것이 없어요")
