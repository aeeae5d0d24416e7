"""Sample photos to try: one garment lying on a floor, a bed, a rug or a table, tilted and creased."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt
import skia
from PIL import Image
from scipy.ndimage import gaussian_filter

from scripts.draw.backdrop import HEIGHT, WIDTH
from scripts.draw.compose import CUTS
from scripts.draw.fabrics import Cloth, rgb
from scripts.draw.figure import MAN, WOMAN, Arm, Figure, Pose
from scripts.draw.folds import fold
from scripts.draw.garments.kit import Job
from scripts.draw.geometry import smooth
from scripts.draw.light import SCALE, Draw, Part, Sheet

Field = npt.NDArray[Any]

LYING = Pose("lying", (Arm(27, 20), Arm(36, -6)), ((6, 4), (8, 2)), 0.0, 1.5, -2)


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


CLOSED = (("closed", True),)
SAMPLES: tuple[Sample, ...] = (
    Sample("t-shirt", "t-shirt", "흰 티셔츠", "White T-shirt", "jersey", Cloth("#f4f2ec"), "wood", -7),
    Sample(
        "knit",
        "knit",
        "버건디 꽈배기 니트",
        "Burgundy cable knit",
        "knit",
        Cloth("#7a3038", "cable"),
        "bed",
        9,
        True,
    ),
    Sample(
        "shirt",
        "shirt",
        "스트라이프 셔츠",
        "Striped shirt",
        "shirt",
        Cloth("#f3f5f7", "plain", "stripe", "#6d93c4"),
        "rug",
        -5,
    ),
    Sample(
        "coat",
        "outerwear",
        "차콜 코트",
        "Charcoal coat",
        "coat",
        Cloth("#43464d", "wool", stiff=0.9),
        "bed",
        6,
        True,
        CLOSED,
    ),
    Sample(
        "blazer",
        "blazer",
        "회색 체크 블레이저",
        "Grey checked blazer",
        "blazer",
        Cloth("#5d6066", "wool", "glen", "#3b3d42", stiff=0.8),
        "bed",
        -8,
        False,
        CLOSED,
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
        Cloth("#f5ece0", "plain", "floral", "#cf6a5a"),
        "bed",
        7,
        True,
    ),
    Sample(
        "sneakers",
        "shoes",
        "네이비 스니커즈",
        "Navy sneakers",
        "shoes",
        Cloth("#2b3d63"),
        "wood",
        14,
        False,
        (("kind", "canvas"),),
    ),
    Sample(
        "bag",
        "bag",
        "빨간 가죽 가방",
        "Red leather bag",
        "bag",
        Cloth("#a8442f", "leather", gloss=0.7),
        "bed",
        -4,
        True,
    ),
    Sample("hoodie", "knit", "차콜 후드 티셔츠", "Charcoal hoodie", "hoodie", Cloth("#35383e"), "floor", 5),
    Sample(
        "shorts",
        "shorts",
        "베이지 쇼츠",
        "Beige shorts",
        "shorts",
        Cloth("#c9b591"),
        "rug",
        -9,
        False,
        (("length", 0.37),),
    ),
)


def draw_sample(sample: Sample, seed: int) -> npt.NDArray[np.uint8]:
    """The photo, shape (HEIGHT, WIDTH, 3)."""
    rng = np.random.default_rng(seed)
    figure = Figure(WOMAN if sample.woman else MAN, LYING)
    parts = CUTS[sample.cut](Job(figure, sample.cloth, 1, seed), **dict(sample.options))
    parts = sorted([*_behind(sample, figure), *(p for p in parts if p.piece)], key=lambda p: p.z)
    if sample.cut == "shoes":
        parts = _side_by_side(parts, figure)
    bounds = [p.path.getBounds() for p in parts]
    left, top = min(b.left() for b in bounds), min(b.top() for b in bounds)
    right, bottom = max(b.right() for b in bounds), max(b.bottom() for b in bounds)
    zoom = min(350 / (right - left), 480 / (bottom - top), 3.4 if sample.cut in ("shoes", "bag") else 2.2)
    matrix = skia.Matrix()
    matrix.setTranslate(WIDTH / 2, HEIGHT / 2)
    matrix.preRotate(sample.tilt)
    matrix.preScale(zoom, zoom)
    matrix.preTranslate(-(left + right) / 2, -(top + bottom) / 2)
    sheet = Sheet(_floor(sample.floor, rng))
    sheet.cover[:] = 1
    for part in parts:
        sheet.lay(_moved(part, matrix, rng))
    return _photographed(sheet.rgb, rng)


def _behind(sample: Sample, figure: Figure) -> list[Part]:
    """What shows behind an opening: a coat's back at the neck."""
    u = figure.u
    if sample.cut in ("coat", "blazer"):
        c = figure.trunk.at(1.34, 0)
        back = smooth(
            c
            + np.array(
                [
                    (-0.30, 0.0),
                    (-0.22, -0.13),
                    (0, -0.17),
                    (0.22, -0.13),
                    (0.30, 0.0),
                    (0.34, 0.5),
                    (0, 1.6),
                    (-0.34, 0.5),
                ]
            )
            * u
        )
        return [Part(back, sample.cloth.tinted(0.45).paint(), round=0.4, piece=1, z=-1)]
    return []


