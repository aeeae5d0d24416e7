"""One codibot for each bot and data folder: a second one says so and stops."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

from bot.errors import StartError
from bot.settings import Settings

PATIENCE_SECONDS = 2.0
"""A bot that was just told to stop may still be going."""


@contextmanager
def alone(settings: Settings) -> Iterator[None]:
    """Holds the bot's lock while the block runs; a killed process leaves it free. Raises StartError.

    A lock of SQLite's, which every system has, where `flock` is of some alone.
    """
    settings.data.mkdir(parents=True, exist_ok=True)
    path = settings.data / f"running-{_bot_id(settings)}.lock"
    with closing(sqlite3.connect(path, timeout=PATIENCE_SECONDS, isolation_level=None)) as lock:
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError:
            raise StartError(
                f"Another codibot runs with this token in {settings.data} already; stop it first."
            ) from None
        yield


def _bot_id(settings: Settings) -> str:
    token = settings.telegram_token
    return token.get_secret_value().split(":")[0] if token else "none"
