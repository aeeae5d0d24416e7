"""Results of work done elsewhere, photos counted for all processes, a database gone for a moment."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from datetime import timedelta

import pytest
from sqlalchemy import exc

from storage import errors, patience
from storage import postgres as door
from storage.store import Store
from storage.types import Choices

MINUTE = timedelta(minutes=1)


@pytest.fixture
def url(postgres):
    return postgres.url()


async def test_a_result_is_taken_once(store):
    await store.keep_result("a", b"1")
    await store.keep_result("a", b"2")
    assert await store.take_results(["a", "b"]) == {"a": b"2"}
    assert await store.take_results(["a", "b"]) == {}


async def test_a_result_may_stay_and_is_not_for_ever(store, postgres, url):
    await store.keep_result("a", b"1", tell=False)
    assert await store.result("a") == b"1"
    assert await store.prune_results() == 0
    postgres.do("UPDATE work_results SET at = at - interval '1 hour'", url)
    assert await store.prune_results() == 1
    assert await store.result("a") is None


async def test_photos_are_counted_for_all_processes_together(store, url):
    other = await Store.open(url)
    assert await store.look_at(7, 2, most=3, within=MINUTE) is None
    assert await other.look_at(7, 1, most=3, within=MINUTE) is None
    wait = await store.look_at(7, 1, most=3, within=MINUTE)
    assert wait is not None
    assert 0 < wait <= 60
    assert await store.look_at(8, 1, most=3, within=MINUTE) is None
    await other.close()


async def test_a_minute_later_there_is_room_whichever_way_the_clock_went(store, postgres, url):
    for moved in ("- interval '2 minutes'", "+ interval '2 hours'"):
        assert await store.look_at(7, 3, most=3, within=MINUTE) is None
        postgres.do(f"UPDATE looked_at SET at = at {moved}", url)
    assert await store.look_at(7, 1, most=3, within=MINUTE) is None


async def test_a_database_that_is_gone_for_a_moment_is_waited_for(store, monkeypatch):
    tries = []
    begin = store._database.reading

    def sometimes():
        tries.append(1)
        if len(tries) < 3:
            raise errors.StorageUnavailable("gone")
        return begin()

    monkeypatch.setattr(store._database, "reading", sometimes)
    monkeypatch.setattr(patience, "FIRST_PAUSE", 0.01)
    assert await store.choices(1) == Choices()
    assert len(tries) == 3


async def test_one_that_does_not_come_back_is_told_of(store, monkeypatch):
    def gone():
        raise errors.StorageUnavailable("gone")

    monkeypatch.setattr(store._database, "reading", gone)
    monkeypatch.setattr(patience, "LONGEST_WAIT", 0.0)
    with pytest.raises(errors.StorageUnavailable):
        await store.choices(1)


@pytest.mark.parametrize("kept", [True, False])
async def test_a_commit_without_an_answer_is_asked_after(store, monkeypatch, kept):
    """Kept: the row is there once and nothing is raised; not kept: the question is asked again."""
    from sqlalchemy.ext.asyncio import AsyncTransaction

    commit, lost = AsyncTransaction.commit, []

    async def without_an_answer(transaction):
        if lost:
            return await commit(transaction)
        lost.append(1)
        await (commit if kept else AsyncTransaction.rollback)(transaction)
        raise exc.OperationalError("COMMIT", {}, Exception("cut"), connection_invalidated=True)

    monkeypatch.setattr(AsyncTransaction, "commit", without_an_answer)
    await store.count(["x"], 1)
    assert [(each.name, each.value) for each in await store.counts(30)] == [("x", 1)]
    assert lost


async def test_a_commit_is_asked_after_even_where_every_connection_is_in_use(store, monkeypatch):
    from sqlalchemy.ext.asyncio import AsyncTransaction

    engine, commit = store._database._engine, AsyncTransaction.commit

    async def kept_without_an_answer(transaction):
        monkeypatch.setattr(AsyncTransaction, "commit", commit)
        await commit(transaction)
        raise exc.OperationalError("COMMIT", {}, Exception("cut"), connection_invalidated=True)

    async with AsyncExitStack() as others:
        for _ in range(engine.pool.size() + engine.pool._max_overflow - 1):
            await others.enter_async_context(engine.connect())
        monkeypatch.setattr(engine.pool, "_timeout", 0.1)
        monkeypatch.setattr(AsyncTransaction, "commit", kept_without_an_answer)
        await store.count(["x"], 1)
        assert [(each.name, each.value) for each in await store.counts(30)] == [("x", 1)]


async def test_whether_a_transaction_was_kept_is_known_of_both(store):
    async with store._database._engine.connect() as connection:
        for end, kept in ((connection.commit, True), (connection.rollback, False)):
            number = await connection.scalar(door.text("SELECT pg_current_xact_id()::text"))
            await end()
            assert await door._was_kept(store._database._engine, number) is kept


async def test_work_of_many_is_told_to_those_who_wait(store):
    from storage.work import WORK_CHANNEL

    heard = store.heard(WORK_CHANNEL)
    await anext(heard)
    await store.keep_result("a", b"1")
    async with asyncio.timeout(20):
        assert await anext(heard) == "a"
    await heard.aclose()
