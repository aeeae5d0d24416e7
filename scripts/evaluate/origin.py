"""The origin's way, and a peer's: one vector for a whole photo, its nearest neighbours the answer."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt
from annoy import AnnoyIndex

from scripts.evaluate.bench import Bench
from scripts.evaluate.features import Features, Vectors
from scripts.evaluate.rows import PICTURES, K, Order, Row, best_first

TREES = 40
SEED = 1


def origin_rows(bench: Bench, features: Features) -> list[Row]:
    """Before and after background removal by Euclidean distance, then the cosine it wished for."""
    queries = [query.photo for query in bench.queries]
    whole = features.whole(queries), features.whole(bench.photos)
    cut = features.without_background(queries), features.without_background(bench.photos)
    return [
        Row("origin, background and all", PICTURES, best_first(-_euclidean(*whole))),
        Row("origin, background removed", PICTURES, best_first(-_euclidean(*cut))),
        Row("origin, removed, cosine", PICTURES, best_first(cosine(*cut))),
    ]


def annoy_row(name: str, queries: Vectors, looks: Vectors) -> Row:
    """What a project of a network's features and Annoy does."""
    trees = AnnoyIndex(looks.shape[1], "angular")
    trees.set_seed(SEED)
    for item, vector in enumerate(looks):
        trees.add_item(item, vector)
    trees.build(TREES, n_jobs=1)
    order: Order = np.array([trees.get_nns_by_vector(query, K) for query in queries])
    return Row(name, PICTURES, order)


def efficientnet_row(bench: Bench, folder: Path) -> Row | None:
    """EfficientNet-Lite0's ImageNet features of whole photos, if `efficientnet.py` was run; None else."""
    file = folder / "efficientnet-lite0.npz"
    if not file.exists():
        return None
    with np.load(file) as kept:
        vectors = dict(zip(kept["names"].tolist(), kept["vectors"], strict=True))
    photos = [query.photo for query in bench.queries], bench.photos
    if any(path.name not in vectors for side in photos for path in side):
        return None
    queries, looks = (np.stack([vectors[path.name] for path in side]) for side in photos)
    return annoy_row("EfficientNet-Lite0 and Annoy", queries, looks)


def cosine(queries: Vectors, looks: Vectors) -> npt.NDArray[np.float32]:
    """Shape (queries, looks)."""
    return _unit(queries) @ _unit(looks).T


def _unit(vectors: Vectors) -> Vectors:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, 1e-12), dtype=np.float32)


def _euclidean(queries: Vectors, looks: Vectors) -> npt.NDArray[np.float32]:
    """`np.linalg.norm(features - query, axis=1)` for each query."""
    return np.stack([np.linalg.norm(looks - query, axis=1) for query in queries])
