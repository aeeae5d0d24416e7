"""Whether an index was switched, or a look taken down, since one last looked: two files are asked."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

from retrieval.index import folders
from retrieval.lookbook import removed

PAUSE = 5.0
"""Seconds until what could not be followed is told again: a look taken down must be gone within ten."""

_State = tuple[int, int, int] | None


@dataclass(frozen=True, slots=True)
class Change:
    """What is new: another build serves, or there are more marks of takedowns."""

    build: bool
    marks: bool

    def __or__(self, other: Change) -> Change:
        return Change(self.build or other.build, self.marks or other.marks)


NOTHING = Change(build=False, marks=False)


class Watch:
    """Looks at two files of an index; what it finds at first is what changes are counted from."""

    def __init__(self, index_dir: Path) -> None:
        self._current = index_dir / folders.CURRENT
        self._marks = index_dir / removed.NAME
        self._seen = self._look()
        self._owed, self._owed_from = NOTHING, 0.0

    def look(self) -> Change:
        """What changed since the last look, and what is to be tried again."""
        before, self._seen = self._seen, self._look()
        change = Change(*(now != then for now, then in zip(self._seen, before, strict=True)))
        if change == NOTHING and time.monotonic() < self._owed_from:
            return NOTHING
        change, self._owed = change | self._owed, NOTHING
        return change

    def again(self, change: Change) -> None:
        """This could not be followed: it is told once more, after a pause or with the next change."""
        self._owed |= change
        self._owed_from = time.monotonic() + PAUSE

    def _look(self) -> tuple[_State, _State]:
        return _state(self._current), _state(self._marks)


def _state(path: Path) -> _State:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_ino, status.st_mtime_ns, status.st_size
