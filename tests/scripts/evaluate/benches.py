"""A small bench whose answers can be worked out by hand."""

from pathlib import Path

import numpy as np

from scripts.evaluate.bench import Bench
from scripts.evaluate.truth import WORN_NAMES, LyingGarment, WornTruth, gains

RED, BLUE, GREEN = (53.0, 80.0, 67.0), (32.0, 79.0, -108.0), (46.0, -52.0, 50.0)
COLOURS = (RED, BLUE, GREEN)
LABELS = ("t-shirt", "skirt", "hat")
TYPES = ("T-Shirt", "Skirt", "Hat")


def small_bench(n_looks=36, n_queries=36):
    """Looks that wear one piece each, types and colours in turn; queries alike."""
    looks = tuple(WornTruth(f"look{i:02}", {LABELS[i % 3]: COLOURS[i // 3 % 3]}) for i in range(n_looks))
    queries = tuple(
        LyingGarment(f"query{i:02}", Path(f"query{i:02}.webp"), TYPES[i % 3], str(i))
        for i in range(n_queries)
    )
    colours = tuple(COLOURS[i // 3 % 3] for i in range(n_queries))
    truth = [gains(WORN_NAMES[q.type], c, looks) for q, c in zip(queries, colours, strict=True)]
    return Bench(queries, colours, looks, (), np.array(truth))
