"""What nobody needs any more is emptied by itself."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from bot import upkeep
from storage import schema
from storage.store import Store

LONG_AGO = datetime.now(UTC) - timedelta(days=30)


async def test_old_updates_and_old_times_of_photos_are_pruned(tmp_path: Path) -> None:
    store = await Store.open(f"sqlite+aiosqlite:///{tmp_path / 'codibot.db'}")
    await store.receive(1, 1, 7, "{}")
    await store.close_update(1, 1)
    async with store._database.writing() as connection:
        await connection.execute(schema.looked_at.insert().values(person_id=7, at=LONG_AGO))
        await connection.execute(schema.inbox.update().values(closed_at=LONG_AGO))
    context: Any = SimpleNamespace(services=SimpleNamespace(store=store))
    await upkeep.prune(context)
    kept = await store.everything_of(7)
    assert kept["inbox"] == kept["looked_at"] == []
    await store.close()
