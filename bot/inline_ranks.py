"""Which looks an inline query asks for, in order: worked out once for everybody who asks the same."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from dataclasses import replace

from bot.models.doors import Models
from retrieval.index.catalogue import Catalogue
from retrieval.types import Facets, Query

MOST = 200
"""Looks that one query leads through."""
REMEMBERED = 256

_Key = tuple[str, Facets, str | None, str]


class InlineRanks:
    """The order of looks for facets, style and keywords, of the newest build."""

    def __init__(self) -> None:
        self._known: OrderedDict[_Key, tuple[str, ...]] = OrderedDict()

    async def ids(self, query: Query, catalogue: Catalogue, worker: Models) -> tuple[str, ...]:
        """The ids of at most `MOST` looks, best first. Raises as the worker does."""
        key = (catalogue.manifest.build_id, query.facets, query.style, query.keywords)
        if key not in self._known:
            self._known[key] = await _ranked(query, catalogue, worker)
            if len(self._known) > REMEMBERED:
                self._known.popitem(last=False)
        self._known.move_to_end(key)
        return self._known[key]


async def _ranked(query: Query, catalogue: Catalogue, worker: Models) -> tuple[str, ...]:
    if not query.keywords:
        return _mixed(query, catalogue)
    found = await worker.recommend(replace(query, k=MOST, offset=0))
    return tuple(each.look_id for each in found.recommendations)


def _mixed(query: Query, catalogue: Catalogue) -> tuple[str, ...]:
    """Without keywords: the style first, else in an order that is the same each time and follows nothing."""
    looks = [catalogue.looks[row] for row in catalogue.rows(query.facets)]
    looks.sort(key=lambda look: (look.style != query.style, hashlib.blake2s(look.id.encode()).digest()))
    return tuple(look.id for look in looks[:MOST])
