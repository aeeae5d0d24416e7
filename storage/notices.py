"""What other processes say through PostgreSQL, heard at once where the line holds."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

from sqlalchemy import URL

from storage.postgres import ALIVE

PAUSE_SECONDS = 1.0
TRIED_EVERY = 5.0
"""Seconds of silence after which the line is tried."""


async def heard(url: URL, channel: str) -> AsyncIterator[str]:
    """What is said on a channel, without end; an empty text where something may have been missed.

    Who hears nothing has to look now and then all the same.
    """
    import psycopg
    from psycopg import sql

    options = {name: str(value) for name, value in ALIVE.items()}
    address = url.set(drivername="postgresql").update_query_dict(options)
    while True:
        try:
            connecting = psycopg.AsyncConnection.connect(
                address.render_as_string(hide_password=False), autocommit=True
            )
            async with await connecting as connection:
                await connection.execute(sql.SQL("LISTEN {}").format(sql.Identifier(channel)))
                yield ""
                while True:
                    async for notice in connection.notifies(timeout=TRIED_EVERY):
                        yield notice.payload
                    await connection.execute("SELECT 1")
        except psycopg.Error:
            await asyncio.sleep(PAUSE_SECONDS)
