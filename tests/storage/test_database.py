"""Opening, migrating, and foreign errors at the door."""

from __future__ import annotations

import os
import sqlite3

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine

from storage import errors, schema
from storage.store import Store
from storage.types import Choices


@pytest.fixture
def path(tmp_path):
    return tmp_path / "kept" / "codibot.db"


async def test_migrations_make_the_tables_of_the_schema(store, path):
    engine = create_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), schema.metadata) == []
    engine.dispose()


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
    async with store._database.reading() as connection:
        await connection.exec_driver_sql("PRAGMA busy_timeout = 10")
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
