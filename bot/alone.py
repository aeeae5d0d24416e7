"""One codibot for each bot and data folder: a second one says so and stops."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from bot import data_folder
from bot.errors import StartError
from bot.settings import PLAYGROUND_TOKEN, Settings

PATIENCE_SECONDS = 2.0
"""A bot that was just told to stop may still be going."""


@contextmanager
def alone(settings: Settings) -> Iterator[None]:
    """Holds the bot's lock while the block runs; a killed process leaves it free. Raises StartError.

    A lock of SQLite's, which every system has, where `flock` is of some alone.
    """
    path = data_folder.make(settings.data) / f"running-{_bot_id(settings)}.lock"
    try:
        lock = sqlite3.connect(path, timeout=PATIENCE_SECONDS, isolation_level=None)
    except sqlite3.Error as error:
        raise _refused(path, error) from None
    with closing(lock):
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.Error as error:
            raise _refused(path, error) from None
        yield


def _refused(path: Path, error: sqlite3.Error) -> StartError:
    if "is locked" in str(error):
        return StartError(f"Another codibot runs with this token in {path.parent} already; stop it first.")
    return StartError(f"{path} cannot be used ({error}): check the folder and its rights.")


def _bot_id(settings: Settings) -> str:
    """Without a token the bot is the playground's."""
    token = settings.telegram_token
    return (token.get_secret_value() if token else PLAYGROUND_TOKEN).split(":")[0]
