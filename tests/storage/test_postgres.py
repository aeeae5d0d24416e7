"""PostgreSQL: migrating, restarts, and foreign errors at the door."""

from __future__ import annotations

import asyncio

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import exc, func, select

from storage import errors, patience, postgres, schema
from storage.database import named
from storage.store import Store
from storage.types import Choices


@pytest.fixture
def url(postgres):
    return postgres.url()


async def test_migrations_make_the_tables_of_the_schema(store):
    def difference(connection):
        return compare_metadata(MigrationContext.configure(connection), schema.metadata)

    async with store._database.reading() as connection:
        assert await connection.run_sync(difference) == []


async def test_processes_that_start_at_once_migrate_one_after_another(url):
    for store in await asyncio.gather(*(Store.open(url) for _ in range(3))):
        await store.close()


async def test_a_connection_that_was_cut_is_made_anew(store, postgres, url):
    await store.keep_choices(1, Choices("men"))
    postgres.do("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()", url)
    assert (await store.choices(1)).gender == "men"


async def test_a_reader_sees_one_state(store):
    query = select(func.count()).select_from(schema.inbox)
    async with store._database.reading() as connection:
        before = await connection.scalar(query)
        await store.receive(1, 1, 1, "{}")
        assert await connection.scalar(query) == before


async def test_a_database_that_is_not_there_is_named(url):
    with pytest.raises(errors.StorageUnavailable):
        await Store.open(url.replace("of_test", "of_nobody"))


async def test_a_server_that_is_not_there_is_named():
    with pytest.raises(errors.StorageUnavailable, match="cannot be reached"):
        await Store.open("postgresql://codibot@127.0.0.1:1/codibot")


@pytest.mark.parametrize(
    "url",
    [
        "no url",
        "postgresql://here:port/codibot",
        "mysql://here/codibot",
        "sqlite+nonsense:///codibot.db",
        "sqlite+pysqlite:///codibot.db",
    ],
)
async def test_what_is_no_database_of_codibots_is_refused(url):
    with pytest.raises(errors.StorageUnavailable):
        await Store.open(url)


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("53100", errors.StorageFull),
        ("53300", errors.StorageBusy),
        ("40P01", errors.StorageBusy),
        ("XX001", errors.StorageDamaged),
        ("57P03", errors.StorageUnavailable),
        ("42501", errors.StorageUnavailable),
        ("23505", errors.StorageError),
    ],
)
def test_a_code_becomes_an_error_of_ours(code, kind):
    assert type(postgres.of_code(code)) is kind


@pytest.mark.parametrize(
    ("foreign", "kind"),
    [
        (exc.OperationalError("", {}, Exception()), errors.StorageUnavailable),
        (exc.InterfaceError("", {}, Exception()), errors.StorageUnavailable),
        (exc.DBAPIError("", {}, Exception(), connection_invalidated=True), errors.StorageUnavailable),
        (exc.DataError("", {}, Exception()), errors.StorageError),
        (exc.ProgrammingError("", {}, Exception()), errors.StorageError),
    ],
)
def test_without_a_code_only_a_lost_connection_is_one_that_may_come_back(foreign, kind):
    assert type(postgres.ours(foreign)) is kind


async def test_a_text_that_postgresql_does_not_hold_is_refused_at_once(store):
    async with asyncio.timeout(patience.LONGEST_WAIT / 2):
        with pytest.raises(errors.StorageError, match="NUL"):
            await store.keep_choices(1, Choices(keywords="a\0b"))


async def test_what_the_server_says_of_a_row_is_told_to_nobody(store):
    kept = {"person_id": 1, "seasons": "", "keywords": "secret"}
    with pytest.raises(errors.StorageError) as refused:
        async with store._database.writing() as connection:
            await connection.execute(schema.choices.insert().values([kept, kept]))
    assert "secret" not in str(refused.value)
    assert "23505" in str(refused.value)


def test_a_password_is_not_shown():
    assert named("postgresql://me:secret@here/codibot") == "postgresql://me:***@here/codibot"
