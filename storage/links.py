"""Links: an unguessable token that opens a look, an answer or a collection for somebody else."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime

from sqlalchemy import insert, select

from storage import schema
from storage.database import Database, one_after_another
from storage.types import Link, LinkKind

TOKEN_BYTES = 16
"""128 bits, 22 characters of A-Z, a-z, 0-9, - and _: what a start parameter may hold."""

_table = schema.links


class Links:
    """The part of the store that keeps links."""

    _database: Database

    async def link(self, person_id: int, kind: LinkKind, target: str) -> Link:
        """The person's link to something; the same one whenever it is asked for again."""
        this = (_table.c.person_id == person_id, _table.c.kind == kind, _table.c.target == target)
        async with self._database.writing() as connection:
            await one_after_another(connection, f"links of {person_id}")
            token = await connection.scalar(select(_table.c.token).where(*this))
            if token is None:
                token = secrets.token_urlsafe(TOKEN_BYTES)
                values = {"token": token, "person_id": person_id, "kind": kind, "target": target}
                await connection.execute(insert(_table).values(**values, created_at=datetime.now(UTC)))
        return Link(token, person_id, kind, target)

    async def link_of(self, token: str) -> Link | None:
        """What a token opens."""
        async with self._database.reading() as connection:
            row = (await connection.execute(select(_table).where(_table.c.token == token))).one_or_none()
        return None if row is None else Link(row.token, row.person_id, row.kind, row.target)
