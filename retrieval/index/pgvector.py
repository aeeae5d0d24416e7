"""Vectors in PostgreSQL: the worn garments of a build are a table, searched by pgvector's HNSW graph.

This module alone speaks SQL in `retrieval`. `worn_garments."<build id>"` holds a build; which build serves
the index folder says alone, so a table that no folder names is served by nobody.
"""

from __future__ import annotations

import logging
import re
import time
import weakref
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import psycopg
from psycopg import Connection, sql
from psycopg.errors import DiskFull, InsufficientPrivilege, UndefinedTable

from retrieval.errors import IndexMissing, IndexUnavailable, IndexWriteError, RetrievalError
from retrieval.index import manifest
from retrieval.index.cells import Rows
from retrieval.index.engine import Unchanged
from retrieval.index.manifest import Manifest, index_command
from retrieval.index.nearest import LEAST_CANDIDATES, OVERSAMPLE, Cosines, Vectors, best
from retrieval.index.tables import WornTable
from retrieval.index.worn_rows import binary, passes
from retrieval.types import Facets, Look, Vector

SCHEMA = "worn_garments"
LEAST_VERSION = (0, 8)
"""pgvector's first that goes on where facets took away what it found."""
NEIGHBOURS, BREADTH = 16, 64
"""HNSW's m and ef_construction (Malkov and Yashunin 2016), pgvector's own defaults."""
LEAST_EF, MOST_EF = 800, 1000
"""HNSW's ef_search; pgvector takes no more than 1000. Photos of lying garments are far from all that is worn:
with 300, one question in twenty found none of its nearest among 200,000; with 400 and more each found all."""
STEP = 18
"""What a step in the graph costs, in comparisons of garments whose rows lie together: measured among 200,000
they took 18 microseconds of the processor and 1."""
MOST_SCANNED = 40_000
"""Garments looked at, at most, for those inside the facets."""
GRAPH_BYTES = 1024
"""Memory that a garment takes in the graph while it is built, beside its vector."""
CONNECT_SECONDS = 10
PATIENCE, PAUSE = 15.0, 0.5
"""Seconds in which a restarted database is waited for, and between two tries."""

_OPTIONS = " ".join(
    f"-c {name}={value}"
    for name, value in {
        "hnsw.iterative_scan": "relaxed_order",  # they are ordered again, exactly
        "hnsw.max_scan_tuples": MOST_SCANNED,
        "hnsw.scan_mem_multiplier": 16,
        # The graph where it is asked for, the facets' rows where all are compared: never the planner's guess.
        "enable_seqscan": "off",
        "enable_bitmapscan": "off",
        "enable_sort": "off",
        "jit": "off",
        "max_parallel_workers_per_gather": 0,  # a question takes one core, so that others have theirs
        "lock_timeout": "10s",
    }.items()
)

_log = logging.getLogger(__name__)


class Pgvector:
    """The engine for lookbooks too large for one machine's files, or served by several machines."""

    name = "pgvector"

    def __init__(self, url: str, step: int = STEP) -> None:
        """`step`: what one in the graph costs; where it costs nothing the graph is always asked first."""
        self._database = _Database(url)
        self._step = step

    @contextmanager
    def filled(
        self, build: Path, looks: Sequence[Look], worn: WornTable, unchanged: Unchanged | None = None
    ) -> Iterator[None]:
        """Takes a build in, in one transaction; takes it out again where what follows fails.

        `unchanged` helps nothing: a graph is one for all cells, and grows anew.
        Raises IndexWriteError where the database refuses, IndexUnavailable where it cannot be asked.
        """
        build_id = manifest.read(build).build_id
        with _refusals(), self._database.connect() as connection, connection.transaction():
            _fill(connection, _table(build_id), looks, worn)
        try:
            yield
        except BaseException:
            with _only_logged(), _refusals():
                self._drop([build_id])
            raise

    def open(self, build: Path, looks: Sequence[Look], worn: WornTable) -> PgvectorNearest:
        """Raises IndexMissing where the build is not in the database, IndexUnavailable."""
        about = manifest.read(build)
        table = _table(about.build_id)
        with _refusals(about.command):
            counted = self._database.ask(_COUNTED.format(table))
        return PgvectorNearest(self._database, table, dict(counted), worn.vectors, self._step)

    def keep(self, builds: Collection[str]) -> None:
        """Drops what is older than the newest of `builds` and not among them; newer is what is tried."""
        with _only_logged(), _refusals():
            known = self._database.ask(_OLDER, (SCHEMA, max(builds)))
            self._drop(name for (name,) in known if name not in builds)

    def examine(self, about: Manifest) -> str:
        """What holds a build, in words. Raises IndexMissing where it is not there as a whole."""
        table = _table(about.build_id)
        with _refusals(about.command):
            counted = dict(self._database.ask(_COUNTED.format(table)))
            [(size,)] = self._database.ask(_SIZE, (table.as_string(None),))
            [(version,)] = self._database.ask(_VERSION)
        if (held := sum(counted.values())) != about.garments:
            raise IndexMissing(
                f"The database holds {held:,} of {about.garments:,} garments. Type: {about.command}"
            )
        return f"pgvector {version}, {size / 1e6:,.0f} MB"

    def _drop(self, build_ids: Iterable[str]) -> None:
        for build_id in build_ids:
            self._database.ask(sql.SQL("DROP TABLE IF EXISTS {}").format(_table(build_id)))


