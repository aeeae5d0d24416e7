"""What happened to the lookbooks: imports, takedowns, switches. Nothing is ever changed or taken out here."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime

from sqlalchemy import insert, select

from storage import schema
from storage.database import Database
from storage.types import Happening

_table = schema.history


class History:
    """The part of the store that keeps the history."""

    _database: Database

    async def note(self, kind: str, subject: str, details: Mapping[str, object] | None = None) -> None:
        """Adds a happening: its kind, a lookbook or look, and whatever else is worth knowing (JSON)."""
        values = {
            "at": datetime.now(UTC),
            "kind": kind,
            "subject": subject,
            "details": json.dumps(details or {}, ensure_ascii=False),
        }
        async with self._database.writing() as connection:
            await connection.execute(insert(_table).values(values))

    async def history(self, n: int) -> tuple[Happening, ...]:
        """The newest `n` happenings, newest first."""
        query = select(_table).order_by(_table.c.id.desc()).limit(n)
        async with self._database.reading() as connection:
            rows = (await connection.execute(query)).all()
        return tuple(Happening(row.at, row.kind, row.subject, json.loads(row.details)) for row in rows)
