"""What the command line did to lookbooks and index, noted for the owner."""

from __future__ import annotations

import asyncio
import sys

from bot.settings import Settings
from storage.errors import StorageError
from storage.store import Store


def note(settings: Settings, kind: str, subject: str, **details: object) -> None:
    """Adds a happening to the history; what was done stays done where that cannot be written."""
    try:
        asyncio.run(_note(settings, kind, subject, details))
    except StorageError as error:
        print(f"codibot: The history could not be written. {error}", file=sys.stderr)


async def _note(settings: Settings, kind: str, subject: str, details: dict[str, object]) -> None:
    store = await Store.open(settings.database_url)
    try:
        await store.note(kind, subject, details)
    finally:
        await store.close()
