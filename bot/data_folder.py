"""The folder for everything codibot writes, which holds what people entrusted to it."""

from __future__ import annotations

from pathlib import Path

from bot.errors import StartError


def make(folder: Path) -> Path:
    """The folder; where there was none it is for its owner's eyes alone. Raises StartError."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise StartError(f"The folder {folder} cannot be made: {error.strerror}.") from None
    return folder
