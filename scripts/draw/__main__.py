"""Draw the demo lookbook and the sample photos: `python -m scripts.draw OUT [--looks N] [--jobs N]`."""

from __future__ import annotations

import argparse
import csv
import json
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict
from pathlib import Path

from scripts.draw.captions import seasons_of, tags, title
from scripts.draw.compose import Truth, draw, webp
from scripts.draw.outfit import Outfit
from scripts.draw.samples import SAMPLES, draw_sample
from scripts.draw.wardrobe import Wardrobe

CREDIT = "codibot, MIT"
HEADER = ("id", "photo", "gender", "seasons", "style", "title", "tags", "credit", "fabrics")
SEED = 2023


def main() -> None:
    """Write OUT/demo_lookbook and OUT/samples."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("out", type=Path)
    options.add_argument("--looks", type=int, default=640)
    options.add_argument("--jobs", type=int, default=2)
    given = options.parse_args()
    write_lookbook(given.out / "demo_lookbook", list(Wardrobe(SEED).outfits(given.looks)), given.jobs)
    write_samples(given.out / "samples")


def write_lookbook(folder: Path, outfits: list[Outfit], jobs: int) -> None:
    """Photos, `looks.csv`, `lookbook.json` and `truth.jsonl`."""
    photos = folder / "photos"
    photos.mkdir(parents=True, exist_ok=True)
    for old in photos.glob("*.webp"):
        old.unlink()
    with ProcessPoolExecutor(jobs) as pool:
        drawn = list(pool.map(_drawn, outfits, chunksize=4))
    for k, (data, _) in enumerate(drawn):
        (folder / photo_of(k)).write_bytes(data)
    rows = [_row(k, outfit) for k, outfit in enumerate(outfits)]
    _write_csv(folder / "looks.csv", HEADER, rows)
    _write_truth(folder / "truth.jsonl", [truths for _, truths in drawn])
    about = {"name": "codibot demo", "kind": "worn"}
    (folder / "lookbook.json").write_text(json.dumps(about, ensure_ascii=False, indent=2) + "\n", "utf-8")


def write_samples(folder: Path) -> None:
    """The lying garments and `samples.csv`."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = []
    for k, sample in enumerate(SAMPLES):
        file = f"{sample.name}.webp"
        (folder / file).write_bytes(webp(draw_sample(sample, 400 + k), 82))
        rows.append((sample.name, file, sample.type, sample.cloth.hex, sample.title_ko, sample.title_en))
    _write_csv(folder / "samples.csv", ("name", "file", "type", "hex", "title_ko", "title_en"), rows)


def look_id(k: int) -> str:
    """The id of the k-th look, from 0."""
    return f"demo{k + 1:03d}"


def photo_of(k: int) -> str:
    """Where its photo is, inside the lookbook."""
    return f"photos/{look_id(k)}.webp"


def _drawn(outfit: Outfit) -> tuple[bytes, list[Truth]]:
    picture, truths = draw(outfit)
    return webp(picture), truths


def _row(k: int, outfit: Outfit) -> tuple[str, ...]:
    fabrics = tuple(dict.fromkeys(p.fabric_ko for p in outfit.pieces if p.fabric_ko))
    return (
        look_id(k),
        photo_of(k),
        outfit.worn_by,
        "|".join(seasons_of(outfit)),
        outfit.style,
        title(outfit),
        "|".join(tags(outfit)),
        CREDIT,
        "|".join(fabrics),
    )


def _write_csv(path: Path, header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def _write_truth(path: Path, truths: list[list[Truth]]) -> None:
    lines = [
        json.dumps({"id": look_id(k), "pieces": [asdict(t) for t in pieces]}, ensure_ascii=False)
        for k, pieces in enumerate(truths)
    ]
    path.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
