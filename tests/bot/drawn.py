"""Three drawn dresses and an embedder that needs no weights, for tests of the command line."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image, ImageColor

from retrieval.lookbook.schema import REQUIRED


class Weightless:
    """An embedder of the contract: the mean colour, and always a dress."""

    name, side, dim, checksum = "weightless", 8, 3, "0" * 64

    def embed(self, batch):
        return batch.reshape(len(batch), -1, 3).mean(axis=1).astype(np.float32)

    def type_probabilities(self, pooled):
        return np.eye(14, dtype=np.float32)[[7] * len(pooled)]

    def centre(self, pooled, domain):
        centred = pooled - np.float32(100)
        return centred / np.maximum(np.linalg.norm(centred, axis=1, keepdims=True), 1e-6)


def dress(path: Path, colour: tuple[int, int, int]) -> Path:
    image = Image.new("RGB", (120, 160), "white")
    image.paste(colour, (30, 20, 90, 140))
    path.parent.mkdir(parents=True, exist_ok=True)
    image.save(path)
    return path


def three_dresses(folder: Path) -> Path:
    """A lookbook: red for women, navy for men, green for everybody; summer and autumn."""
    rows = [",".join(REQUIRED)]
    for n, (gender, colour) in enumerate([("women", "red"), ("men", "navy"), ("unisex", "green")]):
        dress(folder / f"{n}.png", ImageColor.getrgb(colour))
        rows.append(f"look{n},{n}.png,{gender},summer|autumn,casual,원피스 룩,원피스|{colour},drawn")
    (folder / "looks.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return folder
