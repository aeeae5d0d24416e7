"""Whatever else a chat throws: each gets the right thing or a friendly line, never silence or a trace."""

from __future__ import annotations

import asyncio
import json
import logging
from typing import Any

import pytest
from telegram import BotCommand, Update

from bot.calls import profile
from bot.calls.profile import COMMANDS
from bot.context import Codibot
from bot.models.worker import WorkerBusy, WorkerLost
from retrieval.errors import IndexMissing, PhotoError
from tests.bot.conversation.town import Person, Town, buttons, jpeg, text_of


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


async def test_who_waits_hears_their_place_and_what_is_being_done(place: Town) -> None:
    place.worker.waiting, place.worker.pause = 2, 0.5
    async with place.bot(), place.person() as person:
        await person.send(jpeg())
        told = await person.hear("앞에 사진 2장")
        await person.wait(lambda messages: text_of(messages[-1]).startswith("앞에 사진 1장"))
        await person.wait(lambda messages: text_of(messages[-1]) == "옷을 살펴보고 있어요.")
        assert (await person.from_bot())[-1]["message_id"] == told["message_id"]
        await person.album()
        await person.wait(lambda messages: told["message_id"] not in {m["message_id"] for m in messages})


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
        await person.hear("From now on I’ll speak English")
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
            commands = await menu(application, language)
            assert [command.command for command in commands] == list(profile.menu(place.settings))
            assert commands[-1].description == described
        for _ in range(200):
            if (await application.bot.get_my_short_description("en")).short_description:
                return
            await asyncio.sleep(0.05)
        pytest.fail("no short description was set")


async def test_what_takes_an_admin_is_told_where_there_is_one(place: Town) -> None:
    taking = {"post", "mylooks", "notices"}
    assert set(COMMANDS) - set(profile.menu(place.settings)) == taking
    async with place.bot(), place.person() as person:
        assert not await told(person, taking)
    place.settings = place.settings.model_copy(update={"admin_ids": frozenset({7})})
    assert profile.menu(place.settings) == COMMANDS
    async with place.bot(), place.person() as person:
        assert await told(person, taking) == taking


async def told(person: Person, commands: set[str]) -> set[str]:
    """Which of some commands help and privacy speak of; every other of the menu stands in one of them."""
    await person.say("/help")
    said = text_of(await person.hear("키워드가 돼요"))
    await person.say("/privacy")
    said += text_of(await person.hear("사진은 저장하지 않아요"))
    assert all(f"/{name}" in said for name in set(COMMANDS) - commands - {"start", "help"})
    return {name for name in commands if f"/{name}" in said}


async def menu(application: Codibot, language: str) -> tuple[BotCommand, ...]:
    """The commands, which are set beside the conversation, once they are there."""
    for _ in range(200):
        if commands := await application.bot.get_my_commands(language_code=language):
            return commands
        await asyncio.sleep(0.05)
    return ()


async def test_two_people_at_once(place: Town) -> None:
    async with place.bot(), place.person() as one, place.person("Ana", "en") as other:
        await one.send(jpeg())
        await other.say("/start")
        await other.hear("Whose looks")
        assert await one.album()


STICKER = {"file_id": "s", "file_unique_id": "s", "type": "regular", "width": 9, "height": 9}
VOICE = {"file_id": "v", "file_unique_id": "v", "duration": 1}
HEAVY = {"file_id": "d", "file_unique_id": "d", "mime_type": "image/jpeg", "file_size": 21 * 2**20}


VIDEO = {**VOICE, "width": 9, "height": 9}
GIF = {"animation": VIDEO, "document": {"file_id": "g", "file_unique_id": "g", "mime_type": "video/mp4"}}
PLACE = {"longitude": 127.0, "latitude": 37.5}
POLL = {
    **{"id": "1", "type": "regular", "question": "?", "options": [], "total_voter_count": 0},
    **{"is_closed": False, "is_anonymous": True, "allows_multiple_answers": False},
    **{"allows_revoting": False, "members_only": False},
}
THROWN = [
    ("message", {"sticker": {**STICKER, "is_animated": False, "is_video": False}}, "귀여운 스티커"),
    ("message", {"voice": VOICE}, "음성은 듣지 못해요"),
    ("message", {"audio": VOICE}, "음성은 듣지 못해요"),
    ("message", {"video": VIDEO}, "동영상은 보지"),
    ("message", {"video_note": {**VOICE, "length": 9}}, "동영상은 보지"),
    ("message", GIF, "동영상은 보지"),
    ("message", {"location": PLACE}, "위치 대신"),
    ("message", {"location": PLACE, "venue": {"location": PLACE, "title": "", "address": ""}}, "위치 대신"),
    ("message", {"contact": {"phone_number": "1", "first_name": "민지"}}, "연락처는"),
    ("message", {"dice": {"emoji": "🎲", "value": 6}}, "투표나 게임은"),
    ("message", {"poll": POLL}, "투표나 게임은"),
    ("message", {"document": HEAVY}, "20 MB까지"),
    ("message", {"story": {"chat": {"id": 1, "type": "private"}, "id": 1}}, "옷 사진을 보내 주시면"),
    ("edited_message", {"text": "데님"}, "고친 메시지"),
]
QUIET = [
    ("edited_message", {"location": {**PLACE, "live_period": 60}}),  # moves every few seconds
    ("message", {"pinned_message": {"message_id": 1, "date": 0, "chat": {"id": 1, "type": "private"}}}),
    ("message", {"delete_chat_photo": True}),
]


