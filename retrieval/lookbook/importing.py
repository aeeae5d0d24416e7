"""How every importer's findings become a lookbook: photos copied, rows kept in a journal, the table at last.

A kill loses and doubles nothing: a photo has its name only once it is whole, a row its line only once its
photo is there, and the table is replaced in one step. The next import takes the journal up.
"""

from __future__ import annotations

import fcntl
import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BufferedRandom
from pathlib import Path

from retrieval import photo
from retrieval.errors import LookbookError, PhotoError
from retrieval.files import HALF, replace
from retrieval.lookbook import removed, schema, table
from retrieval.lookbook.schema import Kind

PHOTOS = "photos"
JOURNAL = ".import.jsonl"
LEFT_OUT = "left_out.csv"
ID_DIGITS = 12
"""Of the photo's sha256: the same photo has the same id wherever it lies, and two never share one."""

Tell = Callable[[int, int], None]
"""Called with what is done and the total."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A look as a source describes it; `where` names its place there. Without an id its photo's bytes do."""

    where: str
    photo: Path
    cells: Mapping[str, str]
    id: str | None = None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something in a source that becomes no look, and why."""

    where: str
    reason: str


@dataclass(frozen=True, slots=True)
class Layout:
    """What an importer found in a source: `total` drafts or things left out, one by one."""

    name: str
    kind: Kind
    total: int
    found: Iterator[Draft | LeftOut]


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did. `known` looks were in the lookbook already, or twice in the source."""

    added: int
    known: int
    skipped: tuple[tuple[str, str], ...]  # place inside the source, reason

    @property
    def reasons(self) -> list[tuple[str, int]]:
        """Each reason with how often it was given, the commonest first."""
        return Counter(reason for _, reason in self.skipped).most_common()


@dataclass(slots=True)
class _State:
    """What an import knows: `ids` are taken; a row in `journal` was added by this import or a killed one."""

    lookbook: Path
    journal: BufferedRandom
    ids: set[str]
    marks: removed.Removed
    known: int = 0
    skipped: list[tuple[str, str]] = field(default_factory=list)


def bring_in(layout: Layout, lookbook: Path, tell: Tell = lambda done, total: None) -> ImportReport:
    """Adds a source's looks to a lookbook, which is made where there is none; rows already there stay.

    Raises LookbookError: nothing usable found, a lookbook that must be mended, is being written by another
    import, or cannot be written; MarksUnread.
    """
    lookbook = lookbook.expanduser().resolve()
    before = ids_of(lookbook)
    try:
        (lookbook / PHOTOS).mkdir(parents=True, exist_ok=True)
        with _journal(lookbook) as journal:
            _drop_halves(lookbook / PHOTOS)
            rows = _kept(journal)
            state = _State(lookbook, journal, before | {row["id"] for row in rows}, removed.of(lookbook))
            _take_all(layout, state, before, tell)
            rows = _kept(journal)
            _require_some(rows, state)
            _finish(layout, lookbook, [row for row in rows if row["id"] not in before], state.skipped)
    except OSError as error:
        raise LookbookError(f"{lookbook} cannot be written ({error.strerror or error}).") from error
    added = len({row["id"] for row in rows} - before)
    return ImportReport(added, state.known, tuple(state.skipped))


def ids_of(lookbook: Path) -> set[str]:
    """The ids that a lookbook holds already; none where there is no lookbook. Raises LookbookError."""
    if not (lookbook / schema.TABLE).exists():
        return set()
    return {look.id for look in schema.read(lookbook).looks}


def _take_all(layout: Layout, state: _State, before: set[str], tell: Tell) -> None:
    resumed = state.ids - before
    for done, found in enumerate(layout.found, start=1):
        if isinstance(found, LeftOut):
            state.skipped.append((found.where, found.reason))
        elif found.id in resumed:
            resumed.discard(found.id)  # added before a kill: no double
        elif found.id in state.ids:
            state.known += 1
        else:
            _take(found, state, resumed)
        tell(done, layout.total)


def _take(draft: Draft, state: _State, resumed: set[str]) -> None:
    """Copies a draft's photo and notes its row, or notes why not."""
    try:
        data = draft.photo.read_bytes()
        digest = photo.open(data).digest
    except (PhotoError, OSError) as error:
        state.skipped.append((draft.where, _reason(error)))
        return
    look_id = draft.id or f"p{digest[:ID_DIGITS]}"
    if state.marks.covers(look_id, digest):
        state.skipped.append((draft.where, "It was taken down."))
    elif look_id in resumed:
        resumed.discard(look_id)
    elif look_id in state.ids:
        state.known += 1
    else:
        place = f"{PHOTOS}/{look_id}{draft.photo.suffix.lower()}"
        replace(state.lookbook / place, data)
        state.ids.add(look_id)
        _note(state.journal, {"id": look_id, "photo": place, **draft.cells})


def _reason(error: PhotoError | OSError) -> str:
    if isinstance(error, OSError):
        return f"Its photo cannot be read ({error.strerror})."
    return str(error)


@contextmanager
def _journal(lookbook: Path) -> Iterator[BufferedRandom]:
    """The rows that are not in the table yet; one import at a time holds them."""
    path = lookbook / JOURNAL
    path.touch()
    with path.open("r+b") as journal:
        try:
            fcntl.flock(journal, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise LookbookError(f"Another import is writing {lookbook}; wait for its end.") from None
        try:
            yield journal
        finally:
            if path.exists() and not path.stat().st_size:
                path.unlink()  # nothing was found


def _drop_halves(photos: Path) -> None:
    """What killed imports left behind; there is none beside this one."""
    for half in photos.glob(f".*{HALF}"):
        half.unlink(missing_ok=True)


def _kept(journal: BufferedRandom) -> list[dict[str, str]]:
    """The journal's rows; a last line that a kill cut short is taken away."""
    journal.seek(0)
    whole, rows = 0, []
    for line in journal:
        if not line.endswith(b"\n"):
            break
        rows.append(json.loads(line))
        whole += len(line)
    journal.truncate(whole)
    journal.seek(whole)
    return rows


def _note(journal: BufferedRandom, row: dict[str, str]) -> None:
    journal.write(json.dumps(row, ensure_ascii=False).encode() + b"\n")
    journal.flush()


def _require_some(rows: list[dict[str, str]], state: _State) -> None:
    if not rows and not state.known:
        where, reason = state.skipped[0] if state.skipped else ("", "there is nothing in it")
        raise LookbookError(f"Nothing there is a look codibot can use; the first, {where}: {reason}")


def _finish(
    layout: Layout, lookbook: Path, rows: list[dict[str, str]], skipped: list[tuple[str, str]]
) -> None:
    table.add(lookbook, rows)
    table.name(lookbook, layout.name, layout.kind)
    table.write_rows(lookbook / LEFT_OUT, ["where", "reason"], [dict(where=w, reason=r) for w, r in skipped])
    # The rows stand in the table: whoever is killed before this line finds them known, and adds none twice.
    (lookbook / JOURNAL).unlink()
