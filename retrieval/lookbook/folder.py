"""Any folder of photos becomes a lookbook: the names of its sub-folders are the looks' tags."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

from retrieval.errors import LookbookError
from retrieval.lookbook import schema
from retrieval.lookbook.importing import Draft, ImportReport, Layout, Tell, bring_in


def import_folder(source: Path, lookbook: Path, progress: Tell = lambda done, total: None) -> ImportReport:
    """Copies the photos of `source` into `lookbook` and adds a row for each; rows already there stay.

    Gender is unisex and seasons are empty until somebody writes them into `looks.csv`. Raises LookbookError:
    no such folder, no usable photo, and whatever `bring_in` raises.
    """
    source, lookbook = source.expanduser().resolve(), lookbook.expanduser().resolve()
    paths = _files(source, lookbook)
    return bring_in(Layout(source.name, "worn", len(paths), _drafts(paths, source)), lookbook, progress)


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


def _drafts(paths: Sequence[Path], source: Path) -> Iterator[Draft]:
    for path in paths:
        inside = path.relative_to(source)
        tags = [_tag(part) for part in inside.parts[:-1]]
        cells = {
            "gender": "unisex",
            "title": " · ".join(tags),
            "tags": schema.SEPARATOR.join(dict.fromkeys(tags)),
        }
        yield Draft(str(inside), path, cells)


def _tag(name: str) -> str:
    return unicodedata.normalize("NFC", name).replace(schema.SEPARATOR, " ").strip()
