"""The crowd goes into the database: how long that takes, and how much room."""

from __future__ import annotations

import os
import time

import psycopg

from retrieval.errors import IndexMissing
from retrieval.index.pgvector import SCHEMA, Pgvector
from scripts.million.crowd import Crowd
from scripts.million.figures import Figures
from scripts.million.server import Server


def fill(many: Crowd, server: Server, figures: Figures) -> Pgvector:
    """The engine that holds the crowd; filled unless an earlier run did."""
    engine = Pgvector(server.url)
    try:
        engine.examine(many.about)
    except IndexMissing:
        began, processor = time.monotonic(), server.processor_seconds()
        with engine.filled(many.folder, many.looks, many.worn):
            figures.note(
                "filled",
                minutes=round((time.monotonic() - began) / 60, 1),
                processor_minutes=round((server.processor_seconds() - processor) / 60, 1),
                load=os.getloadavg()[1],
            )
    if "size" not in figures:
        figures.note("size", **_sizes(server.url, many.about.build_id))
    return engine


def _sizes(url: str, build_id: str) -> dict[str, str]:
    query = (
        "SELECT relname, pg_size_pretty(pg_relation_size(oid)) FROM pg_class"
        " WHERE relnamespace = %s::regnamespace AND relname LIKE %s"
    )
    with psycopg.connect(url) as connection:
        return dict(connection.execute(query, (SCHEMA, f"{build_id}%")).fetchall())