class PgvectorNearest:
    """Candidates from the graph, or where the facets leave few from all of these, scored again exactly."""

    def __init__(
        self,
        database: _Database,
        table: sql.Identifier,
        counts: Mapping[str, int],
        vectors: Vectors,
        step: int,
    ) -> None:
        """`counts`: the table's garments by facets."""
        self._database = database
        self._table = table
        self._counts = counts
        self._vectors = vectors
        self._step = step

    def search(self, vector: Vector, facets: Facets, k: int) -> tuple[Rows, Cosines]:
        """Up to `k` rows of the worn table inside the facets with their cosines, best first, ties by row.

        Raises IndexUnavailable where the database is gone for longer than `PATIENCE`.
        """
        with _refusals():
            rows = self._candidates(vector, facets, max(LEAST_CANDIDATES, OVERSAMPLE * k))
        return best(self._vectors, np.sort(rows), vector, k)

    def _candidates(self, vector: Vector, facets: Facets, wanted: int) -> Rows:
        passing = [each for each in self._counts if passes(each, facets)]
        inside = sum(self._counts[each] for each in passing)
        if self._graph_is_quicker(inside, wanted):
            found = self._ask(_BY_GRAPH, vector, passing, wanted)
            if len(found) >= min(wanted, inside):
                return found
        return self._ask(_BY_ALL, vector, passing, wanted) if inside else np.empty(0, dtype=np.intp)

    def _graph_is_quicker(self, inside: int, wanted: int) -> bool:
        """The narrower the facets, the more steps it takes to find enough, and the fewer are to compare."""
        steps = _breadth(wanted) * sum(self._counts.values()) / max(1, inside)
        return steps * self._step < inside

    def _ask(self, statement: sql.SQL, vector: Vector, passing: Sequence[str], wanted: int) -> Rows:
        inside = sql.SQL("" if len(passing) == len(self._counts) else "WHERE facets = ANY(%(passing)s)")
        values = {
            "passing": list(passing),
            "vector": f"[{','.join(map(str, vector.tolist()))}]",
            "wanted": wanted,
            "ef": str(_breadth(wanted)),
        }
        self._database.ask("SELECT set_config('hnsw.ef_search', %(ef)s, false)", values)
        found = self._database.ask(statement.format(table=self._table, inside=inside), values)
        return np.array([row for (row,) in found], dtype=np.intp)


# The vectors are of unit length, so the inner product orders as the cosine does, at a third of the work.
_BY_GRAPH = sql.SQL(
    "SELECT row FROM {table} {inside} ORDER BY embedding <#> %(vector)s::halfvec LIMIT %(wanted)s"
)
# No index serves a sum.
_BY_ALL = sql.SQL(
    "SELECT row FROM {table} {inside} ORDER BY (embedding <#> %(vector)s::halfvec) + 0, row LIMIT %(wanted)s"
)


def _breadth(wanted: int) -> int:
    """HNSW's ef_search."""
    return min(MOST_EF, max(LEAST_EF, wanted))


