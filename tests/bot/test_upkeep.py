"""What nobody needs any more is emptied by itself."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from bot import upkeep
from bot.wishes import Wishes
from retrieval.errors import MarksUnread
from retrieval.index import watch
from retrieval.lookbook import removed
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


async def test_marks_that_could_not_be_read_once_are_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    marks, obeyed = [MarksUnread("no"), frozenset({"a"})], []

    def read(index_dir: Path) -> Any:
        found = marks.pop(0)
        if isinstance(found, Exception):
            raise found
        return found

    monkeypatch.setattr(upkeep.folders, "current", lambda index_dir: Path("build"))
    monkeypatch.setattr(upkeep.removed, "of", read)
    monkeypatch.setattr(watch, "PAUSE", 0.0)
    catalogue = SimpleNamespace(manifest=SimpleNamespace(build_id="build"), obey=obeyed.append)
    context: Any = SimpleNamespace(services=SimpleNamespace(catalogue=catalogue))
    following = upkeep.Following(tmp_path, Wishes())
    (tmp_path / removed.NAME).write_text("{}")
    for _ in range(3):
        await following.follow(context)
    assert obeyed == [frozenset({"a"})]