async def test_whatever_is_no_photo_gets_a_line(place: Town) -> None:
    async with place.bot() as application, place.person() as person:
        await person.say("/help")  # a bot may not speak first
        last = (await person.hear("키워드가 돼요"))["message_id"]
        for number, (kind, content, said) in enumerate(THROWN):
            await put(application, kind, person.id, "private", content, number=number)
            last = (await person.hear(said, after=last))["message_id"]


async def test_what_nobody_said_is_not_answered(place: Town) -> None:
    async with place.bot() as application, place.person() as person:
        await person.say("/help")
        await person.hear("키워드가 돼요")
        for number, (kind, content) in enumerate(QUIET):
            await put(application, kind, person.id, "private", content, number=number)
        await application.update_queue.join()
        await person.say("/about")
        await person.hear("코디봇 ")
        assert len(await person.from_bot()) == 2


async def test_a_button_of_a_message_too_old_to_be_read_still_works(place: Town) -> None:
    async with place.bot() as application, place.person() as person:
        await person.say("/filters")
        panel = await person.hear("지금 필터")
        old = {"chat": {"id": person.id, "type": "private"}, "message_id": panel["message_id"], "date": 0}
        sender = {"id": person.id, "is_bot": False, "first_name": "민지", "language_code": "ko"}
        tapped = {"id": "1", "from": sender, "chat_instance": "1", "message": old, "data": "panel:go:gender"}
        update = {"update_id": 10**6, "callback_query": tapped}
        await application.update_queue.put(Update.de_json(update, application.bot))
        await person.hear("누구의 코디")


async def test_words_in_reply_to_something_old_are_a_search(place: Town) -> None:
    async with place.bot(), place.person() as person:
        await person.send(jpeg())
        await person.hear("사진 속 옷")
        mine = next(each for each in await person.messages() if "photo" in each)
        await person.say("데님", reply_to=mine["message_id"])
        await person.hear("“데님” 코디예요")


async def test_in_a_group_codibot_speaks_when_spoken_to(place: Town) -> None:
    async with place.bot() as application, place.person() as person:
        group = await person.group("친구들")
        me = f"@{application.bot.username}"
        await person.say_in(group, f"/help{me}")
        await person.wait_in(group, "키워드가 돼요")
        await put(application, "message", person.id, "group", {"text": "데님"}, group)
        await put(application, "message", person.id, "group", {"text": f"{me} 꾸안꾸"}, group, number=2)
        await person.wait_in(group, "“꾸안꾸” 코디예요")
        assert [query.keywords for query in place.worker.asked] == ["꾸안꾸"]


async def test_who_blocked_the_bot_costs_nothing(place: Town, caplog: pytest.LogCaptureFixture) -> None:
    async with place.bot() as application:
        await put(application, "message", 999, "private", {"text": "/help"})  # never began: refused with 403
        await application.update_queue.join()
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR]


async def put(
    application: Codibot,
    kind: str,
    person: int,
    chat_type: str,
    content: dict[str, Any],
    chat: int | None = None,
    number: int = 1,
) -> None:
    """An update as Telegram would send it, of a kind that nobody can send from the page."""
    chat_card = {"id": chat or person, "type": chat_type, "title": "친구들"}
    sender = {"id": person, "is_bot": False, "first_name": "민지", "language_code": "ko"}
    if content.get("text", "").startswith("/"):
        content = {
            **content,
            "entities": [{"type": "bot_command", "offset": 0, "length": len(content["text"])}],
        }
    message = {"message_id": 10**6 + number, "date": 1, "chat": chat_card, "from": sender, **content}
    edited = {"edit_date": 2} if kind == "edited_message" else {}
    update = {"update_id": 10**6 + number, kind: {**message, **edited}}
    await application.update_queue.put(Update.de_json(update, application.bot))
