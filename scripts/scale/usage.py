"""What processes take of memory and processor, with those that they started."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path


def resident(group: int) -> int:
    """What is resident of a process group, in MB; 0 where it is gone. From proc(5)."""
    return sum(_resident(process) for process in _members(group)) // 1024


def processor(group: int) -> float:
    """Seconds that those of a process group which live spent on a processor. From proc(5)."""
    return sum(int(field) for each in _members(group) for field in _stat(each)[11:13]) / os.sysconf(
        "SC_CLK_TCK"
    )


def _members(group: int) -> Iterator[Path]:
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if int(_stat(process)[2]) == group:
                yield process


def _stat(process: Path) -> list[str]:
    """Its fields from the state on."""
    return (process / "stat").read_text("utf-8", "replace").rpartition(")")[2].split()


def _resident(process: Path) -> int:
    with suppress(OSError):
        status = (process / "status").read_text("utf-8", "replace")
        if "VmRSS:" in status:
            return int(status.split("VmRSS:")[1].split()[0])
    return 0
