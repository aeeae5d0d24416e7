"""A store in a file of its own."""

from __future__ import annotations

import pytest

from storage.store import Store


@pytest.fixture
def url(tmp_path):
    return f"sqlite+aiosqlite:///{tmp_path / 'kept' / 'codibot.db'}"


@pytest.fixture
async def store(url):
    store = await Store.open(url)
    yield store
    await store.close()
