"""The patterns of pieces that were looked at, one by one: `patterns.csv`."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path

TABLE = Path(__file__).with_suffix(".csv")


def by_eye() -> Mapping[str, str]:
    """Pattern by piece: a lying garment's id, or a look's number and the type worn there (`0123/shirt`)."""
    with TABLE.open(encoding="utf-8", newline="") as held:
        return {row["piece"]: row["pattern"] for row in csv.DictReader(held)}
