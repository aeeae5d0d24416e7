"""The models' process through its doorway: paired, bounded, and back after a kill."""

from __future__ import annotations

import asyncio
import json
import os
import signal
from pathlib import Path

import pytest
import pytest_asyncio

from bot.models.worker import ModelsFault, ModelsWorker, WorkerBusy, WorkerLost
from bot.settings import Settings
from retrieval.errors import IndexMissing, PhotoError
from retrieval.types import Query

pytestmark = pytest.mark.asyncio(loop_scope="module")


def settings_for(folder: Path, opener: str = "open_stub", **values: object) -> Settings:
    return Settings(_env_file=None, data=folder, models=f"tests.bot.stub_models:{opener}", **values)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def worker(tmp_path_factory):
    """One for all tests: to spawn it costs more than most of them, and whatever kills it, it comes back."""
    worker = ModelsWorker(settings_for(tmp_path_factory.mktemp("data"), queue=3, photo_seconds=20))
    await worker.start()
    yield worker
    await worker.close()


async def pid_of(worker: ModelsWorker) -> int:
    return int((await worker.see(b"pid")).digest)


async def test_each_answer_reaches_whoever_asked(worker):
    sights = await asyncio.gather(*(worker.see(b"x" * n) for n in (7, 8, 9)))
    assert [sight.digest for sight in sights] == ["7", "8", "9"]


async def test_a_heavy_photo_crosses_the_pipe(worker):
    assert (await worker.see(bytes(20_000_000))).digest == "20000000"


async def test_recommend_takes_a_query_and_gives_an_answer(worker):
    answer = await worker.recommend(Query(keywords="데님"))
    assert answer.recommendations[0].look_id == "데님"


async def test_retrievals_errors_cross_unharmed(worker):
    with pytest.raises(PhotoError) as caught:
        await worker.see(b"empty")
    assert (caught.value.reason, str(caught.value)) == ("empty", "There is nothing in it.")


async def test_a_surprise_carries_its_traceback_and_ends_nothing(worker):
    before = await pid_of(worker)
    with pytest.raises(ModelsFault, match="ZeroDivisionError"):
        await worker.see(b"surprise")
    assert await pid_of(worker) == before


async def test_what_a_library_prints_does_not_reach_the_pipe(worker):
    assert (await worker.see(b"print")).digest == "5"


async def test_a_full_line_says_how_many_wait(worker):
    waiting = [asyncio.create_task(worker.see(b"slow")) for _ in range(3)]
    await asyncio.sleep(0)
    assert worker.waiting == 3
    with pytest.raises(WorkerBusy) as caught:
        await worker.see(b"x")
    assert caught.value.waiting == 3
    await asyncio.gather(*waiting)
    assert worker.waiting == 0


async def test_ranking_again_goes_before_waiting_photos(worker):
    done: list[str] = []
    photos = [asyncio.create_task(worker.see(b"slow")) for _ in range(3)]
    for photo in photos:
        photo.add_done_callback(lambda _: done.append("photo"))
    await asyncio.sleep(0)
    ranked = asyncio.create_task(worker.recommend(Query()))
    ranked.add_done_callback(lambda _: done.append("ranked"))
    await asyncio.gather(ranked, *photos)
    assert done.index("ranked") <= 1


async def test_one_who_gives_up_leaves_the_answers_paired(worker):
    given_up = asyncio.create_task(worker.see(b"slow"))
    queued = asyncio.create_task(worker.see(b"slow"))
    await asyncio.sleep(0.1)
    given_up.cancel()
    queued.cancel()
    assert (await worker.see(b"four")).digest == "4"
    assert worker.waiting == 0


async def test_a_process_killed_under_a_photo_comes_back_and_answers_it(worker):
    before = await pid_of(worker)
    assert (await worker.see(b"kills once")).digest == "10"
    assert await pid_of(worker) != before


async def test_a_photo_that_kills_twice_is_given_up_and_the_next_is_answered(worker):
    with pytest.raises(WorkerLost):
        await worker.see(b"kills")
    assert (await worker.see(b"four")).digest == "4"


async def test_a_process_killed_idle_comes_back_by_itself(worker):
    before = await pid_of(worker)
    os.kill(before, signal.SIGKILL)
    assert await pid_of(worker) != before


async def test_a_photo_that_hangs_is_given_up(tmp_path):
    worker = ModelsWorker(settings_for(tmp_path, photo_seconds=1.5))
    await worker.start()
    with pytest.raises(WorkerLost):
        await worker.see(b"hang")
    assert (await worker.see(b"four")).digest == "4"
    await worker.close()


async def test_models_that_cannot_be_opened_say_why(tmp_path):
    with pytest.raises(IndexMissing, match="Nothing is indexed"):
        await ModelsWorker(settings_for(tmp_path, "open_without_index")).start()


async def test_models_that_die_while_loading_are_lost(tmp_path):
    with pytest.raises(WorkerLost):
        await ModelsWorker(settings_for(tmp_path, "open_and_die")).start()


async def test_closing_ends_the_process_and_whoever_waits(tmp_path):
    worker = ModelsWorker(settings_for(tmp_path))
    await worker.start()
    pid = await pid_of(worker)
    waiting = asyncio.create_task(worker.see(b"slow"))
    queued = asyncio.create_task(worker.see(b"slow"))
    await asyncio.sleep(0.05)
    await worker.close()
    for task in (waiting, queued):
        with pytest.raises(WorkerLost):
            await task
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    with pytest.raises(WorkerLost):
        await worker.see(b"late")


async def test_memory_is_that_of_the_process(worker):
    await worker.see(b"x")
    assert worker.memory > 10_000_000


async def test_everybody_in_line_hears_how_many_are_before_them(worker):
    heard: dict[str, list[int]] = {"first": [], "second": [], "third": []}
    await asyncio.gather(*(worker.see(b"slow", ahead=places.append) for places in heard.values()))
    assert heard == {"first": [0], "second": [1, 0], "third": [2, 1, 0]}
    assert worker.waiting == 0


async def test_the_process_logs_as_the_bot_does(tmp_path, capfd):
    worker = ModelsWorker(settings_for(tmp_path, "open_talkative", log_format="json"))
    await worker.start()
    await worker.close()
    said = [json.loads(line) for line in capfd.readouterr().err.splitlines()]
    assert [event["message"] for event in said if event["logger"] == "retrieval.stub"] == ["fetching /bot***"]
    assert not any(event["logger"] == "a.library" for event in said)
