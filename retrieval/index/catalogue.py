"""The looks that are served: what the conversation needs to know of them, without loading any model."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from retrieval.index import folders, manifest, tables
from retrieval.index.cells import Rows, rows_by_cell, union
from retrieval.index.manifest import Manifest
from retrieval.types import Facets, Look


class Catalogue:
    """Every look of one build, in the order of its rows."""

    def __init__(self, manifest: Manifest, indexed: tuple[tables.IndexedLook, ...]) -> None:
        self.manifest = manifest
        self.looks = tuple(each.look for each in indexed)
        self.cells = rows_by_cell(self.looks)
        self._digests = {each.look.id: each.photo_digest for each in indexed}
        self._by_id = {look.id: look for look in self.looks}

    @classmethod
    def open(cls, index_dir: Path) -> Catalogue:
        """The build that is served now. Raises IndexMissing, IndexMismatch."""
        return cls.of_build(folders.current(index_dir))

    @classmethod
    def of_build(cls, build: Path) -> Catalogue:
        """One build's looks, whether or not it is still the one that is served."""
        about = manifest.read(build)
        roots = [Path(lookbook.root) for lookbook in about.lookbooks]
        return cls(about, tables.read_looks(build, roots))

    def look(self, look_id: str) -> Look | None:
        """The look of that id, or none where it was never indexed or left the lookbook."""
        return self._by_id.get(look_id)

    def photo_digest(self, look_id: str) -> str | None:
        """The sha256 of a look's photo as it was indexed."""
        return self._digests.get(look_id)

    def rows(self, facets: Facets) -> Rows:
        """The rows of `looks` that the facets leave, ascending."""
        return union(self.cells, facets)

    def count(self, facets: Facets) -> int:
        """How many looks the facets leave."""
        return len(self.rows(facets))

    def common_tags(self, facets: Facets, n: int) -> tuple[str, ...]:
        """The `n` tags that most looks inside the facets carry, the commonest first, ties by the tag."""
        counts = Counter(tag for row in self.rows(facets) for tag in self.looks[row].tags)
        return tuple(sorted(counts, key=lambda tag: (-counts[tag], tag))[:n])
