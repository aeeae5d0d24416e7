"""Taps are answered before work, a closed chat costs nothing, a stop drains, one bot runs alone."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from bot import app
from bot.alone import alone
from bot.conversation import progress
from bot.errors import StartError
from bot.posts import publishing
from retrieval.types import Sight
from storage.errors import StorageFull
from storage.store import Store
from tests.bot.conversation.town import StubWorker, Town, jpeg, text_of
from tests.bot.reliability.scenario import trouble


class Slow(StubWorker):
    """Looks at a photo until it is let go on."""

    def __init__(self, place: Town) -> None:
        super().__init__(place.worker.catalogue)
        self.looking, self.go_on = asyncio.Event(), asyncio.Event()
        place.worker = self

    async def see(
        self, data: bytes, whole: bool = False, ahead: Callable[[int], None] = lambda ahead: None
    ) -> Sight:
        self.looking.set()
        await self.go_on.wait()
        return await super().see(data, whole, ahead)


async def test_a_tap_is_answered_while_a_photo_is_looked_at(place: Town) -> None:
    worker = Slow(place)
    async with place.bot(), place.person() as person:
        await person.say("/start")
        await person.hear("누구의 코디")
        await person.send(jpeg())
        await worker.looking.wait()
        await person.tap("여자")
        while not [call for call in await person.calls() if call["method"] == "answerCallbackQuery"]:
            await asyncio.sleep(0.02)
        assert worker.seen == 0
        worker.go_on.set()
        await person.hear("계절")
        await person.album()


async def test_what_waits_in_a_blocked_chat_is_let_go(place: Town) -> None:
    worker = Slow(place)
    async with place.bot() as application, place.person() as person:
        for _ in range(4):
            await person.send(jpeg())
        await worker.looking.wait()
        while sum(line.standing for line in application.update_processor._lines.values()) < 4:  # type: ignore[attr-defined]
            await asyncio.sleep(0.02)
        await trouble(place, "blocked", "sendMediaGroup")
        worker.go_on.set()
        await application.update_queue.join()
        assert worker.seen == 1
        assert await application.services.store.open_updates(application.bot.id) == ()
        await person.send(jpeg())
        assert len(await person.album()) == 10


async def test_a_stop_answers_what_is_under_work(place: Town) -> None:
    worker = Slow(place)
    async with place.bot():
        pass  # now the playground knows it, and people can write
    async with place.person() as person:
        async with place.bot():
            await person.send(jpeg())
            await worker.looking.wait()
            asyncio.get_running_loop().call_later(0.2, worker.go_on.set)
        assert len(await person.album()) == 10


async def test_what_a_stop_cannot_wait_for_is_answered_at_the_next_start(
    place: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app, "GRACE_SECONDS", 0.2)
    worker = Slow(place)
    async with place.bot():
        pass  # now the playground knows it, and people can write
    async with place.person() as person:
        async with place.bot():
            await person.send(jpeg())
            await person.say("/help")
            await worker.looking.wait()
        assert await person.from_bot() == []
        worker.go_on.set()
        async with place.bot():
            assert len(await person.album()) == 10
            await person.hear("키워드가 돼요")
        assert sum("사진 속 옷" in text_of(message) for message in await person.from_bot()) == 1


async def test_at_a_stop_storage_hears_what_it_did_not_take_yet(
    place: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def refuse(*_: object) -> None:
        raise StorageFull("the disk is full")

    async with place.bot() as application, place.person() as person:
        await person.send(jpeg())
        await person.album()
        with monkeypatch.context() as full:
            full.setattr(Store, "close_update", refuse)
            await person.say("/help")
            await person.hear("키워드가 돼요")
            await application.update_queue.join()
        assert await application.services.store.open_updates(application.bot.id)
    store = await place.store()
    assert await store.open_updates(application.bot.id) == ()
    assert {each.name for each in await store.counts(1)} >= {"photos", "answers"}
    await store.close()


async def test_a_stop_ends_whatever_does_not(
    place: Town, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A job, posts that are published, and an answer that does not let itself be broken off at once."""
    monkeypatch.setattr(app, "GRACE_SECONDS", 0.2)
    monkeypatch.setattr(app, "LAST_SECONDS", 0.2)
    never, going = asyncio.Event(), [asyncio.Event() for _ in range(3)]

    async def hang(context: object, which: int = 0) -> None:
        going[which].set()
        await never.wait()

    async def insist(*_: object, **__: object) -> Sight:
        try:
            await hang(None, 1)
        finally:
            await never.wait()
        raise AssertionError("nobody lets it go on")

    monkeypatch.setattr(place.worker, "see", insist)
    monkeypatch.setattr(publishing, "publish", partial(hang, which=2))
    async with place.bot():
        pass  # now the playground knows it, and people can write
    async with asyncio.timeout(20), place.person() as person, place.bot() as application:
        assert application.job_queue
        application.job_queue.run_once(hang, 0)
        publishing.publish_soon(application)
        await person.send(jpeg())
        await asyncio.gather(*(each.wait() for each in going))
    assert "closed without it" in caplog.text


async def test_a_stop_does_not_wait_for_a_word_about_what_is_done(
    place: Town, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(app, "GRACE_SECONDS", 0.5)
    monkeypatch.setattr(progress, "AT_ONCE", 0.0)
    worker, showing = Slow(place), asyncio.Event()

    async def show(told: progress.Progress) -> None:
        showing.set()
        await asyncio.Event().wait()

    monkeypatch.setattr(progress.Progress, "_show", show)
    async with place.bot():
        pass  # now the playground knows it, and people can write
    async with asyncio.timeout(20), place.person() as person, place.bot():
        await person.send(jpeg())
        await worker.looking.wait()
        await showing.wait()
    assert "closed without it" not in caplog.text


async def test_a_second_bot_on_the_same_data_says_so(
    place: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.alone.PATIENCE_SECONDS", 0.1)
    elsewhere = place.settings.model_copy(update={"data": tmp_path / "elsewhere"})
    with alone(place.settings):
        with pytest.raises(StartError, match="stop it first"), alone(place.settings):
            pass
        with alone(elsewhere):
            pass
    with alone(place.settings):
        pass
