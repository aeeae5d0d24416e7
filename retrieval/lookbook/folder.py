"""Any folder of photos becomes a lookbook: the names of its sub-folders are the looks' tags."""

from __future__ import annotations

import csv
import io
import json
import shutil
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from retrieval import photo
from retrieval.errors import LookbookError, PhotoError
from retrieval.lookbook import schema

PHOTOS = "photos"
ID_DIGITS = 12
"""Of the photo's sha256: the same photo has the same id wherever it lies, and two never share one."""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did. `known` photos were in the lookbook already, or twice in the folder."""

    added: int
    known: int
    skipped: tuple[tuple[str, str], ...]  # path inside the source, reason


@dataclass(slots=True)
class _Findings:
    rows: list[dict[str, str]] = field(default_factory=list)
    known: int = 0
    skipped: list[tuple[str, str]] = field(default_factory=list)


def import_folder(
    source: Path, lookbook: Path, progress: Callable[[int, int], None] = lambda done, total: None
) -> ImportReport:
    """Copies the photos of `source` into `lookbook` and adds a row for each; rows already there stay.

    Gender is unisex and seasons are empty until somebody writes them into `looks.csv`. `progress` is called
    with the photos done and their total. Raises LookbookError: no such folder, no usable photo, a lookbook
    that must be mended or cannot be written.
    """
    source, lookbook = source.expanduser().resolve(), lookbook.expanduser().resolve()
    paths = _files(source, lookbook)
    before = _before(lookbook)
    try:
        (lookbook / PHOTOS).mkdir(parents=True, exist_ok=True)
        found = _copy_all(paths, source, lookbook, before, progress)
        _require_some(found, source)
        _add_rows(lookbook, found.rows)
        _name(lookbook, source.name)
    except OSError as error:
        raise LookbookError(f"{lookbook} cannot be written ({error.strerror or error}).") from error
    return ImportReport(len(found.rows), found.known, tuple(found.skipped))


def _files(source: Path, lookbook: Path) -> list[Path]:
    if not source.is_dir():
        raise LookbookError(f"There is no folder {source}; name one that holds photos.")
    if source.is_relative_to(lookbook):
        raise LookbookError(
            f"{source} lies inside the lookbook {lookbook}; name another folder for the lookbook."
        )
    paths = [path for path in sorted(source.rglob("*")) if _counts(path, source, lookbook)]
    if not paths:
        raise LookbookError(f"There is no photo in {source}; name a folder that holds photos.")
    return paths


def _counts(path: Path, source: Path, lookbook: Path) -> bool:
    hidden = any(part.startswith(".") for part in path.relative_to(source).parts)
    return path.is_file() and not hidden and not path.is_relative_to(lookbook)


def _require_some(found: _Findings, source: Path) -> None:
    if not found.rows and not found.known:
        path, reason = found.skipped[0]
        raise LookbookError(f"No file in {source} is a photo codibot can use; the first, {path}: {reason}")


def _before(lookbook: Path) -> set[str]:
    """The ids that the lookbook holds already."""
    if not (lookbook / schema.TABLE).exists():
        return set()
    return {look.id for look in schema.read(lookbook).looks}


def _copy_all(
    paths: Sequence[Path],
    source: Path,
    lookbook: Path,
    ids: set[str],
    progress: Callable[[int, int], None],
) -> _Findings:
    found = _Findings()
    for done, path in enumerate(paths, start=1):
        try:
            look_id = f"p{photo.open(path).digest[:ID_DIGITS]}"
        except PhotoError as error:
            found.skipped.append((str(path.relative_to(source)), str(error)))
        else:
            if look_id in ids:
                found.known += 1
            else:
                ids.add(look_id)
                found.rows.append(_copy(path, source, lookbook, look_id))
        progress(done, len(paths))
    return found


def _copy(path: Path, source: Path, lookbook: Path, look_id: str) -> dict[str, str]:
    """Copies a photo and gives its row."""
    place = f"{PHOTOS}/{look_id}{path.suffix.lower()}"
    shutil.copyfile(path, lookbook / place)
    tags = [_tag(part) for part in path.relative_to(source).parts[:-1]]
    return {
        "id": look_id,
        "photo": place,
        "gender": "unisex",
        "title": " · ".join(tags),
        "tags": schema.SEPARATOR.join(dict.fromkeys(tags)),
    }


def _tag(name: str) -> str:
    return unicodedata.normalize("NFC", name).replace(schema.SEPARATOR, " ").strip()


def _add_rows(lookbook: Path, rows: Iterable[dict[str, str]]) -> None:
    """Appends rows under the header that is there; the table is replaced whole, never seen half written."""
    table = lookbook / schema.TABLE
    written = table.read_bytes().decode("utf-8-sig") if table.exists() else ",".join(schema.REQUIRED) + "\n"
    text = io.StringIO(newline="")
    text.write(written if written.endswith("\n") else f"{written}\n")
    header = next(csv.reader(io.StringIO(written, newline="")))
    csv.DictWriter(text, header, restval="", lineterminator="\n").writerows(rows)
    beside = table.with_suffix(".part")
    beside.write_bytes(text.getvalue().encode())
    beside.replace(table)


def _name(lookbook: Path, name: str) -> None:
    about = lookbook / schema.ABOUT
    if not about.exists():
        about.write_text(
            json.dumps({"name": name, "kind": "worn"}, ensure_ascii=False) + "\n", encoding="utf-8"
        )
