"""Which engine the settings name: Annoy's files, or a table of pgvector's."""

from __future__ import annotations

from retrieval.errors import IndexUnavailable
from retrieval.index.annoy import ANNOY, Annoy
from retrieval.index.engine import Engine


def make(setting: str, database_url: str) -> Engine:
    """`annoy`, or `pgvector` in the database of that URL. Raises IndexUnavailable without its driver."""
    if setting == Annoy.name:
        return ANNOY
    try:
        from retrieval.index.pgvector import Pgvector
    except ModuleNotFoundError as error:
        raise IndexUnavailable("pgvector needs its driver: pip install 'codibot[scale]'.") from error
    return Pgvector(database_url)
