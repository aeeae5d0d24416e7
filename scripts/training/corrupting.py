"""Cutouts spoilt in three ways, the same for the same photo: holes, a lost part, ground kept."""

from __future__ import annotations

from collections.abc import Callable
from zlib import crc32

import numpy as np
import numpy.typing as npt

Mask = npt.NDArray[np.bool_]
Random = np.random.Generator


def corrupted(mask: Mask, key: str) -> tuple[str, Mask]:
    """How the mask of the photo `key` was spoilt, and the spoilt mask; drawn from `key` alone."""
    random = np.random.default_rng(crc32(f"corrupt-{key}".encode()))
    kind = random.choice(sorted(KINDS))
    return kind, KINDS[kind](mask, random)


def _holes(mask: Mask, random: Random) -> Mask:
    """One to three round holes, a tenth to a quarter of the mask together."""
    count = int(random.integers(1, 4))
    radius = np.sqrt(random.uniform(0.10, 0.25) * mask.sum() / count / np.pi)
    spoilt = mask.copy()
    for y, x in random.permutation(np.argwhere(mask))[:count]:
        spoilt &= _distance(mask.shape, y, x) > radius
    return spoilt


def _lost(mask: Mask, random: Random) -> Mask:
    """What lies farthest in one direction is gone, an eighth to three tenths of the mask: a sleeve, a leg."""
    y, x = np.indices(mask.shape)
    angle = random.uniform(0, 2 * np.pi)
    along = x * np.cos(angle) + y * np.sin(angle)
    return mask & (along < np.quantile(along[mask], 1 - random.uniform(0.125, 0.3)))


def _ground(mask: Mask, random: Random) -> Mask:
    """A round patch of ground at the mask's edge is kept, about a sixth to a half of the mask's area."""
    wanted = random.uniform(0.16, 0.5) * mask.sum()
    edge = mask & ~(np.roll(mask, 1, 0) & np.roll(mask, -1, 0) & np.roll(mask, 1, 1) & np.roll(mask, -1, 1))
    y, x = random.permutation(np.argwhere(edge))[0]
    outside = np.where(mask, np.inf, _distance(mask.shape, y, x))
    if np.isfinite(outside).sum() <= wanted:
        return np.ones_like(mask)
    return mask | (outside <= np.partition(outside.ravel(), int(wanted))[int(wanted)])


def _distance(shape: tuple[int, ...], y: int, x: int) -> npt.NDArray[np.float64]:
    rows, columns = np.indices(shape)
    return np.hypot(rows - y, columns - x)


KINDS: dict[str, Callable[[Mask, Random], Mask]] = {
    "holes": _holes,
    "lost part": _lost,
    "ground kept": _ground,
}
