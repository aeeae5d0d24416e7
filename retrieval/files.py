"""Files that are replaced whole: whoever reads, also after a loss of power, finds the old or the new one."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

HALF = ".part"
"""What a file's name ends with until it is whole. A killed process leaves it so; nobody takes it up."""


def replace(path: Path, data: bytes) -> None:
    """Writes a file beside, and gives it its name once the disk has it. Raises OSError."""
    # By chance and not by process: in containers that share a folder each is number 1.
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}{HALF}")
    try:
        with beside.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
