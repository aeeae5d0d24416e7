"""Where garments lie: patches of real photos without clothes, and drawn floors, beds and patterned cloths."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from PIL import Image
from scipy import ndimage

from scripts.training.packing import Bytes

SIDE = 224
Random = np.random.Generator


def _resize(patch: npt.NDArray[np.uint8]) -> Bytes:
    return np.asarray(Image.fromarray(patch).resize((SIDE, SIDE), Image.Resampling.BICUBIC))


def patches(photos: Bytes, foreground: npt.NDArray[np.bool_], count: int, random: Random) -> list[Bytes]:
    """Squares of photos (n, 3, h, w) that `foreground` (n, h, w) leaves free, the largest of a few tries."""
    found: list[Bytes] = []
    for _ in range(count * 4):
        if len(found) == count:
            break
        chosen = random.integers(len(photos))
        patch = _free_square(photos[chosen].transpose(1, 2, 0), foreground[chosen], random)
        if patch is not None:
            found.append(_resize(patch))
    return found


def _free_square(photo: Bytes, taken: npt.NDArray[np.bool_], random: Random) -> Bytes | None:
    height, width = taken.shape
    sums = np.pad(taken.cumsum(0).cumsum(1), ((1, 0), (1, 0)))
    for side in (160, 128, 96, 72, 56):
        for _ in range(12):
            y, x = random.integers(height - side + 1), random.integers(width - side + 1)
            inside = sums[y + side, x + side] - sums[y, x + side] - sums[y + side, x] + sums[y, x]
            if inside <= 0.01 * side * side:
                return photo[y : y + side, x : x + side]
    return None


def drawn(count: int, random: Random) -> list[Bytes]:
    """Procedural grounds in equal parts: plain, wood, check, stripes, dots, tiles, crumpled cloth, carpet."""
    makers = (_plain, _wood, _check, _stripes, _dots, _tiles, _cloth, _carpet)
    return [_finish(makers[i % len(makers)](random), random) for i in range(count)]


def _colour(random: Random) -> npt.NDArray[np.float64]:
    grey = random.uniform(0.05, 0.98)
    return np.clip(grey + random.normal(0, random.choice((0.02, 0.08, 0.25)), 3), 0, 1)


def _cloud(random: Random, sigma: tuple[float, float]) -> npt.NDArray[np.float64]:
    """Smooth noise (side, side) with deviation 1."""
    noise = ndimage.gaussian_filter(random.standard_normal((SIDE, SIDE)), sigma, mode="wrap")
    return noise / max(noise.std(), 1e-6)


def _across(random: Random) -> npt.NDArray[np.float64]:
    """Distance along a random direction (side, side), in pixels."""
    angle = random.uniform(0, np.pi)
    y, x = np.mgrid[:SIDE, :SIDE]
    return x * np.cos(angle) + y * np.sin(angle)


def _mix(share: npt.NDArray[np.float64], random: Random) -> npt.NDArray[np.float64]:
    return share[..., None] * _colour(random) + (1 - share[..., None]) * _colour(random)


def _plain(random: Random) -> npt.NDArray[np.float64]:
    return np.ones((SIDE, SIDE, 1)) * _colour(random)


def _wood(random: Random) -> npt.NDArray[np.float64]:
    board = int(random.integers(18, 70))
    grain = _cloud(random, (random.uniform(0.6, 2), random.uniform(20, 60)))
    rows = np.arange(SIDE) // board
    tone = random.normal(0, 0.05, rows.max() + 1)[rows][:, None]
    seam = np.where(np.arange(SIDE) % board < 1.5, -0.25, 0.0)[:, None]
    base = np.array((0.62, 0.45, 0.3)) * random.uniform(0.4, 1.5) + random.normal(0, 0.04, 3)
    return base + (0.05 * grain + tone + seam)[..., None]


def _stripes(random: Random) -> npt.NDArray[np.float64]:
    period = random.uniform(5, 50)
    return _mix(
        (np.sin(_across(random) * 2 * np.pi / period) > random.uniform(-0.7, 0.7)).astype(float), random
    )


def _check(random: Random) -> npt.NDArray[np.float64]:
    period = random.uniform(8, 50)
    y, x = np.mgrid[:SIDE, :SIDE] * 2 * np.pi / period
    edge = random.uniform(-0.5, 0.5)
    return _mix(((np.sin(x) > edge) * 0.5 + (np.sin(y) > edge) * 0.5), random)


def _dots(random: Random) -> npt.NDArray[np.float64]:
    period = random.uniform(8, 40)
    y, x = np.mgrid[:SIDE, :SIDE] * 2 * np.pi / period
    return _mix((np.cos(x) + np.cos(y) > random.uniform(0.2, 1.4)).astype(float), random)


def _tiles(random: Random) -> npt.NDArray[np.float64]:
    side = int(random.integers(25, 100))
    y, x = np.mgrid[:SIDE, :SIDE]
    joint = ((y % side < 2) | (x % side < 2)).astype(float)
    return _mix(joint, random) + 0.03 * _cloud(random, (8, 8))[..., None]


def _cloth(random: Random) -> npt.NDArray[np.float64]:
    folds = _cloud(random, (random.uniform(6, 20), random.uniform(6, 20)))
    height = np.gradient(folds, axis=0) + np.gradient(folds, axis=1)
    base = _stripes(random) if random.random() < 0.35 else _plain(random)
    return base * (1 + random.uniform(0.3, 1.2) * height[..., None])


def _carpet(random: Random) -> npt.NDArray[np.float64]:
    fine, coarse = _cloud(random, (0.7, 0.7)), _cloud(random, (5, 5))
    return _colour(random) + (random.uniform(0.03, 0.12) * fine + 0.04 * coarse)[..., None]


def _finish(ground: npt.NDArray[np.float64], random: Random) -> Bytes:
    """A little unevenness everywhere: no real ground is flat."""
    uneven = ground * (1 + 0.05 * _cloud(random, (40, 40))[..., None]) + random.normal(
        0, 0.01, (SIDE, SIDE, 3)
    )
    return (np.clip(uneven, 0, 1) * 255).astype(np.uint8)
