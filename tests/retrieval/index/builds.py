"""Builds without photos: looks of mixed facets that wear garments of given vectors."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from retrieval.index import manifest
from retrieval.index.manifest import Manifest, UsedEmbedder
from retrieval.index.tables import WornTable
from retrieval.types import TYPES, Box, Garment, Look
from tests.retrieval.fakes import mixed_rows

BOX = Box(0, 0, 1, 1)


def unit(vectors):
    return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)


def looks(n):
    """`n` looks that mix genders and seasons, so that every facets leave some."""
    return [
        Look(
            each["id"],
            Path(each["photo"]),
            each["gender"],
            frozenset(filter(None, each["seasons"].split("|"))),
            each["style"],
            each["title"],
            (),
            "",
        )
        for each in mixed_rows(n)
    ]


def worn(vectors):
    """One garment a look."""
    garments = tuple(
        Garment(TYPES[row % len(TYPES)], 0.9, (), BOX, vector, ()) for row, vector in enumerate(vectors)
    )
    return WornTable(garments, np.arange(len(vectors)), vectors)


def written(folder, build_id, vectors):
    """A build's folder with its manifest, for an engine to fill."""
    folder.mkdir(parents=True, exist_ok=True)
    used = UsedEmbedder("fake", "f" * 64, 16, vectors.shape[1])
    n = len(vectors)
    manifest.write(Manifest(manifest.SCHEMA, build_id, "now", (), used, "middle", n, n, 0), folder)
    return folder
