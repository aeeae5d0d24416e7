"""`codibot migrate-store`: everything kept moves into another database, such as from a file to PostgreSQL."""

from __future__ import annotations

import asyncio

from bot.alone import alone
from bot.settings import Settings
from storage.database import named
from storage.moving import Moved, move


def run(settings: Settings, source: str, target: str) -> int:
    """Prints each table and its rows. Raises StorageError, and StartError while a bot runs on this data."""
    with alone(settings):
        asyncio.run(move(source, target, _tell))
    print(f"All of it is in {named(target)} now. Set CODIBOT_DATABASE_URL to it, then start codibot.")
    return 0


def _tell(moved: Moved) -> None:
    print(f"{moved.rows:>9,} {moved.table}")
