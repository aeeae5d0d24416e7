"""One part of the split made ready: its lying garments, its masked looks, and what each look gains."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from retrieval import photo
from scripts.evaluate import truth
from scripts.evaluate.kept import kept_array, kept_json
from scripts.evaluate.metrics import Gains
from scripts.evaluate.places import Places
from scripts.evaluate.truth import WORN_NAMES, Lab, LyingGarment, WornTruth, lying_garments, worn_truth

TUNING_TENTHS = 1
"""Of the tuning garments that are used: each costs a cutout, and the fixed answer needs no more."""


@dataclass(frozen=True, slots=True, eq=False)
class Bench:
    """Queries, a catalogue, and `gains` of shape (queries, looks)."""

    queries: tuple[LyingGarment, ...]
    colours: tuple[Lab, ...]
    looks: tuple[WornTruth, ...]
    photos: tuple[Path, ...]  # of the looks
    gains: Gains

    @property
    def types(self) -> list[str]:
        """The donor's word for each query."""
        return [query.type for query in self.queries]

    def place_of(self, look_id: str) -> int:
        """Where a look stands in the catalogue."""
        return next(place for place, look in enumerate(self.looks) if look.look_id == look_id)


def report_bench(places: Places, tenths: int = 10) -> Bench:
    """The report part's garments, or some tenths of them, against its looks."""
    return _bench(places, sample(lying_garments(places.garments, report=True), tenths), report=True)


def tuning_bench(places: Places, *, report: bool = False) -> Bench:
    """A sample of the other garments against the other looks, or, for the fixed answer, the report's."""
    queries = sample(lying_garments(places.garments, report=False), TUNING_TENTHS)
    return _bench(places, queries, report=report)


def sample(queries: Sequence[LyingGarment], tenths: int) -> list[LyingGarment]:
    """About so many tenths of the queries, always the same ones."""
    return [query for query in queries if zlib.crc32(f"tune{query.id}".encode()) % 10 < tenths]


def _bench(places: Places, queries: Sequence[LyingGarment], *, report: bool) -> Bench:
    colours = _colours(places, queries)
    looks = worn_looks(places, report=report)
    photos = [places.looks / "photos" / f"{look.look_id.removeprefix('ccp')}.webp" for look in looks]
    rows = zip(queries, colours, strict=True)
    gains = [truth.gains(WORN_NAMES[query.type], colour, looks) for query, colour in rows]
    return Bench(tuple(queries), tuple(colours), tuple(looks), tuple(photos), np.array(gains))


def _colours(places: Places, queries: Sequence[LyingGarment]) -> list[Lab]:
    cutter = places.u2netp()

    def measure() -> np.ndarray:
        opened = [photo.open(query.photo) for query in queries]
        return np.array([truth.true_colour(each.rgb, cutter.cut(each).mask) for each in opened])

    key = ("median CIELAB", cutter.name, *(query.id for query in queries))
    colours = kept_array(places.work / "truth" / "colours", measure, key)
    return [(float(lightness), float(a), float(b)) for lightness, a, b in colours]


def worn_looks(places: Places, *, report: bool) -> list[WornTruth]:
    """The masked looks of the report part, or of the rest, with their pieces; measured once, then kept."""

    def measure() -> list[tuple[str, dict[str, Lab]]]:
        return [(look.look_id, dict(look.pieces)) for look in worn_truth(places.looks, report=report)]

    name = "report" if report else "rest"
    kept = kept_json(places.work / "truth" / "worn", measure, (name, truth.SMALLEST_SHARE))
    return [WornTruth(look_id, pieces) for look_id, pieces in kept]
