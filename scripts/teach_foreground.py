"""Asks a salient-object network for soft masks of lying garments; goes on where it stopped."""

from __future__ import annotations

import argparse
import csv
from pathlib import Path
from zlib import crc32

from scripts.split import garment_in_report
from scripts.training.teacher import Teacher, teach


def photos_to_teach(garments: Path) -> list[Path]:
    """Photos outside the report part, so ordered that any beginning of them is a fair sample."""
    with (garments / "garments.csv").open(encoding="utf-8", newline="") as held:
        rows = [row for row in csv.DictReader(held) if not garment_in_report(row["sender"])]
    rows.sort(key=lambda row: crc32(row["id"].encode()))
    return [garments / row["photo"] for row in rows]


def main() -> None:
    """Writes WORK/u2netp/ID.png for every garment that trains or tunes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with garments/")
    parser.add_argument("--weights", type=Path, required=True, help="u2netp.onnx")
    parser.add_argument("--work", type=Path, default=Path(".work/parser"))
    asked = parser.parse_args()
    written = teach(Teacher(asked.weights), photos_to_teach(asked.data / "garments"), asked.work / "u2netp")
    print(f"{written} masks written")


if __name__ == "__main__":
    main()
