"""SQLite: opening, migrating, waiting, and foreign errors at the door."""

from __future__ import annotations

import asyncio
import os
import sqlite3
import stat
import threading

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine

from storage import errors, schema, sqlite
from storage.store import Store
from storage.types import Choices


@pytest.fixture
def path(tmp_path):
    return tmp_path / "kept" / "codibot.db"


@pytest.fixture
def url(path):
    return f"sqlite+aiosqlite:///{path}"


async def test_migrations_make_the_tables_of_the_schema(store, path):
    engine = create_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), schema.metadata) == []
    engine.dispose()


async def test_a_url_needs_to_name_no_driver(store, path):
    await store.keep_choices(1, Choices("women"))
    same = await Store.open(f"sqlite:///{path}")
    assert (await same.choices(1)).gender == "women"
    await same.close()


async def test_what_is_made_is_for_its_owners_eyes_alone(url, path):
    before = os.umask(0o022)
    try:
        store = await Store.open(url)
        await store.keep_choices(1, Choices("women"))
        made = {
            each.name: stat.S_IMODE(each.stat().st_mode) for each in (path.parent, *path.parent.iterdir())
        }
        await store.close()
    finally:
        os.umask(before)
    files = {f"codibot.db{end}": 0o600 for end in ("", "-wal", "-shm")}
    assert made == {"kept": 0o700, **files}


async def test_the_rights_of_what_is_there_are_its_owners_to_choose(url, path):
    path.parent.mkdir(0o750)
    path.touch(0o640)
    await (await Store.open(url)).close()
    assert [stat.S_IMODE(each.stat().st_mode) for each in (path.parent, path)] == [0o750, 0o640]


async def test_readers_do_not_wait_for_writers(store, path):
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    connection.close()


async def test_a_newer_database_is_left_alone(url, path):
    await (await Store.open(url)).close()
    connection = sqlite3.connect(path)
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.commit()
    connection.close()
    with pytest.raises(errors.StorageTooNew, match="newer codibot"):
        await Store.open(url)


async def test_a_file_that_is_no_database_is_named_so(url, path):
    path.parent.mkdir()
    path.write_bytes(b"no database at all " * 100)
    with pytest.raises(errors.StorageDamaged, match="no database"):
        await Store.open(url)


async def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(errors.StorageUnavailable, match="cannot be made"):
        await Store.open(f"sqlite+aiosqlite:///{tmp_path}/file/codibot.db")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
async def test_a_database_that_cannot_be_written_is_named(url, path):
    await (await Store.open(url)).close()
    path.chmod(0o400)
    with pytest.raises(errors.StorageUnavailable):
        await Store.open(url)


async def test_a_lock_that_stays_is_named(store, path, monkeypatch):
    other = sqlite3.connect(path)
    other.execute("BEGIN IMMEDIATE")
    monkeypatch.setattr(sqlite, "BUSY_SECONDS", 0.05)
    with pytest.raises(errors.StorageBusy, match="Another process"):
        await store.keep_choices(1, Choices())
    other.rollback()
    other.close()
    await store.keep_choices(1, Choices())


async def test_a_full_disk_is_named_and_costs_nothing_kept(store):
    await store.save(1, ["a"])
    async with store._database.reading() as connection:
        pages = (await connection.exec_driver_sql("PRAGMA page_count")).scalar()
        await connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(errors.StorageFull, match="disk is full"):
        await store.receive(1, 1, 1, "x" * 100_000)
    assert [look.look_id for look in await store.saved(1)] == ["a"]


async def test_another_process_is_waited_for_while_the_loop_goes_on(store, path):
    other = sqlite3.connect(path)
    other.execute("BEGIN IMMEDIATE")
    writing = asyncio.create_task(store.keep_choices(1, Choices(gender="women")))
    await asyncio.sleep(0.05)
    assert not writing.done()
    other.rollback()
    other.close()
    await writing
    assert (await store.choices(1)).gender == "women"


async def test_a_crowd_that_writes_at_once_loses_nothing(store):
    await asyncio.gather(*(store.receive(1, number, number % 7, "{}") for number in range(300)))
    assert len(await store.open_updates(1)) == 300


async def test_writers_are_served_in_the_order_of_their_coming(store, path):
    other = sqlite3.connect(path)
    other.execute("BEGIN IMMEDIATE")
    writing = [asyncio.create_task(store.receive(1, number, 1, "{}")) for number in (3, 1, 2)]
    await asyncio.sleep(0.02)
    other.rollback()
    other.close()
    await asyncio.gather(*writing)
    assert [each.update_id for each in await store.open_updates(1)] == [3, 1, 2]


async def test_the_log_is_brought_into_the_file_now_and_then(store, path, monkeypatch):
    monkeypatch.setattr(sqlite, "CHECKPOINT_EVERY", 2)
    before = path.stat().st_size
    for number in range(40):
        await store.receive(1, number, 1, "x" * 4000)
    await store._database._pen.put_down()
    assert path.stat().st_size > before + 40 * 4000


async def test_who_gives_up_waiting_for_the_log_leaves_it_to_the_others(store, monkeypatch):
    begun, go_on = [], threading.Event()
    monkeypatch.setattr(sqlite, "CHECKPOINT_EVERY", 1)
    monkeypatch.setattr(sqlite, "_checkpoint", lambda path: begun.append(path) or go_on.wait(10))
    await store.keep_choices(1, Choices())
    waiting = asyncio.create_task(store.keep_choices(2, Choices()))
    await asyncio.sleep(0.1)
    waiting.cancel()
    await asyncio.wait([waiting])
    go_on.set()
    await store.keep_choices(3, Choices())
    await store._database._pen.put_down()
    assert len(begun) == 2
