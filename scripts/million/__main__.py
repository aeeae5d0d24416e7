"""`make million`: mixes, fills, asks; prints the tables of docs/scaling.md, and goes on where it was stopped.

    python -m scripts.million INDEX OUT [--garments 1000000] [--photos DIR]

INDEX is a real index; OUT keeps the mixed vectors, a PostgreSQL and the figures. The questions are mixed
garments that are not in the table and, with --photos, those on real photos of lying garments.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from retrieval.index import folders
from scripts.million import crowd, photos
from scripts.million.figures import Figures
from scripts.million.filling import fill
from scripts.million.measuring import Measuring
from scripts.million.server import serving

MIXED, LYING = 12, 20
"""Questions of each kind."""


def main() -> None:
    """Each step is skipped where an earlier run did it."""
    wished = _wished()
    build = folders.current(wished.index)
    many = crowd.gathered(build, wished.out, wished.garments)
    asked = {"mixed": crowd.questions(build, MIXED)}
    if wished.photos:
        asked["lying"] = photos.vectors(wished.photos, LYING, wished.out)
    figures = Figures(many.folder)
    with serving(wished.out / "postgres") as server:
        engine = fill(many, server, figures)
        Measuring(many, server, engine, asked, figures).run()
    print(figures.told())


def _wished() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m scripts.million", description=__doc__)
    parser.add_argument("index", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--garments", type=int, default=1_000_000)
    parser.add_argument("--photos", type=Path)
    return parser.parse_args()


if __name__ == "__main__":
    main()
