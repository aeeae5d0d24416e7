"""What the process that opens strangers' photos may take: a photo that asks for more fails alone."""

from __future__ import annotations

import resource

MOST_DATA = 6 * 1024**3
"""Bytes of memory of its own. The models take 1.5 GB; the rest is for threads and one large photo."""


def confine() -> None:
    """Caps this process's memory, and lets it leave no core file, which would hold people's photos."""
    _lower(resource.RLIMIT_DATA, MOST_DATA)
    _lower(resource.RLIMIT_CORE, 0)


def _lower(limit: int, most: int) -> None:
    _, hard = resource.getrlimit(limit)
    most = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(limit, (most, hard))
