"""Whether a lookbook is ready to be indexed: the schema's problems, and photos that are not there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from retrieval.lookbook.schema import Lookbook, Problem, inspect


def check(folder: Path) -> list[Problem]:
    """Everything to mend in a lookbook; an empty list says that all of it can be indexed."""
    lookbook, problems = inspect(folder)
    if lookbook is None:
        return problems
    return sorted([*problems, *_missing_photos(lookbook)], key=lambda problem: problem.row)


def _missing_photos(lookbook: Lookbook) -> Iterator[Problem]:
    for look in lookbook.looks:
        photo = str(look.photo.relative_to(lookbook.root))
        if not look.photo.is_file():
            mend = f"look {look.id}: there is no {photo}; add the photo or remove the look"
            yield Problem(0, "photo", photo, mend)
        elif not look.photo.stat().st_size:
            yield Problem(0, "photo", photo, f"look {look.id}: {photo} is empty; copy the photo again")
