"""The drawn garment photos that a newcomer can try with one tap."""

from __future__ import annotations

import csv
from importlib.resources import files
from pathlib import Path

from bot.playground.records import Json

SAMPLES = Path(str(files("retrieval"))) / "builtin" / "samples"
LIST = "samples.csv"


def list_samples() -> list[Json]:
    """File name and titles of each sample, in the order of `samples.csv` beside the pictures."""
    try:
        with (SAMPLES / LIST).open(encoding="utf-8", newline="") as opened:
            rows = list(csv.DictReader(opened))
    except FileNotFoundError:
        return []
    return [{"name": row["file"], "title_ko": row["title_ko"], "title_en": row["title_en"]} for row in rows]


def find_sample(name: str) -> Path | None:
    """The sample of this file name, None where the list has none."""
    listed = {sample["name"] for sample in list_samples()}
    return SAMPLES / name if name in listed else None
