"""State that survives a killed process: tables of small records, in memory and in one SQLite file."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any, ClassVar, Generic, Protocol, TypeVar

from bot.playground.errors import FolderInUse

SCHEMA = "CREATE TABLE IF NOT EXISTS records (place TEXT, key TEXT, body TEXT, PRIMARY KEY (place, key))"
PATIENCE = 0.5


class Record(Protocol):
    """A dataclass of JSON values that knows its own key."""

    __dataclass_fields__: ClassVar[dict[str, Any]]

    @property
    def key(self) -> str:
        """The record's name within its table."""
        ...


R = TypeVar("R", bound=Record)


class Shelf:
    """The file. What was put is kept once `commit` returned, even if the process is killed right after.

    Opening raises FolderInUse.
    """

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._connection = sqlite3.connect(path, check_same_thread=False, timeout=PATIENCE)
        try:
            self._prepare()
        except sqlite3.OperationalError as error:
            raise FolderInUse(f"another playground is using {path.parent}") from error

    def _prepare(self) -> None:
        # A second playground on the same folder would overwrite this one's state: it fails to open instead.
        self._connection.execute("PRAGMA locking_mode=EXCLUSIVE")
        self._connection.execute("PRAGMA journal_mode=WAL")
        self._connection.execute("PRAGMA synchronous=NORMAL")
        self._connection.execute(SCHEMA)
        self.commit()

    def read(self, place: str) -> Iterator[dict[str, Any]]:
        """Every record of a table, oldest first."""
        rows = self._connection.execute("SELECT body FROM records WHERE place = ? ORDER BY rowid", (place,))
        return (json.loads(body) for (body,) in rows)

    def put(self, place: str, key: str, body: dict[str, Any]) -> None:
        """Write a record over an older one of the same key, which keeps its place in the order."""
        self._connection.execute(
            "INSERT INTO records VALUES (?, ?, ?) "
            "ON CONFLICT (place, key) DO UPDATE SET body = excluded.body",
            (place, key, json.dumps(body, ensure_ascii=False)),
        )

    def remove(self, place: str, key: str) -> None:
        """Forget a record."""
        self._connection.execute("DELETE FROM records WHERE place = ? AND key = ?", (place, key))

    def commit(self) -> None:
        """Make everything since the last commit lasting, all of it or nothing."""
        self._connection.commit()

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()


class Table(Generic[R]):
    """One kind of record: looked up in memory, written through to the shelf."""

    def __init__(self, shelf: Shelf, place: str, kind: type[R]) -> None:
        self._shelf = shelf
        self._place = place
        self._names = [field.name for field in fields(kind)]
        # What an older playground kept beyond today's fields is left aside.
        known = ({name: body[name] for name in self._names if name in body} for body in shelf.read(place))
        self._rows = {record.key: record for record in (kind(**body) for body in known)}

    def get(self, key: object) -> R | None:
        """The record, or None."""
        return self._rows.get(str(key))

    def put(self, record: R) -> R:
        """Keep a new or changed record."""
        body = {name: getattr(record, name) for name in self._names}
        self._shelf.put(self._place, record.key, body)
        self._rows[record.key] = record  # last, so that nothing stands here which the file did not take
        return record

    def remove(self, record: R) -> None:
        """Forget a record; forgetting it twice is no error."""
        if self._rows.pop(record.key, None) is not None:
            self._shelf.remove(self._place, record.key)

    def prune(self, outlived: Callable[[R], bool]) -> None:
        """Forget those of which this is true."""
        for record in self:
            if outlived(record):
                self.remove(record)

    def clear(self) -> None:
        """Forget them all."""
        for record in list(self._rows.values()):
            self.remove(record)

    def __iter__(self) -> Iterator[R]:
        return iter(list(self._rows.values()))

    def __len__(self) -> int:
        return len(self._rows)
