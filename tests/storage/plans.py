"""How SQLite means to find what is asked for: by an index, or by reading a whole table."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

from sqlalchemy import event

from storage.store import Store


@contextmanager
def planned(store: Store) -> Iterator[list[str]]:
    """After the block: the steps of every question that the store asked in it."""
    engine = store._database._engine.sync_engine
    asked: list[tuple[str, Any]] = []
    steps: list[str] = []

    def hear(_connection: Any, _cursor: Any, statement: str, values: Any, *_rest: Any) -> None:
        asked.append((statement, values))

    event.listen(engine, "before_cursor_execute", hear)
    try:
        yield steps
    finally:
        event.remove(engine, "before_cursor_execute", hear)
    with closing(sqlite3.connect(str(engine.url.database))) as connection:
        for statement, values in asked:
            if not statement.startswith("BEGIN"):
                rows = connection.execute(f"EXPLAIN QUERY PLAN {statement}", values)
                steps += [row[3] for row in rows]
