"""The queue's errors at the door; its work is tested with those who ask for it, in `bot`."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import make_url

from storage.errors import StorageError, StorageUnavailable
from storage.patience import LONGEST_WAIT
from storage.queue import Queue


async def test_a_job_that_postgresql_does_not_hold_is_refused_at_once(postgres):
    queue = await Queue.open(postgres.url())
    async with asyncio.timeout(LONGEST_WAIT / 2):
        with pytest.raises(StorageError, match="22P05"):
            await queue.defer("task", "queue", {"keywords": "a\0b"})
    assert (await queue.standing()).jobs == ()
    await queue.close()


async def test_who_may_not_make_its_tables_is_told_so_and_leaves_no_connection(postgres):
    postgres.do("CREATE ROLE guest LOGIN")
    url = postgres.url()
    postgres.do("REVOKE CREATE ON SCHEMA public FROM PUBLIC", url)
    with pytest.raises(StorageUnavailable, match="rights"):
        await Queue.open(make_url(url).set(username="guest").render_as_string(hide_password=False))
    assert postgres.do("SELECT count(*) FROM pg_stat_activity WHERE usename = 'guest'") == [(0,)]
