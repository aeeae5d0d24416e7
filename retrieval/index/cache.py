"""What was seen on photos before: a killed build goes on, a changed lookbook costs what changed."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from pathlib import Path

from retrieval import features
from retrieval.embedding import Embedder
from retrieval.index.folders import replace
from retrieval.types import Sight

VERSION = 1
"""Of what a sight holds: raised when palettes, boxes or crops change, so that old sights are not reused."""


class SightCache:
    """One small file a photo, named by the sha256 of its bytes, in a folder for each way of seeing."""

    def __init__(self, index_dir: Path, embedder: Embedder, cutter_name: str) -> None:
        self._folder = index_dir / "cache" / _way_of_seeing(embedder, cutter_name)

    def get(self, digest: str) -> Sight | None:
        """The sight of a photo, or none where it was never seen or its file is damaged."""
        try:
            return features.loads(self._path(digest).read_bytes())
        except (OSError, ValueError, KeyError):
            return None

    def put(self, sights: Iterable[Sight]) -> None:
        """Keeps sights, each file whole or not there at all. Raises OSError where the disk refuses."""
        for sight in sights:
            path = self._path(sight.digest)
            path.parent.mkdir(parents=True, exist_ok=True)
            replace(path, features.dumps(sight))

    def _path(self, digest: str) -> Path:
        return self._folder / digest[:2] / f"{digest}.sight"


def digest_of(photo: Path) -> str:
    """The sha256 of a file's bytes. Raises OSError."""
    with photo.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _way_of_seeing(embedder: Embedder, cutter_name: str) -> str:
    cutter = re.sub(r"[^\w.-]", "_", Path(cutter_name).name)
    return f"{embedder.checksum[:16]}-{embedder.side}-{cutter}-v{VERSION}"
