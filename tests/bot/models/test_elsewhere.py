"""Questions go as jobs to workers and come back, each to whoever asked, whatever dies in between."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from types import SimpleNamespace
from typing import Any, cast

import pytest
import pytest_asyncio

from bot.errors import Sorry
from bot.models import elsewhere, records, working
from bot.models.doors import ModelsFault, WorkerBusy, WorkerLost
from bot.models.elsewhere import ModelsElsewhere
from bot.models.messages import Done
from bot.models.sent_photo import SentPhoto
from bot.models.worker import ModelsWorker
from bot.models.working import Worker
from bot.pictures.cards import CardLabels
from bot.settings import Settings
from retrieval.errors import PhotoError
from retrieval.types import Query
from storage import queue as door
from storage.queue import Queue
from storage.store import Store
from tests.bot import stub_models
from tests.storage.postgres import Server

pytestmark = pytest.mark.asyncio(loop_scope="module")


class Telegram:
    """Hands out files whose content is their id."""

    def __init__(self) -> None:
        self.fetched: list[str] = []

    async def get_file(self, file_id: str) -> Any:
        self.fetched.append(file_id)
        if file_id == "gone":
            from telegram.error import BadRequest

            raise BadRequest("wrong file_id")

        async def download() -> bytearray:
            return bytearray(file_id.encode())

        return SimpleNamespace(download_as_bytearray=download)


def sent(name: str) -> SentPhoto:
    async def nobody(file_id: str) -> bytes:
        raise AssertionError("the bot fetches nothing")

    return SentPhoto(name, nobody)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def place(tmp_path_factory: pytest.TempPathFactory, postgres: Server) -> AsyncIterator[SimpleNamespace]:
    """A bot's end of the queue, and a stub of the models that a worker of one's own may serve."""
    patch = pytest.MonkeyPatch()
    patch.setattr(door, "BEAT_SECONDS", 0.3)
    patch.setattr(door, "DEAD_SECONDS", 2.0)
    patch.setattr(working, "RESCUE_SECONDS", 0.3)
    patch.setattr(elsewhere, "LOOK_SECONDS", 0.2)
    patch.setattr(Worker, "_version", lambda worker: "1")
    settings = Settings(
        _env_file=None,
        data=tmp_path_factory.mktemp("data"),
        models="tests.bot.stub_models:open_stub",
        queue=3,
        photo_seconds=20,
        work="jobs",
        CODIBOT_DATABASE_URL=postgres.url(),
    )
    store = await Store.open(settings.database_url)
    asking = ModelsElsewhere(settings, store)
    await asking.start()
    local = ModelsWorker(settings)
    await local.start()
    yield SimpleNamespace(settings=settings, store=store, asking=asking, local=local, telegram=Telegram())
    await local.close()
    await asking.close()
    await store.close()
    patch.undo()


@asynccontextmanager
async def worker(place: SimpleNamespace) -> AsyncIterator[Worker]:
    """A worker that works as long as the block runs; then it is gone without a word."""
    queue = await Queue.open(place.settings.database_url)
    made = Worker(place.settings, place.store, queue, place.local, cast(Any, place.telegram))
    task = asyncio.create_task(made.work())
    try:
        yield made
    finally:
        task.cancel()
        await asyncio.wait([task])
        await queue.close()


async def test_each_answer_reaches_whoever_asked(place: SimpleNamespace) -> None:
    async with worker(place):
        sights = await asyncio.gather(*(place.asking.see(sent("x" * n)) for n in (7, 8, 9)))
        assert [sight.digest for sight in sights] == ["7", "8", "9"]
        answer = await place.asking.recommend(Query(keywords="데님"))
        assert answer.recommendations[0].look_id == "데님"
        sight = stub_models.sight("1")
        labels = CardLabels("ko", "셔츠", ())
        assert await place.asking.card([sent("a"), sent("b")], sight, None, labels) == b"card of a b"


async def test_errors_come_back_as_they_were(place: SimpleNamespace) -> None:
    async with worker(place):
        with pytest.raises(PhotoError) as caught:
            await place.asking.see(sent("empty"))
        assert caught.value.reason == "empty"
        with pytest.raises(ModelsFault, match="ZeroDivisionError"):
            await place.asking.see(sent("surprise"))
        with pytest.raises(Sorry) as sorry:
            await place.asking.see(sent("gone"))
        assert sorry.value.key == "download-failed"


async def test_a_photo_that_telegram_does_not_have_goes_through_the_database(place: SimpleNamespace) -> None:
    async with worker(place):
        before = len(place.telegram.fetched)
        assert (await place.asking.see(b"12345")).digest == "5"
        assert len(place.telegram.fetched) == before


async def test_the_same_photo_is_looked_at_once(place: SimpleNamespace) -> None:
    async with worker(place):
        assert (await place.asking.see(sent("pid"))).digest == (await place.asking.see(sent("pid"))).digest
        first = await place.asking.see(b"kills once")
        assert first.digest == "10"
        assert (await place.asking.see(b"kills once")).digest == "10"


async def test_who_stands_in_line_hears_how_many_are_before(
    place: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[list[int]] = [[], [], []]
    asked = []
    for n, places in enumerate(heard):  # one after another: of two at the same moment either may be first
        asked.append(asyncio.create_task(place.asking.see(sent(f"line {n}"), ahead=places.append)))
        while not places:
            await asyncio.sleep(0.05)
    with pytest.raises(WorkerBusy):
        await place.asking.see(sent("one more"))
    async with worker(place):
        await asyncio.gather(*asked)
    assert [places[0] for places in heard] == [0, 1, 2]
    assert all(sorted(places, reverse=True) == places for places in heard)


async def test_a_job_of_a_worker_that_died_is_taken_up_by_another(place: SimpleNamespace) -> None:
    queue = await Queue.open(place.settings.database_url)
    begun = asyncio.Event()

    async def never(task: str, arguments: Any) -> None:
        begun.set()
        await asyncio.Event().wait()

    await _with_dead_worker(queue, never, begun, place)


async def _with_dead_worker(queue: Queue, never: Any, begun: asyncio.Event, place: SimpleNamespace) -> None:
    dying = asyncio.create_task(queue.work(elsewhere.TASK, {"photos": 1}, never))
    asked = asyncio.create_task(place.asking.see(sent("four")))
    async with asyncio.timeout(60):
        await begun.wait()
    await queue._connector.execute_query_async(
        "UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 hour'"
    )
    async with worker(place), asyncio.timeout(60):
        assert (await asked).digest == "4"
    dying.cancel()
    await asyncio.wait([dying])
    await queue.close()


async def test_an_answer_of_another_version_is_given_up_and_the_others_are_heard() -> None:
    said = {"a": b'{"$record": "Done", "values": 1}', "b": records.dumps(Done("heard", 0))}

    class Store:
        async def take_results(self, names: list[str]) -> dict[str, bytes]:
            return {name: said.pop(name) for name in names}

    asking = ModelsElsewhere(cast(Any, None), cast(Any, Store()))
    asked = {name: elsewhere._Asked("photos", lambda ahead: None) for name in "ab"}
    asking._asked.update(asked)
    await asking._collect()
    with pytest.raises(WorkerLost, match="another version"):
        await asked["a"].reply
    assert await asked["b"].reply == "heard"


async def test_who_gives_up_leaves_no_job(place: SimpleNamespace) -> None:
    given_up = asyncio.create_task(place.asking.see(sent("late")))
    while not place.asking.waiting:
        await asyncio.sleep(0.05)
    given_up.cancel()
    await asyncio.wait([given_up])
    queue = await Queue.open(place.settings.database_url)
    assert (await queue.standing()).jobs == ()
    await queue.close()


async def test_without_workers_whoever_asks_is_told(
    place: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(elsewhere, "ALONE_SECONDS", 0.5)
    await asyncio.sleep(2.5)  # until those of the tests before are dead to it
    with pytest.raises(WorkerLost, match="No worker"):
        await place.asking.see(sent("x"))
    assert not place.asking.running


async def test_of_several_indexings_one_waits(place: SimpleNamespace) -> None:
    queue = await Queue.open(place.settings.database_url)
    jobs = [await queue.defer("codibot.index", "indexing", {"lookbooks": []}, alone="indexing") for _ in "ab"]
    assert [job is None for job in jobs] == [False, True]
    assert jobs[0] is not None
    await queue.cancel(jobs[0])
    await queue.close()
