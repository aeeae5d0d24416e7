"""What an index says of itself: from which lookbooks, by which embedder and cutter, when."""

from __future__ import annotations

import json
import shlex
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from retrieval.errors import IndexMismatch, IndexMissing

if TYPE_CHECKING:
    from retrieval.embedding import Embedder  # the bot's process reads manifests and loads no network
    from retrieval.lookbook.schema import Lookbook

SCHEMA = 1
"""Of the index's files; raised whenever those of before could not be read any more."""
NAME = "manifest.json"


@dataclass(frozen=True, slots=True)
class IndexedLookbook:
    """A lookbook as it was when indexed."""

    root: str
    name: str
    kind: str
    digest: str
    looks: int

    @classmethod
    def of(cls, book: Lookbook) -> IndexedLookbook:
        return cls(str(book.root), book.name, book.kind, book.digest, len(book.looks))


@dataclass(frozen=True, slots=True)
class UsedEmbedder:
    """The embedder whose vectors the index holds. The checksum covers the weights and their means."""

    name: str
    checksum: str
    side: int
    dim: int

    @classmethod
    def of(cls, embedder: Embedder) -> UsedEmbedder:
        return cls(embedder.name, embedder.checksum, embedder.side, embedder.dim)


@dataclass(frozen=True, slots=True)
class Manifest:
    """One build's origin and size."""

    schema: int
    build_id: str
    built_at: str  # ISO 8601, UTC
    lookbooks: tuple[IndexedLookbook, ...]
    embedder: UsedEmbedder
    cutter: str
    looks: int
    garments: int
    skipped: int
    engine: str = "annoy"  # which holds the vectors

    def require(self, embedder: Embedder) -> None:
        """Raises IndexMismatch, with the command that mends it, unless `embedder` made this index."""
        running = UsedEmbedder.of(embedder)
        if running != self.embedder:
            raise IndexMismatch(
                f"The index was built by the embedder {_told(self.embedder)}, but {_told(running)} runs now. "
                f"Type: {self.command}"
            )

    @property
    def command(self) -> str:
        """What to type to build this index again."""
        return index_command([lookbook.root for lookbook in self.lookbooks])


def index_command(lookbooks: Sequence[str] = ()) -> str:
    """The command line that indexes these lookbooks."""
    return shlex.join(["codibot", "index", *lookbooks]) if lookbooks else "codibot index LOOKBOOK"


def write(manifest: Manifest, build: Path) -> None:
    """Raises OSError where the disk refuses."""
    (build / NAME).write_text(
        json.dumps(asdict(manifest), ensure_ascii=False, indent=2) + "\n", encoding="utf-8"
    )


def read(build: Path) -> Manifest:
    """Raises IndexMissing where there is none, IndexMismatch where another version of codibot wrote it."""
    try:
        raw = json.loads((build / NAME).read_text(encoding="utf-8"))
        schema = raw.get("schema")
    except (OSError, ValueError, AttributeError) as error:
        raise IndexMissing(f"{build / NAME} cannot be read. Type: {index_command()}") from error
    if schema != SCHEMA:
        raise IndexMismatch(
            f"The index has schema {schema}, this codibot reads {SCHEMA}. Type: {index_command(_roots(raw))}"
        )
    try:
        raw["lookbooks"] = tuple(IndexedLookbook(**lookbook) for lookbook in raw["lookbooks"])
        raw["embedder"] = UsedEmbedder(**raw["embedder"])
        return Manifest(**raw)
    except (KeyError, TypeError) as error:
        raise IndexMismatch(
            f"{build / NAME} is not what this codibot writes. Type: {index_command(_roots(raw))}"
        ) from error


def _roots(raw: Mapping[str, Any]) -> list[str]:
    """The lookbooks' folders, as far as another version's manifest names them where this one's does."""
    books = raw.get("lookbooks")
    objects = [book for book in books if isinstance(book, dict)] if isinstance(books, list) else []
    return [str(book["root"]) for book in objects if "root" in book]


def _told(embedder: UsedEmbedder) -> str:
    return f"{embedder.name} ({embedder.side} px, {embedder.dim} values, {embedder.checksum[:12]})"
