"""What was seen on photos before: a killed build goes on, a changed lookbook costs what changed."""

from __future__ import annotations

import hashlib
import lzma
import re
import zipfile
import zlib
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from pathlib import Path

from retrieval import features
from retrieval.embedding import Embedder
from retrieval.files import replace
from retrieval.types import Sight

VERSION = 3
"""Of what a sight holds: raised when palettes, boxes, crops or what is worn on the whole change, so that old
sights are not reused."""


BROUGHT = "sights.zip"
"""A lookbook may bring its photos' sights along, beside `looks.csv`: then its first index takes seconds."""

_DAMAGED = (OSError, EOFError, RuntimeError, zipfile.BadZipFile, zlib.error, lzma.LZMAError)
"""What reading a damaged archive raises; a flipped bit may ask for a method that `zipfile` does not know."""


class SightCache:
    """One small file a photo, named by the sha256 of its bytes, in a folder for each way of seeing.

    `lookbooks` are asked for sights that they bring; one of another way of seeing is not looked at.
    """

    def __init__(
        self, index_dir: Path, embedder: Embedder, cutter_name: str, lookbooks: Sequence[Path] = ()
    ) -> None:
        self._way = _way_of_seeing(embedder, cutter_name)
        self._folder = index_dir / "cache" / self._way
        self._brought = {name: data for root in lookbooks for name, data in _brought(root, self._way)}

    def get(self, digest: str) -> Sight | None:
        """The sight of a photo, or none where it was never seen or its file is damaged."""
        try:
            return features.loads(self._brought.get(digest) or self._path(digest).read_bytes())
        except (OSError, ValueError, KeyError):
            return None

    def bring(self, digests: Iterable[str], lookbook: Path) -> int:
        """Writes what is known of these photos into the lookbook, the same bytes each time; says how many.

        What the lookbook brings already is known too. Raises OSError where the disk refuses.
        """
        brought = self._brought | dict(_brought(lookbook, self._way))
        known = {digest: data for digest in sorted(digests) if (data := self._seen(digest, brought))}
        whole = BytesIO()
        with zipfile.ZipFile(whole, "w") as archive:
            # The zip format's first date, so that equal sights make equal archives; and one entry for all of
            # them: what repeats from sight to sight is kept once.
            entry = zipfile.ZipInfo(self._way, (1980, 1, 1, 0, 0, 0))
            lines = [digest.encode() + b" " + data for digest, data in known.items()]
            archive.writestr(entry, b"\n".join(lines), zipfile.ZIP_LZMA)
        replace(lookbook / BROUGHT, whole.getvalue())
        return len(known)

    def _seen(self, digest: str, brought: Mapping[str, bytes]) -> bytes | None:
        path = self._path(digest)
        return brought.get(digest) or (path.read_bytes() if path.exists() else None)

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


def _brought(lookbook: Path, way: str) -> list[tuple[str, bytes]]:
    try:
        with zipfile.ZipFile(lookbook / BROUGHT) as archive:
            lines = archive.read(way).splitlines() if way in archive.namelist() else []
    except _DAMAGED:
        return []
    parts = [line.partition(b" ") for line in lines]
    return [(digest.decode(), data) for digest, _, data in parts]


def _way_of_seeing(embedder: Embedder, cutter_name: str) -> str:
    cutter = re.sub(r"[^\w.-]", "_", Path(cutter_name).name)
    return f"{embedder.checksum[:16]}-{embedder.side}-{cutter}-v{VERSION}"
