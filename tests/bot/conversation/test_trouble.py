"""Whatever else a chat throws: each gets the right thing or a friendly line, never silence or a trace."""

from __future__ import annotations

import json
import logging

import pytest

from bot.models_worker import WorkerBusy, WorkerLost
from bot.profile import COMMANDS
from retrieval.errors import IndexMissing, PhotoError
from tests.bot.conversation.town import Town, buttons, jpeg, text_of


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (PhotoError("damaged", ""), "사진이 깨져 있어요"),
        (PhotoError("too_large", ""), "화소가 너무 많은"),
        (PhotoError("transparent", ""), "투명해서"),
        (WorkerBusy(8), "앞에 8장"),
        (WorkerLost(""), "한 번 더 보내 주시겠어요"),
        (IndexMissing(""), "룩북을 준비하고"),
    ],
)
async def test_expected_trouble_is_said_in_a_sentence(place: Town, error: Exception, said: str) -> None:
    place.worker.trouble = error
    async with place.bot(), place.person() as person:
        await person.send(jpeg())
        await person.hear(said)
        place.worker.trouble = None
        await person.send(jpeg())
        assert await person.album()


async def test_a_surprise_is_logged_under_the_id_that_is_told(
    place: Town, caplog: pytest.LogCaptureFixture
) -> None:
    place.worker.trouble = ZeroDivisionError("secret words of a person")
    async with place.bot(), place.person() as person:
        await person.send(jpeg())
        number = text_of(await person.hear("제가 실수했어요")).split("오류 번호 ")[1][:6]
    logged = [record for record in caplog.records if number in record.getMessage()]
    assert logged[0].levelno == logging.ERROR
    assert logged[0].exc_info


async def test_files_that_are_no_photos(place: Town) -> None:
    async with place.bot(), place.person() as person:
        await person.send(b"words", kind="document", name="notes.txt")
        await person.hear("이 파일은 사진이 아니에요")
        await person.send(b"words", kind="document", name="notes.jpg")
        await person.hear("사진으로 읽을 수 없어요")
        await person.send(jpeg(), kind="document", name="shirt.jpg")
        assert await person.album()


async def test_of_several_photos_the_first_is_answered_and_it_is_said_once(place: Town) -> None:
    async with place.bot(), place.person() as person:
        await person.send(jpeg(), jpeg("red"), jpeg("green"))
        await person.album()
        await person.hear("첫 사진으로 찾았어요")
        await person.say("/help")
        await person.hear("키워드가 돼요")
        said = [text_of(message) for message in await person.from_bot()]
        assert sum("첫 사진으로" in text for text in said) == 1
        assert place.worker.seen == 1


async def test_who_waits_hears_how_many_are_before_them(place: Town) -> None:
    place.worker.waiting = 2
    async with place.bot(), place.person() as person:
        await person.send(jpeg())
        await person.album()
        assert not [message for message in await person.from_bot() if "기다리고" in text_of(message)]
        deleted = [call for call in (await person.calls()) if call["method"] == "deleteMessage"]
        assert deleted


async def test_unknown_commands_and_words_in_passing(place: Town) -> None:
    async with place.bot(), place.person() as person:
        await person.say("/nonsense")
        await person.hear("모르는 명령")
        await person.say("네")
        await person.hear("옷 사진을 보내 주시면")
        await person.say("/help")
        await person.hear("/filters 누구")


async def test_the_language_can_be_changed(place: Town) -> None:
    async with place.bot(), place.person() as person:
        await person.say("/language")
        await person.hear("어떤 말로")
        await person.tap("English")
        await person.hear("From now on I speak English")
        await person.say("/help")
        await person.hear("Send a photo of a garment")


async def test_everything_kept_is_shown_and_deleted(place: Town) -> None:
    async with place.bot(), place.person() as person:
        await person.send(jpeg(), caption="데님")
        await person.album()
        await person.say("/save 1")
        await person.hear("저장했어요")
        await person.say("/mydata")
        file = await person.hear("제가 기억하는 모든 것")
        kept = json.loads(await person.download(file["document"]["file_id"]))
        assert len(kept["saved_looks"]) == 1
        await person.say("/forget")
        await person.hear("모두 지울까요")
        await person.tap("아니요, 그대로 둘게요")
        await person.hear("그대로 둘게요.")
        await person.say("/forget")
        await person.wait(lambda messages: bool(buttons(messages[-1])))
        await person.tap("네, 모두 지워 주세요")
        await person.hear("모두 지웠어요")
        await person.say("/saved")
        await person.hear("아직 저장한 코디가 없어요")


async def test_buttons_of_forgotten_answers_get_a_kind_word(place: Town) -> None:
    async with place.bot() as application, place.person() as person:
        await person.send(jpeg())
        await person.album()
        await application.services.store.forget(person.id)
        await person.tap("색")
        await person.hear("오래된 추천")


async def test_menu_and_descriptions_are_set_in_both_languages(place: Town) -> None:
    async with place.bot() as application, place.person() as person:
        await person.say("/help")
        await person.hear("키워드가 돼요")
        for language, described in (("ko", "도움말"), ("en", "Help")):
            commands = await application.bot.get_my_commands(language_code=language)
            assert [command.command for command in commands] == list(COMMANDS)
            assert commands[-1].description == described
        assert (await application.bot.get_my_short_description("en")).short_description


async def test_two_people_at_once(place: Town) -> None:
    async with place.bot(), place.person() as one, place.person("Ana", "en") as other:
        await one.send(jpeg())
        await other.say("/start")
        await other.hear("Whose looks")
        assert await one.album()
