"""A job's folder: what was collected so far. Every file in it is whole or not there, whenever a kill came."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from retrieval.files import replace
from retrieval.lookbook.collecting.profile import Profile
from retrieval.lookbook.column_map import ColumnMap
from retrieval.lookbook.importing import Draft, LeftOut

PHOTOS = "photos"
_LOOKS = "looks.jsonl"
_PAGES = "pages"
_PERMISSION = "permission.txt"


@dataclass(slots=True)
class Job:
    """One profile's job. `looks` are in the order of their coming; `left_out` is of this run alone."""

    folder: Path
    looks: list[dict[str, Any]] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)

    @classmethod
    def open(cls, folder: Path, profile: Profile) -> Job:
        """Takes a job up where it was. Raises OSError where the disk refuses."""
        (folder / PHOTOS).mkdir(parents=True, exist_ok=True)
        (folder / _PAGES).mkdir(exist_ok=True)
        replace(folder / _PERMISSION, f"{profile.permission}\n".encode())
        job = cls(folder, _kept(folder / _LOOKS))
        job._drop_half_fetched()
        return job

    @property
    def addresses(self) -> set[str]:
        """The looks' pages that are done."""
        return {look["link"] for look in self.looks}

    @property
    def checksums(self) -> set[str]:
        """Of the photos that are there."""
        return {look["checksum"] for look in self.looks}

    def add(self, look: dict[str, Any]) -> None:
        """Keeps a look whose photo is there. Raises OSError where the disk refuses."""
        with (self.folder / _LOOKS).open("ab") as lines:
            lines.write(json.dumps(look, ensure_ascii=False).encode() + b"\n")
        self.looks.append(look)

    def leave_out(self, where: str, reason: str) -> None:
        """Notes what becomes no look, and why."""
        self.left_out.append(LeftOut(where, reason))

    def drafts(self, profile: Profile) -> list[Draft | LeftOut]:
        """Everything collected, and what was left out in this run."""
        columns = ColumnMap(fixed=profile.fixed)
        drafts = [columns.draft(look["link"], look, self.folder / PHOTOS) for look in self.looks]
        return [*drafts, *self.left_out]

    def page(self, address: str) -> tuple[Mapping[str, str], bytes] | None:
        """A list page as it was, with what tells its version, or none."""
        try:
            head, body = self._page(address).read_bytes().split(b"\n", 1)
            return json.loads(head), body
        except (OSError, ValueError):
            return None

    def keep_page(self, address: str, versions: Mapping[str, str], body: bytes) -> None:
        """Keeps a list page for the next time it is asked for. Raises OSError where the disk refuses."""
        replace(self._page(address), json.dumps(versions).encode() + b"\n" + body)

    def _page(self, address: str) -> Path:
        return self.folder / _PAGES / hashlib.sha256(address.encode()).hexdigest()

    def _drop_half_fetched(self) -> None:
        """A photo that no look names may have been cut short by a kill."""
        named = {look["photo"] for look in self.looks}
        for path in (self.folder / PHOTOS).rglob("*"):
            if path.is_file() and path.relative_to(self.folder / PHOTOS).as_posix() not in named:
                path.unlink()


def _kept(path: Path) -> list[dict[str, Any]]:
    """The looks noted; a last line that a kill cut short is taken away."""
    if not path.exists():
        return []
    whole = path.read_bytes()
    whole = whole[: whole.rfind(b"\n") + 1]
    with path.open("r+b") as lines:
        lines.truncate(len(whole))
    return [json.loads(line) for line in whole.splitlines()]
