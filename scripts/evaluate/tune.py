"""Weights tried on what is not of the report part: `python -m scripts.evaluate.tune`, best first.

Garments of other senders against other looks; what it finds is written by hand into `retrieval/ranking.py`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import product

import numpy as np
from rich.console import Console

from retrieval import embedding
from retrieval.ranking import Weights
from scripts.evaluate.bands import Bands
from scripts.evaluate.bench import Bench, tuning_bench
from scripts.evaluate.garment_rows import Systems
from scripts.evaluate.garment_to_look import NDCG, measure
from scripts.evaluate.places import Places
from scripts.evaluate.rows import NOISY, PICTURES, Row, best_first, fixed_row, ranked

GRID = tuple(
    Weights(picture, colour, types)
    for picture, colour, types in product((0.0, 0.2, 0.5), (0.0, 0.3, 0.6, 1.0), (0.0, 1.0))
    if picture or colour or types
)


def main() -> int:
    """Every weight of the grid on the tuning bench, by macro nDCG@10."""
    places, console = Places(), Console(width=120)
    bench = tuning_bench(places)
    systems = Systems.of(places, bench, places.cutter("u2netp"), embedding.make("builtin"))
    rows = [fixed_row(bench, bench.gains), systems.crops(), *_tags(systems), *_bands(systems)]
    for figure, name in sorted(((_macro(row, bench), row.name) for row in rows), reverse=True):
        console.print(f"{figure:.3f}  {name}")
    return 0


def _tags(systems: Systems) -> Iterator[Row]:
    main_garments = [garments[0] for garments in systems.garments]
    for weights in GRID:
        ids = systems.codibots[NOISY].weighed(main_garments, weights)
        yield ranked(f"whole look, noisy tags, {_written(weights)}", NOISY, ids, systems.bench)


def _bands(systems: Systems) -> Iterator[Row]:
    bands = Bands.of(systems.bench.photos, systems.features)
    assert bands is not None, "the builtin weights name types"
    for weights in GRID:
        scores = np.stack([bands.scores(garments[0], weights) for garments in systems.garments])
        yield Row(f"bands, pictures only, {_written(weights)}", PICTURES, best_first(scores))


def _macro(row: Row, bench: Bench) -> float:
    return measure(row, bench).macro[NDCG].mean


def _written(weights: Weights) -> str:
    return f"picture {weights.picture} colour {weights.colour} types {weights.types}"


if __name__ == "__main__":
    sys.exit(main())
