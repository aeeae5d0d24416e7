"""Foreground of lying garments as a salient-object network sees it: one soft mask a photo, kept on disk."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnxruntime
from PIL import Image

SIDE = 320
MEAN = np.array((0.485, 0.456, 0.406), np.float32)
STD = np.array((0.229, 0.224, 0.225), np.float32)


class Teacher:
    """A U2-Net (Qin et al. 2020) as ONNX, asked for soft masks."""

    def __init__(self, weights: Path, threads: int = 2) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self._session = onnxruntime.InferenceSession(
            str(weights), options, providers=["CPUExecutionProvider"]
        )
        self._input = self._session.get_inputs()[0].name

    def mask(self, rgb: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
        """Soft foreground of `rgb` (height, width, 3), of its size: 0 background, 255 foreground."""
        height, width = rgb.shape[:2]
        small = np.asarray(Image.fromarray(rgb).resize((SIDE, SIDE), Image.Resampling.LANCZOS), np.float32)
        batch = ((small / max(small.max(), 1e-6) - MEAN) / STD).transpose(2, 0, 1)[None]
        soft = self._session.run(None, {self._input: batch.astype(np.float32)})[0][0, 0]
        soft = (soft - soft.min()) / max(soft.max() - soft.min(), 1e-6)
        full = Image.fromarray((soft * 255).astype(np.uint8))
        return np.asarray(full.resize((width, height), Image.Resampling.BILINEAR))


def teach(teacher: Teacher, photos: Iterable[Path], masks: Path) -> int:
    """Writes `masks/<photo's stem>.png` for every photo that has none yet; returns how many were written."""
    masks.mkdir(parents=True, exist_ok=True)
    written = 0
    for photo in photos:
        target = masks / f"{photo.stem}.png"
        if target.exists():
            continue
        with Image.open(photo) as picture:
            soft = teacher.mask(np.asarray(picture.convert("RGB")))
        part = target.with_suffix(".part")
        Image.fromarray(soft).save(part, "PNG")
        part.replace(target)
        written += 1
    return written
