"""The lookbook that people's own looks make: written from what storage says, whole at any moment."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from retrieval.files import replace
from retrieval.language.glossary import types_of_tag
from retrieval.lookbook import schema, table
from retrieval.types import Look
from storage.types import Post

NAME = "posts"
PHOTOS = "photos"
COLUMNS = schema.REQUIRED
BETWEEN = schema.SEPARATOR


@dataclass(frozen=True, slots=True)
class PostsFolder:
    """A folder with `looks.csv` and `photos/`; without posts it has no table."""

    root: Path

    def photo(self, post_id: str) -> Path:
        """Where a post's picture lies."""
        return self.root / PHOTOS / f"{post_id}.jpg"

    def holds(self, look: Look) -> bool:
        """Whether a look is somebody's own."""
        return look.photo.is_relative_to(self.root)

    def there(self) -> frozenset[str]:
        """The posts whose pictures lie here, also by half: a killed bot leaves one so."""
        return frozenset(map(_post_of, self._files()))

    def put(self, post_id: str, picture: bytes) -> None:
        """Writes a picture, whole or not at all. Raises OSError."""
        place = self.photo(post_id)
        place.parent.mkdir(parents=True, exist_ok=True)
        replace(place, picture)

    def drop(self, post_id: str) -> str | None:
        """Deletes a picture, and what is half of it; gives the sha256 it had. Raises OSError."""
        place = self.photo(post_id)
        digest = hashlib.sha256(place.read_bytes()).hexdigest() if place.exists() else None
        for file in self._files():
            if _post_of(file) == post_id:
                file.unlink(missing_ok=True)
        return digest

    def tell(self, posts: Iterable[Post]) -> bool:
        """Writes the table of these posts, in their order; says whether it changed. Raises OSError."""
        path, rows = self.root / schema.TABLE, [_row(post) for post in posts]
        if rows == self._told():
            return False
        if rows:
            table.write_rows(path, COLUMNS, rows)
            table.name(self.root, NAME, "worn")
        else:
            path.unlink()
        return True

    def _files(self) -> list[Path]:
        return list((self.root / PHOTOS).glob("*"))

    def _told(self) -> list[table.Row]:
        path = self.root / schema.TABLE
        if not path.exists():
            return []
        with path.open(encoding="utf-8", newline="") as rows:
            return list(csv.DictReader(rows))


def _post_of(file: Path) -> str:
    return file.name.lstrip(".").split(".")[0]


def _row(post: Post) -> table.Row:
    return {
        "id": post.id,
        "photo": f"{PHOTOS}/{post.id}.jpg",
        "gender": post.gender,
        "seasons": BETWEEN.join(sorted(post.seasons)),
        "style": post.style,
        "title": title(post),
        "tags": BETWEEN.join(post.tags),
        "credit": post.credit,
    }


def title(post: Post) -> str:
    """None where a tag names a piece, for then the pieces are the title; else the tags themselves."""
    return "" if any(map(types_of_tag, post.tags)) else " · ".join(post.tags)
