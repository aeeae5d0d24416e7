"""The looks that are served: what the conversation needs to know of them, without loading any model."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from retrieval.index import folders, manifest, tables
from retrieval.index.cells import Rows, rows_by_cell, union
from retrieval.index.manifest import Manifest
from retrieval.lookbook import removed
from retrieval.lookbook.removed import Removed
from retrieval.types import TYPES, Facets, Look

PRIOR = 10
"""Looks of the whole lookbook that stand behind a lift."""


class Catalogue:
    """Every look of one build, in the order of its rows."""

    def __init__(self, manifest: Manifest, indexed: tuple[tables.IndexedLook, ...]) -> None:
        self.manifest = manifest
        self.looks = tuple(each.look for each in indexed)
        self.wears = _wears(indexed)
        self.cells = rows_by_cell(self.looks)
        self._digests = {each.look.id: each.photo_digest for each in indexed}
        self._by_id = {look.id: look for look in self.looks}
        self._rows = {look.id: row for row, look in enumerate(self.looks)}
        self._tagged = Counter(tag for look in self.looks for tag in look.tags)

    @classmethod
    def open(cls, index_dir: Path) -> Catalogue:
        """The build that is served now. Raises IndexMissing, IndexMismatch, MarksUnread."""
        return cls.of_build(folders.current(index_dir))

    @classmethod
    def of_build(cls, build: Path) -> Catalogue:
        """One build's looks, whether or not it is still the one that is served. Raises as `open` does."""
        about = manifest.read(build)
        roots = [Path(lookbook.root) for lookbook in about.lookbooks]
        catalogue = cls(about, tables.read_looks(build, roots))
        catalogue.obey(removed.of(build.parent.parent, *roots))
        return catalogue

    def obey(self, marks: Removed) -> None:
        """Shows the looks that were taken down no more; their rows stay, so that the others keep theirs."""
        gone = {
            row: look.id
            for row, look in enumerate(self.looks)
            if marks.covers(look.id, self._digests[look.id])
        }
        if gone:
            rows, ids = np.fromiter(gone, dtype=np.intp), set(gone.values())
            self.cells = {cell: np.setdiff1d(inside, rows) for cell, inside in self.cells.items()}
            self._by_id = {look_id: look for look_id, look in self._by_id.items() if look_id not in ids}

    def look(self, look_id: str) -> Look | None:
        """The look of that id, or none where it was never indexed or left the lookbook."""
        return self._by_id.get(look_id)

    def rows_of(self, look_ids: Iterable[str]) -> tuple[int, ...]:
        """The rows of those looks that are still there."""
        return tuple(self._rows[look_id] for look_id in look_ids if look_id in self._by_id)

    def photo_digest(self, look_id: str) -> str | None:
        """The sha256 of a look's photo as it was indexed."""
        return self._digests.get(look_id)

    def rows(self, facets: Facets) -> Rows:
        """The rows of `looks` that the facets leave, ascending."""
        return union(self.cells, facets)

    def count(self, facets: Facets) -> int:
        """How many looks the facets leave."""
        return len(self.rows(facets))

    def telling_tags(self, rows: Iterable[int]) -> tuple[str, ...]:
        """The tags of those looks, the most telling first: by lift, then the commonest, ties by the tag.

        Lift is a tag's share among them over its share in the whole lookbook. `PRIOR` looks of the whole
        lookbook are counted among them, so that a tag seen once says little.
        """
        chosen = list(rows)
        counts = Counter(tag for row in chosen for tag in self.looks[row].tags)

        def lift(tag: str) -> float:
            whole = self._tagged[tag] / len(self.looks)
            return round((counts[tag] + PRIOR * whole) / (len(chosen) + PRIOR) / whole, 6)

        return tuple(sorted(counts, key=lambda tag: (-lift(tag), -counts[tag], tag)))


def _wears(indexed: Sequence[tables.IndexedLook]) -> npt.NDArray[np.float32]:
    """How likely each look wears each type, (looks, types); zeros where nobody was seen to wear anything."""
    nothing = (0.0,) * len(TYPES)
    wears = np.array([each.wears or nothing for each in indexed], dtype=np.float32)
    return wears.reshape(len(indexed), len(TYPES))
