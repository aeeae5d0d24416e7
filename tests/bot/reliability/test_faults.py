"""Every fault while a conversation runs: the chat ends as it does without one."""

from __future__ import annotations

import logging
from collections import Counter
from pathlib import Path

import pytest

from bot.app import build, running
from bot.calls import telegram_requests
from bot.context import Services
from bot.errors import StartError
from bot.language import voices
from bot.updates import polling
from bot.updates.receiving import receiving
from retrieval.index.catalogue import Catalogue
from retrieval.index.tables import IndexedLook
from tests.bot.conversation.town import Town, is_look, jpeg, text_of, town
from tests.bot.reliability.scenario import AGAIN, choose, converse, said, settled, trouble

# python-telegram-bot warns of its own RetryAfter whenever it makes one.
pytestmark = pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")

_unharmed: list[str] = []


@pytest.fixture
async def unharmed(tmp_path: Path) -> list[str]:
    """What the bot says in the conversation without any trouble; had once."""
    if not _unharmed:
        async with town(tmp_path / "unharmed") as place, place.bot(), place.person() as person:
            _unharmed.extend(await converse(person))
    return _unharmed


@pytest.fixture
def tmp_path(tmp_path: Path) -> Path:
    (tmp_path / "unharmed").mkdir()
    return tmp_path


@pytest.mark.parametrize(
    ("kind", "method", "times"),
    [
        ("flood", "sendMessage", 2),
        ("flood", "sendMediaGroup", 1),
        ("internal_error", "sendPhoto", 2),
        ("internal_error", "sendMessage", 3),
        ("internal_error", "sendMediaGroup", 2),
        ("internal_error", "getFile", 2),
        ("bad_gateway", "editMessageText", 3),
        ("bad_gateway", "getUpdates", 2),
        ("drop_before", "sendMessage", 1),
        ("drop_after", "sendMessage", 1),
        ("drop_after", "sendMessage", 2),
        ("drop_after", "editMessageText", 2),
        ("drop_before", "getFile", 1),
        ("torn", "sendMessage", 1),
        ("torn", "getUpdates", 2),
        ("duplicate", "getUpdates", 3),
        ("conflict", "getUpdates", 2),
        ("slow", "sendMediaGroup", 1),
        ("expired_query", "answerCallbackQuery", 4),
        ("drop_after", "answerCallbackQuery", 2),
        ("internal_error", "sendChatAction", 2),
    ],
)
async def test_the_conversation_ends_as_without_it(
    place: Town, unharmed: list[str], kind: str, method: str, times: int
) -> None:
    async with place.bot(), place.person() as person:
        await trouble(place, kind, method, times)
        assert await converse(person) == unharmed


@pytest.mark.parametrize(("kind", "arrived"), [("drop_before", 0), ("drop_after", 10), ("torn", 10)])
async def test_an_album_in_doubt_is_not_sent_twice_and_can_be_asked_for(
    place: Town, kind: str, arrived: int
) -> None:
    async with place.bot(), place.person() as person:
        await trouble(place, kind, "sendMediaGroup")
        await person.send(jpeg())
        assert len(await person.album()) == arrived
        listed = [said(message) for message in await settled(person)][-1]
        assert AGAIN in listed
        await person.tap(AGAIN)
        await person.wait(lambda messages: sum(map(is_look, messages)) == arrived + 10)
        assert not [message for message in await settled(person) if AGAIN in said(message)]


async def test_pictures_asked_for_again_keep_their_numbers_though_the_lookbook_changed(place: Town) -> None:
    async with place.bot(), place.person() as person:
        await trouble(place, "drop_after", "sendMediaGroup")
        await person.send(jpeg())
        before = await person.album()
        place.worker.catalogue = reordered(place.worker.catalogue)
        await person.tap(AGAIN)
        await person.wait(lambda messages: sum(map(is_look, messages)) == 20)
        again = [message for message in await person.from_bot() if is_look(message)][10:]
        assert [message["caption"] for message in again] == [message["caption"] for message in before]


def reordered(catalogue: Catalogue) -> Catalogue:
    """The same looks, of which the first ten rank the other way round now."""
    looks = (*catalogue.looks[9::-1], *catalogue.looks[10:])
    return Catalogue(catalogue.manifest, tuple(IndexedLook(look, 0, "") for look in looks))


async def test_an_album_that_times_out_is_not_sent_twice_and_holds_nobody_up(
    place: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(telegram_requests, "UPLOAD_SECONDS", 0.5)
    async with place.bot(), place.person() as person, place.person("Ana", "en") as other:
        await trouble(place, "slow", "sendMediaGroup", seconds=4)
        await person.send(jpeg())
        await other.say("/help")
        await other.hear("photo")
        await person.hear("사진 속 옷")
        assert AGAIN in said((await settled(person))[-1])
        assert Counter(call["method"] for call in await person.calls())["sendMediaGroup"] <= 1


async def test_a_dropped_document_is_told(place: Town) -> None:
    async with place.bot(), place.person() as person:
        await trouble(place, "drop_before", "sendDocument")
        await person.say("/mydata")
        await person.hear("제 답을 받지 못했어요")


async def test_flood_control_that_the_playground_counts_is_obeyed(place: Town, unharmed: list[str]) -> None:
    async with place.bot(), place.person() as person:
        await person.http.post("/api/limits", json={"enabled": True})
        await choose(person)
        for _ in range(6):
            await person.say("/help")
        await person.wait(lambda messages: sum("키워드가 돼요" in text_of(m) for m in messages) == 6)


async def test_a_rival_that_stays_is_named_and_the_bot_stops(
    place: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(polling, "CONFLICTS_OF_NEWCOMER", 2)
    store = await place.store()
    try:
        application = build(
            place.settings,
            Services(place.settings, store, place.worker, place.worker.catalogue, voices()),  # type: ignore[arg-type]
        )
        async with running(application), receiving(application, place.settings) as taking:
            await trouble(place, "conflict", "getUpdates", times=9)
            async with place.person() as person:
                await person.say("/help")  # ends the poll that is held
            with pytest.raises(StartError, match="one of the two"):
                await taking
    finally:
        await store.close()


async def test_a_poll_that_hangs_is_broken_off(
    place: Town, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(polling, "HUNG_SECONDS", 0.3)
    monkeypatch.setattr(polling, "HELD_SECONDS", 0)
    async with place.bot(), place.person() as person:
        await trouble(place, "slow", "getUpdates", seconds=30)
        await person.say("/help")
        await person.hear("키워드가 돼요")
    assert [record for record in caplog.records if "hung" in record.getMessage()]
    assert not [record for record in caplog.records if record.levelno >= logging.CRITICAL]
