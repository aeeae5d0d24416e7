"""Sample photos to try: one garment lying on a floor, a bed, a rug or a table, tilted and creased."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt
import skia
from PIL import Image

from scripts.draw.backdrop import HEIGHT, WIDTH
from scripts.draw.compose import CUTS
from scripts.draw.fabrics import Cloth, rgb
from scripts.draw.figure import MAN, WOMAN, Arm, Figure, Pose
from scripts.draw.folds import fold
from scripts.draw.garments.kit import Job
from scripts.draw.light import SCALE, Part, Sheet, blur

LYING = Pose("lying", (Arm(24, 16), Arm(30, 8)), ((5, 3), (7, 3)), 0, 0, 0)


@dataclass(frozen=True)
class Sample:
    """One lying garment."""

    name: str
    type: str
    title_ko: str
    title_en: str
    cut: str
    cloth: Cloth
    floor: str
    tilt: float
    woman: bool = False
    options: tuple[tuple[str, Any], ...] = ()


SAMPLES: tuple[Sample, ...] = (
    Sample("t-shirt", "t-shirt", "흰 티셔츠", "White T-shirt", "jersey", Cloth("#f4f2ec"), "wood", -7),
    Sample(
        "knit",
        "knit",
        "크림 꽈배기 니트",
        "Cream cable knit",
        "knit",
        Cloth("#e3d3b4", "cable"),
        "bed",
        9,
        True,
    ),
    Sample(
        "shirt",
        "shirt",
        "하늘색 스트라이프 셔츠",
        "Blue striped shirt",
        "shirt",
        Cloth("#f3f5f7", pattern="stripe", accent="#6d93c4"),
        "rug",
        -5,
    ),
    Sample(
        "coat",
        "outerwear",
        "카멜 코트",
        "Camel coat",
        "coat",
        Cloth("#b5895a", "wool", stiff=0.7),
        "floor",
        6,
        True,
        (("closed", True),),
    ),
    Sample(
        "blazer",
        "blazer",
        "네이비 블레이저",
        "Navy blazer",
        "blazer",
        Cloth("#2b3550", "wool", stiff=0.7),
        "bed",
        -8,
        False,
        (("closed", True),),
    ),
    Sample(
        "jeans",
        "trousers",
        "청바지",
        "Blue jeans",
        "trousers",
        Cloth("#6587b0", "denim", accent="#c8975a"),
        "wood",
        8,
        False,
        (("hem", 0.12),),
    ),
    Sample(
        "skirt",
        "skirt",
        "플리츠 스커트",
        "Pleated skirt",
        "skirt",
        Cloth("#7b8a72", "satin", gloss=0.2),
        "floor",
        -6,
        True,
        (("pleats", 17), ("hem", 5.9)),
    ),
    Sample(
        "dress",
        "dress",
        "꽃무늬 원피스",
        "Floral dress",
        "dress",
        Cloth("#f5ece0", pattern="floral", accent="#cf6a5a"),
        "bed",
        7,
        True,
    ),
    Sample("sneakers", "shoes", "흰 스니커즈", "White sneakers", "shoes", Cloth("#f4f2ee"), "wood", 4),
    Sample(
        "bag",
        "bag",
        "브라운 가죽 가방",
        "Brown leather bag",
        "bag",
        Cloth("#7a4a2c", "leather", gloss=0.5),
        "rug",
        -4,
        True,
    ),
    Sample("hoodie", "knit", "회색 후드 티셔츠", "Grey hoodie", "hoodie", Cloth("#94979c"), "floor", 5),
    Sample("shorts", "shorts", "베이지 쇼츠", "Beige shorts", "shorts", Cloth("#c9b591"), "bed", -9),
)


def draw_sample(sample: Sample, seed: int) -> npt.NDArray[np.uint8]:
    """The photo, shape (HEIGHT, WIDTH, 3)."""
    rng = np.random.default_rng(seed)
    figure = Figure(WOMAN if sample.woman else MAN, LYING)
    parts = CUTS[sample.cut](Job(figure, sample.cloth, 1, seed), **dict(sample.options))
    parts = sorted((p for p in parts if p.piece), key=lambda p: p.z)
    bounds = [p.path.getBounds() for p in parts]
    left, top = min(b.left() for b in bounds), min(b.top() for b in bounds)
    right, bottom = max(b.right() for b in bounds), max(b.bottom() for b in bounds)
    zoom = min(330 / (right - left), 470 / (bottom - top), 2.6)
    matrix = skia.Matrix().setIdentity() if False else skia.Matrix()
    matrix.setTranslate(WIDTH / 2, HEIGHT / 2)
    matrix.preRotate(sample.tilt)
    matrix.preScale(zoom, zoom)
    matrix.preTranslate(-(left + right) / 2, -(top + bottom) / 2)
    sheet = Sheet(_floor(sample.floor, rng))
    sheet.cover[:] = 1
    for part in parts:
        sheet.lay(_moved(part, matrix, rng))
    return _photographed(sheet.rgb, rng)


def _moved(part: Part, matrix: skia.Matrix, rng: np.random.Generator) -> Part:
    path = skia.Path(part.path)
    path.transform(matrix)
    seeds = rng.uniform(0, 1, (7, 5))

    def creased(canvas: skia.Canvas) -> None:
        canvas.save()
        canvas.concat(matrix)
        if part.relief:
            part.relief(canvas)
        canvas.restore()
        b = path.getBounds()
        for x, y, turn, length, depth in seeds:
            a = np.array([b.left() + x * b.width(), b.top() + y * b.height()])
            way = np.array([np.cos(turn * 6.3), np.sin(turn * 6.3)]) * (20 + 50 * length)
            fold(canvas, [a - way, a + [3, -3], a + way], 5 + 6 * length, 0.25 + 0.3 * depth)

    def painted(canvas: skia.Canvas) -> None:
        canvas.concat(matrix)
        part.paint(canvas)

    return replace(
        part, path=path, paint=painted, relief=creased, round=part.round * 0.45, lift=0.8, depth=1.0
    )


def _floor(kind: str, rng: np.random.Generator) -> npt.NDArray[np.float32]:
    h, w = int(HEIGHT * SCALE), int(WIDTH * SCALE)
    y, x = np.mgrid[0:h, 0:w].astype(np.float32)
    grain = rng.normal(0, 1, (h, w)).astype(np.float32)
    tone = {"wood": "#a9825a", "bed": "#c5cbd2", "rug": "#b9ada0", "floor": "#9c9a96"}[kind]
    base = np.array(rgb(tone), np.float32) / 255
    if kind == "wood":
        plank = np.floor(x / 150)
        fibre = blur(np.repeat(grain[:, ::1], 1, 0), 1.0)
        fibre = np.asarray(sum(np.roll(fibre, k * 9, 0) for k in range(12)))
        value = 1 + 0.05 * np.sin(plank * 12.9) + 0.09 * fibre - 0.35 * (np.abs(x % 150) < 2.5)
    elif kind == "bed":
        value = (
            1
            + 0.9 * blur(grain, 34) * 3
            + 0.25 * blur(grain.T[:h, :w] if grain.T.shape == grain.shape else grain, 14)
            + 0.02 * grain
        )
    elif kind == "rug":
        value = 1 + 0.16 * blur(grain, 1.2) + 0.04 * np.sin(y / 5) + 0.05 * grain
    else:
        value = 1 + 0.5 * blur(grain, 6) + 0.03 * grain
    return np.clip(base * value[..., None], 0, 1).astype(np.float32)


def _photographed(rgb_: npt.NDArray[np.float32], rng: np.random.Generator) -> npt.NDArray[np.uint8]:
    """Window light falling off, a slight cast and the sensor's noise."""
    h, w = rgb_.shape[:2]
    y, x = np.mgrid[0:h, 0:w].astype(np.float32)
    fall = 1.10 - 0.28 * np.hypot(x / w - 0.25, y / h - 0.2)
    lit = rgb_ * fall[..., None] * np.array([1.01, 1.0, 0.975], np.float32)
    small = Image.fromarray((np.clip(lit, 0, 1) * 255).astype(np.uint8)).resize(
        (WIDTH, HEIGHT), Image.Resampling.LANCZOS
    )
    noisy = (
        np.asarray(small, np.float32)
        + rng.normal(0, 2.2, (HEIGHT, WIDTH, 1))
        + rng.normal(0, 1.0, (HEIGHT, WIDTH, 3))
    )
    return np.clip(noisy, 0, 255).astype(np.uint8)
