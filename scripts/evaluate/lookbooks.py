"""The catalogue as lookbooks: bare pictures, and pictures whose tags are as careless as a shop's."""

from __future__ import annotations

import csv
import shutil
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path

from retrieval.lookbook import schema
from retrieval.types import Look

HEADER = ("id", "photo", "gender", "seasons", "style", "title", "tags", "credit")
DROPPED = 3
"""Of ten true tags, how many are dropped."""
FALSE = 1
"""For ten true tags, how many false ones are added."""

Tags = Callable[[Look], Sequence[str]]


def no_tags(look: Look) -> Sequence[str]:
    """What pictures only means."""
    return ()


def true_tags(look: Look) -> Sequence[str]:
    """The lookbook's own, which come from the masks: an answer key, for tests only."""
    return look.tags


def noisy_tags(vocabulary: Sequence[str]) -> Tags:
    """Three tags in ten dropped, one false one added for ten; the dice are checksums, so always the same."""

    def tags(look: Look) -> Sequence[str]:
        kept = [tag for tag in look.tags if _dice(look.id, tag) % 10 >= DROPPED]
        false = [
            vocabulary[_dice(look.id, tag, "which") % len(vocabulary)]
            for tag in look.tags
            if _dice(look.id, tag, "false") % 10 < FALSE
        ]
        return tuple(dict.fromkeys([*kept, *false]))

    return tags


def vocabulary_of(looks: Sequence[Look]) -> list[str]:
    """Every tag of a lookbook, sorted."""
    return sorted({tag for look in looks for tag in look.tags})


def write(source: Path, chosen: Sequence[str], tags: Tags, folder: Path) -> Path:
    """A lookbook of the chosen looks of `source`, their titles empty and their tags by `tags`."""
    by_id = {look.id: look for look in schema.read(source).looks}
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "looks.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(HEADER)
        table.writerows(_row(by_id[look_id], tags, folder) for look_id in chosen)
    return folder


def _row(look: Look, tags: Tags, folder: Path) -> tuple[str, ...]:
    photo = folder / "photos" / look.photo.name
    if not photo.exists():
        photo.parent.mkdir(exist_ok=True)
        shutil.copy(look.photo, photo)
    seasons = "|".join(sorted(look.seasons))
    place = photo.relative_to(folder).as_posix()
    return (look.id, place, look.gender, seasons, look.style, "", "|".join(tags(look)), look.credit)


def _dice(*words: str) -> int:
    return zlib.crc32("|".join(words).encode())
