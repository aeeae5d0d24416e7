"""Real questions: the garments on photos of lying clothes, seen once and kept."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from retrieval import cutout, embedding
from retrieval.seeing import see
from scripts.million.mixing import Vectors


def vectors(folder: Path, count: int, out: Path) -> Vectors:
    """The first garment's embedding of each of some photos, evenly spread over a folder's."""
    kept = out / "lying.npy"
    if not kept.exists():
        photos = sorted(path for path in folder.iterdir() if path.is_file())
        chosen = [photos[at] for at in np.linspace(0, len(photos) - 1, count).astype(int)]
        cutter, embedder = cutout.make("u2netp"), embedding.make("builtin")
        seen = [see(photo, cutter, embedder, "lying").garments[0].embedding for photo in chosen]
        np.save(kept, np.array(seen, dtype=np.float32))
    return np.asarray(np.load(kept), dtype=np.float32)
