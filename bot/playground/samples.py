"""The drawn garment photos that a newcomer can try with one tap."""

from __future__ import annotations

import contextlib
import json
from importlib.resources import files
from pathlib import Path

from bot.playground.records import Json

SAMPLES = Path(str(files("retrieval"))) / "builtin" / "samples"
PICTURES = (".jpg", ".webp", ".png")


def list_samples() -> list[Json]:
    """Name and titles of each sample; `samples.json` beside them has the titles, else its name serves."""
    return [{"name": path.name} | _titles(path) for path in _paths()]


def find_sample(name: str) -> Path | None:
    """The sample of this name, None where the list has none."""
    return next((path for path in _paths() if path.name == name), None)


def _paths() -> list[Path]:
    if not SAMPLES.is_dir():
        return []
    return sorted(path for path in SAMPLES.iterdir() if path.suffix in PICTURES)


def _titles(path: Path) -> Json:
    titles = {"title_ko": path.stem, "title_en": path.stem}
    with contextlib.suppress(FileNotFoundError):
        for entry in json.loads((SAMPLES / "samples.json").read_text(encoding="utf-8")):
            if entry["name"] == path.name:
                titles |= {name: entry[name] for name in titles}
    return titles
