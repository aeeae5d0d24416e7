"""Looks that were taken down: marks that stay, and that importing, indexing and answering obey.

A folder's marks are lines of JSON in `removed.jsonl`, only ever appended to. Both a lookbook and an index
hold them: the lookbook's go wherever it goes, the index's count at once and for lookbooks that nobody may
write.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

from retrieval.errors import MarksUnread

NAME = "removed.jsonl"


@dataclass(frozen=True, slots=True)
class Mark:
    """One takedown: the look's id, the sha256 of its photo where known, when (ISO 8601), and why."""

    look_id: str
    photo_digest: str
    at: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Removed:
    """All marks of some folders. A look is removed by its id; its photo also under any other id."""

    ids: frozenset[str] = field(default_factory=frozenset)
    digests: frozenset[str] = field(default_factory=frozenset)

    def covers(self, look_id: str, photo_digest: str = "") -> bool:
        """Whether a look must not be shown."""
        return look_id in self.ids or photo_digest in self.digests


def of(*folders: Path) -> Removed:
    """The marks of lookbooks and indexes; one without marks has none. Raises MarksUnread."""
    marks = [mark for folder in folders for mark in _read(folder / NAME)]
    digests = frozenset(mark.photo_digest for mark in marks if mark.photo_digest)
    return Removed(frozenset(mark.look_id for mark in marks), digests)


def add(folder: Path, mark: Mark) -> None:
    """Appends a mark that survives a loss of power from here on. Raises OSError where the disk refuses."""
    folder.mkdir(parents=True, exist_ok=True)
    line = json.dumps(asdict(mark), ensure_ascii=False)
    with (folder / NAME).open("ab") as marks:
        # A line of its own even after one that was cut short.
        marks.write(f"\n{line}\n".encode())
        marks.flush()
        os.fsync(marks.fileno())


def _read(path: Path) -> Iterator[Mark]:
    try:
        lines = path.read_bytes().splitlines()
    except (FileNotFoundError, NotADirectoryError):
        return
    except OSError as error:
        raise MarksUnread(
            f"{path} cannot be read ({error.strerror or error}): looks that were taken down could be shown; "
            "make it readable."
        ) from error
    for line in filter(None, lines):
        try:
            yield Mark(**json.loads(line))
        except (ValueError, TypeError):
            continue  # cut short by a kill: its command never said that it was done
