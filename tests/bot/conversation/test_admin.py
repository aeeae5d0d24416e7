"""The owner's commands: numbers for the owner alone, a notice for those who agreed alone."""

from __future__ import annotations

import asyncio
import signal
import sys
from typing import Any

import pytest

from bot.context import Codibot
from tests.bot.conversation.town import Person, Town, buttons, jpeg, text_of


def appoint(application: Codibot, owner: Person) -> None:
    settings = application.services.settings
    application.services.settings = settings.model_copy(update={"admin_ids": frozenset({owner.id})})


async def test_the_owner_sees_numbers_and_nobody_else_does(place: Town) -> None:
    async with place.bot() as application, place.person() as owner, place.person("서준") as guest:
        appoint(application, owner)
        await guest.say("/admin")
        await guest.hear("모르는 명령이에요")
        await owner.say("/admin")
        assert "초 안에" not in (await owner.hear("함께하는 사람"))["text"]  # nobody waited yet
        await guest.send(jpeg())
        await guest.album()
        await guest.say("/save 2")
        await guest.hear("2번 코디를 저장했어요")
        await application.services.tally.flush(application.services.store)
        await owner.say("/admin")
        numbers = await owner.hear("초 안에 나갔어요")
        assert "사진 1 (1)" in numbers["text"]
        assert "추천 1 (1)" in numbers["text"]
        assert "저장 1 (1)" in numbers["text"]
        await owner.tap("내보내기")
        await owner.wait(lambda messages: any("document" in message for message in messages))


async def test_a_notice_reaches_those_who_agreed_alone(place: Town) -> None:
    async with (
        place.bot() as application,
        place.person() as owner,
        place.person("서준") as one,
        place.person("하은") as other,
    ):
        appoint(application, owner)
        for person in (one, other):
            await person.say("/notices")
            await person.hear("이제 운영자의 소식을")
        await other.say("/notices")
        await other.hear("이제 소식을 보내지 않을게요")
        await owner.say("/admin 새 룩북이 왔어요")
        await owner.hear("동의한 1명에게")
        await owner.wait(lambda messages: bool(buttons(messages[-1])))
        await owner.tap("보내기")
        await owner.hear("1명에게 보냈어요")
        await one.hear("새 룩북이 왔어요")
        assert not any("새 룩북" in message.get("text", "") for message in await other.from_bot())


async def test_a_second_tap_sends_a_notice_to_nobody(place: Town) -> None:
    async with place.bot() as application, place.person() as owner, place.person("서준") as one:
        appoint(application, owner)
        await one.say("/notices")
        await one.hear("이제 운영자의 소식을")
        await owner.say("/admin\n새 룩북이 왔어요\n\n구경 오세요")  # a line break ends the command, too
        await owner.hear("동의한 1명에게")
        await owner.wait(lambda messages: bool(buttons(messages[-1])))
        await owner.tap("보내기", times=2)
        await owner.hear("1명에게 보냈어요")
        await owner.say("/admin")
        await owner.hear("함께하는 사람")
        assert [text_of(m) for m in await one.from_bot()][1:] == ["새 룩북이 왔어요\n\n구경 오세요"]
        assert sum("1명에게 보냈어요" in text_of(m) for m in await owner.from_bot()) == 1


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> list[asyncio.subprocess.Process]:
    """The indexings that were begun: each lasts until it is told to stop, says a word then, and fails."""
    begun: list[asyncio.subprocess.Process] = []

    async def instead(*command: str, **pipes: Any) -> asyncio.subprocess.Process:
        begun.append(await plainly(sys.executable, "-c", UNTIL_TOLD, **pipes))
        return begun[-1]

    plainly = asyncio.create_subprocess_exec
    monkeypatch.setattr(asyncio, "create_subprocess_exec", instead)
    return begun


UNTIL_TOLD = """
import signal, sys, time
signal.signal(signal.SIGINT, lambda *_: sys.exit("a warning\\ncodibot: looks.csv, row 7: no photo."))
print("0 9", flush=True)
time.sleep(999)
"""


async def tapped(owner: Person) -> None:
    await owner.say("/admin")
    await owner.hear("함께하는 사람")
    await owner.tap("룩북 새로 읽기")
    await owner.hear("룩북을 새로 읽고 있어요")


async def test_a_stop_ends_the_indexing_that_it_would_wait_for(
    place: Town, begun: list[asyncio.subprocess.Process]
) -> None:
    async with asyncio.timeout(60), place.bot() as application, place.person() as owner:
        appoint(application, owner)
        await tapped(owner)
        while not begun:
            await asyncio.sleep(0.02)
    assert begun[0].returncode == -signal.SIGTERM


async def test_one_indexing_at_a_time_whose_failure_is_told_and_logged(
    place: Town, begun: list[asyncio.subprocess.Process], caplog: pytest.LogCaptureFixture
) -> None:
    async with asyncio.timeout(60), place.bot() as application, place.person() as owner:
        appoint(application, owner)
        await tapped(owner)
        await owner.tap("룩북 새로 읽기")
        await owner.hear("이미 룩북을 읽고 있어요")
        (only,) = begun
        await owner.hear("0 / 9")  # it listens to signals
        only.send_signal(signal.SIGINT)
        await owner.hear("룩북을 읽지 못했어요")
        assert "indexing ended with 1: codibot: looks.csv, row 7: no photo." in caplog.text
        await owner.tap("룩북 새로 읽기")
        while len(begun) < 2:
            await asyncio.sleep(0.02)
