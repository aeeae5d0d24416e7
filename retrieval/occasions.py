"""What people dress for: occasions, weather by degrees, moods, figures; what suits each, what is offered."""

from __future__ import annotations

import csv
import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

Kind = Literal["occasion", "weather", "mood", "figure"]
KINDS: tuple[Kind, ...] = ("occasion", "weather", "mood", "figure")

_CSV = Path(__file__).parent / "builtin" / "occasions.csv"


@dataclass(frozen=True, slots=True)
class Occasion:
    """A row of `occasions.csv`: equal words, the first of them its name, and what suits them.

    `warmth` holds the first and last degree Celsius it speaks of. `place` is where it stands among the chips
    of its kind; none where it is understood but not offered.
    """

    words: tuple[str, ...]
    kind: str
    place: int | None
    warmth: tuple[float, float] | None
    broader: frozenset[str]
    fits: tuple[str, ...]  # the most telling first

    @property
    def name(self) -> str:
        """What it is called."""
        return self.words[0]


@cache
def occasions() -> tuple[Occasion, ...]:
    """Every row, read once."""
    with _CSV.open(encoding="utf-8", newline="") as lines:
        return tuple(map(_occasion, csv.DictReader(lines)))


@cache
def chips(kind: Kind) -> tuple[str, ...]:
    """The names offered of a kind, the most asked for first."""
    offered = {each.place: each.name for each in occasions() if each.kind == kind and each.place is not None}
    return tuple(offered[place] for place in sorted(offered))


@cache
def what_suits(name: str) -> tuple[str, ...]:
    """What suits an occasion, weather, mood or figure; empty where nothing is said of it."""
    return next((each.fits for each in occasions() if name in each.words), ())


@cache
def weather_at(degrees: int) -> str:
    """The name of the weather at some degrees Celsius: 18 is 17~19도."""
    return next(name for name, (first, last) in _warmths() if first <= degrees <= last)


def _warmths() -> Iterator[tuple[str, tuple[float, float]]]:
    return ((each.name, each.warmth) for each in occasions() if each.warmth is not None)


def _occasion(row: dict[str, str]) -> Occasion:
    words, broader, fits = (tuple(filter(None, row[it].split("|"))) for it in ("words", "broader", "fits"))
    if row["kind"] not in KINDS:
        raise ValueError(f"occasions.csv: {words[0]} has an unknown kind")
    place = int(row["chip"]) if row["chip"] else None
    return Occasion(words, row["kind"], place, _warmth(row["degrees"]), frozenset(broader), fits)


def _warmth(degrees: str) -> tuple[float, float] | None:
    """`17..19`, `28..` or `..4`."""
    if not degrees:
        return None
    first, _, last = degrees.partition("..")
    return float(first or -math.inf), float(last or math.inf)