def _side_by_side(parts: list[Part], figure: Figure) -> list[Part]:
    """A pair of shoes pushed together, as they stand by a door."""
    gap = (figure.ankles[1][0] - figure.ankles[0][0]) / 2 - 0.30 * figure.u
    middle = (figure.ankles[0][0] + figure.ankles[1][0]) / 2
    return [_shifted(part, gap if part.path.getBounds().centerX() < middle else -gap) for part in parts]


def _shifted(part: Part, by: float) -> Part:
    path = skia.Path(part.path)
    path.offset(by, 0)

    def at(draw: Draw) -> Draw:
        def moved(canvas: skia.Canvas) -> None:
            canvas.translate(by, 0)
            draw(canvas)

        return moved

    return replace(part, path=path, paint=at(part.paint), relief=at(part.relief) if part.relief else None)


def _moved(part: Part, matrix: skia.Matrix, rng: np.random.Generator) -> Part:
    path = skia.Path(part.path)
    path.transform(matrix)
    seeds = rng.uniform(0, 1, (6, 5))

    def creased(canvas: skia.Canvas) -> None:
        canvas.save()
        canvas.concat(matrix)
        if part.relief:
            part.relief(canvas)
        canvas.restore()
        b = path.getBounds()
        for x, y, turn, length, depth in seeds:
            a = np.array([b.left() + x * b.width(), b.top() + y * b.height()])
            way = np.array([np.cos(turn * 6.3), np.sin(turn * 6.3)]) * (35 + 75 * length)
            bow = np.array([-way[1], way[0]]) * 0.18
            fold(
                canvas,
                [a - way, a - way * 0.3 + bow, a + way * 0.4 - bow * 0.4, a + way],
                9 + 10 * length,
                0.3 + 0.35 * depth,
            )

    def painted(canvas: skia.Canvas) -> None:
        canvas.concat(matrix)
        part.paint(canvas)

    return replace(
        part,
        path=path,
        paint=painted,
        relief=creased,
        lumps=(),
        drape=part.drape * 0.35,
        round=part.round * 0.5,
        lift=0.8,
        depth=1.0,
    )


def _floor(kind: str, rng: np.random.Generator) -> Field:
    """What the garment lies on, shape (HEIGHT, WIDTH) * SCALE, 3."""
    h, w = int(HEIGHT * SCALE), int(WIDTH * SCALE)
    y, x = np.mgrid[0:h, 0:w].astype(np.float32)
    grain = rng.normal(0, 1, (h, w)).astype(np.float32)
    tone, texture = FLOORS[kind]
    lit = np.array(rgb(tone), np.float32) / 255 * texture(x / SCALE, y / SCALE, grain)[..., None]
    return np.asarray(np.clip(lit, 0, 1), np.float32)


def _waves(grain: Field, tall: float, wide: float) -> Field:
    """Soft noise of unit spread, stretched."""
    soft = gaussian_filter(grain, (tall * SCALE, wide * SCALE), mode="wrap")
    return np.asarray(soft / soft.std(), np.float32)


def _wood(x: Field, y: Field, grain: Field) -> Field:
    """Boards of unlike tones with long fibres and dark joints."""
    board = np.floor(x / 84)
    joint = np.exp(-(((x % 84) / 0.9) ** 2)) + np.exp(-((((y + board * 217) % 430) / 0.9) ** 2))
    fibre = 0.045 * _waves(grain, 26, 0.7) + 0.03 * _waves(np.flip(grain), 70, 5)
    return np.asarray(1 + 0.055 * np.sin(board * 12.9898) + fibre - 0.45 * joint)


def _bed(x: Field, y: Field, grain: Field) -> Field:
    """A rumpled sheet: its folds are lit like any cloth."""
    height = 26 * _waves(grain, 60, 44) + 4 * _waves(np.flip(grain), 16, 24)
    gy, gx = np.gradient(height)
    return np.asarray(1 - 0.15 * gx - 0.19 * gy + 0.008 * grain)


def _rug(x: Field, y: Field, grain: Field) -> Field:
    """Short loops in rows."""
    rows = np.sin(y * 2 * np.pi / 4.2) * np.cos(x * 2 * np.pi / 3.4)
    return 1 + 0.07 * rows + 0.05 * _waves(grain, 1, 1) + 0.02 * _waves(np.flip(grain), 30, 30)


def _stone(x: Field, y: Field, grain: Field) -> Field:
    """Large pale tiles with a little cloud in them."""
    joint = np.exp(-(((x - 118) % 300 / 1.1) ** 2)) + np.exp(-(((y - 70) % 300 / 1.1) ** 2))
    return 1 + 0.022 * _waves(grain, 22, 30) + 0.012 * _waves(np.flip(grain), 2, 2) - 0.22 * joint


FLOORS = {
    "wood": ("#a9855f", _wood),
    "bed": ("#b9c0c9", _bed),
    "rug": ("#8f8478", _rug),
    "floor": ("#a8a49e", _stone),
}


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
