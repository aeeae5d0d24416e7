"""Whether an index was switched, or a look taken down, since one last looked: two files are asked."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from retrieval.index import folders
from retrieval.lookbook import removed

_State = tuple[int, int, int] | None


@dataclass(frozen=True, slots=True)
class Change:
    """What is new: another build serves, or there are more marks of takedowns."""

    build: bool
    marks: bool


class Watch:
    """Looks at two files of an index; what it finds at first is what changes are counted from."""

    def __init__(self, index_dir: Path) -> None:
        self._current = index_dir / folders.CURRENT
        self._marks = index_dir / removed.NAME
        self._seen = self._look()

    def look(self) -> Change:
        """What changed since the last look."""
        before, self._seen = self._seen, self._look()
        return Change(*(now != then for now, then in zip(self._seen, before, strict=True)))

    def _look(self) -> tuple[_State, _State]:
        return _state(self._current), _state(self._marks)


def _state(path: Path) -> _State:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_ino, status.st_mtime_ns, status.st_size