class _Database:
    """One connection, made when it is needed and again where it was cut."""

    def __init__(self, url: str) -> None:
        self._url = re.sub(r"^postgres(ql)?(\+\w+)?:", "postgresql:", url)
        self._connection: Connection[Any] | None = None

    def connect(self) -> Connection[Any]:
        """A new connection of one's own."""
        return psycopg.connect(
            self._url,
            autocommit=True,
            prepare_threshold=None,  # each facets have a plan of their own
            connect_timeout=CONNECT_SECONDS,
            application_name="codibot index",
            options=_OPTIONS,
        )

    def ask(self, statement: Any, values: Any = None) -> list[Any]:
        """The rows of a statement that may be repeated: where the connection is cut, for `PATIENCE`."""
        until = time.monotonic() + PATIENCE
        while True:
            try:
                if self._connection is None or self._connection.closed:
                    self._connection = self.connect()
                    weakref.finalize(self, self._connection.close)
                done = self._connection.execute(statement, values)
                return done.fetchall() if done.description else []
            except psycopg.OperationalError:
                cut = self._connection is not None and self._connection.closed
                if not cut or time.monotonic() > until:
                    raise
                time.sleep(PAUSE)


def _fill(connection: Connection[Any], table: sql.Identifier, looks: Sequence[Look], worn: WornTable) -> None:
    """Rows first, then their graph: that is several times faster than row by row."""
    _prepare(connection)
    dim = worn.vectors.shape[1]
    connection.execute(
        sql.SQL(
            "CREATE TABLE {} (row integer NOT NULL, look text NOT NULL, type text NOT NULL,"
            " facets text NOT NULL, embedding halfvec({}) NOT NULL)"
        ).format(table, sql.Literal(dim))
    )
    with connection.cursor() as cursor, cursor.copy(_COPY.format(table)) as copy:
        for piece in binary(looks, worn):
            copy.write(piece)
    megabytes = 64 + len(worn.vectors) * (2 * dim + GRAPH_BYTES) // 2**20
    connection.execute(f"SET LOCAL maintenance_work_mem = '{megabytes}MB'".encode())
    connection.execute(_GRAPH.format(table, sql.Literal(NEIGHBOURS), sql.Literal(BREADTH)))
    connection.execute(sql.SQL("CREATE INDEX ON {} (facets)").format(table))
    connection.execute(sql.SQL("ANALYZE {}").format(table))


_COUNTED = sql.SQL("SELECT facets, count(*) FROM {} GROUP BY facets")
_OLDER = "SELECT tablename FROM pg_tables WHERE schemaname = %s AND tablename < %s"
_SIZE = "SELECT pg_total_relation_size(%s::regclass)"
_VERSION = "SELECT extversion FROM pg_extension WHERE extname = 'vector'"
_COPY = sql.SQL("COPY {} FROM STDIN (FORMAT BINARY)")
_GRAPH = sql.SQL(
    "CREATE INDEX ON {} USING hnsw (embedding halfvec_ip_ops) WITH (m = {}, ef_construction = {})"
)


def _prepare(connection: Connection[Any]) -> None:
    connection.execute("CREATE EXTENSION IF NOT EXISTS vector")
    [(version,)] = connection.execute(_VERSION).fetchall()
    if tuple(int(part) for part in version.split(".")[:2]) < LEAST_VERSION:
        raise IndexUnavailable(
            f"The database has pgvector {version}; it must be {'.'.join(map(str, LEAST_VERSION))} or newer: "
            "ALTER EXTENSION vector UPDATE."
        )
    connection.execute(sql.SQL("CREATE SCHEMA IF NOT EXISTS {}").format(sql.Identifier(SCHEMA)))
    # Whoever stops a build stops its work in the database too.
    connection.execute("SET LOCAL client_connection_check_interval = '5s'")


def _table(build_id: str) -> sql.Identifier:
    return sql.Identifier(SCHEMA, build_id)


@contextmanager
def _only_logged() -> Iterator[None]:
    """What cannot be dropped now, because somebody reads it, the next build drops."""
    try:
        yield
    except RetrievalError as error:
        _log.warning("an old build stays in the database: %s", error)


@contextmanager
def _refusals(command: str = index_command()) -> Iterator[None]:
    """psycopg's errors become ours. The server's own text may quote a row, and is told to nobody."""
    try:
        yield
    except UndefinedTable as error:
        raise IndexMissing(f"The database does not hold this build. Type: {command}") from error
    except DiskFull as error:
        raise IndexWriteError("The database's disk, or its shared memory (/dev/shm), is full.") from error
    except InsufficientPrivilege as error:
        raise IndexUnavailable(
            "The database's user may not make the extension vector, or a schema: let its owner do so."
        ) from error
    except psycopg.Error as error:
        said = f" (code {error.sqlstate})" if error.sqlstate else ""
        raise IndexUnavailable(f"The database that holds the vectors cannot be asked{said}.") from error
