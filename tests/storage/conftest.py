"""A store in a database of its own: a file of SQLite's, and a database of PostgreSQL's."""

from __future__ import annotations

import pytest

from storage.store import Store


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request, tmp_path):
    if request.param == "postgresql":
        return request.getfixturevalue("postgres").url()
    return f"sqlite+aiosqlite:///{tmp_path / 'kept' / 'codibot.db'}"


@pytest.fixture
async def store(url):
    store = await Store.open(url)
    yield store
    await store.close()
