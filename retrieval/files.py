"""Files that are replaced whole: whoever reads, also after a loss of power, finds the old or the new one."""

from __future__ import annotations

import os
from pathlib import Path

HALF = ".part"
"""What a file's name ends with until it is whole. A killed process leaves it so; nobody takes it up."""


def replace(path: Path, data: bytes) -> None:
    """Writes a file beside, and gives it its name once the disk has it. Raises OSError."""
    beside = path.with_name(f".{path.name}.{os.getpid()}{HALF}")
    try:
        with beside.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
