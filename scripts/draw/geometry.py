"""Points, curves and tubes: the shapes that bodies and garments are cut from, in picture units."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import skia

Points = npt.NDArray[np.float64]
"""Shape (n, 2): x to the right, y downwards."""
Knots = Sequence[Any] | Points
"""A few points, each a pair or an array."""


def heading(degrees: float) -> Points:
    """Unit vector of an angle measured from straight down, positive to the right."""
    radians = np.deg2rad(degrees)
    return np.array([np.sin(radians), np.cos(radians)])


def polygon(points: Points) -> skia.Path:
    """A closed path through the points by straight lines: for outlines that are dense already."""
    return skia.Path.Polygon([skia.Point(float(x), float(y)) for x, y in points], True)


def polyline(points: Points) -> skia.Path:
    """An open path through the points."""
    return skia.Path.Polygon([skia.Point(float(x), float(y)) for x, y in points], False)


def spline(points: Knots, closed: bool = False, steps: int = 10) -> Points:
    """Catmull-Rom through the points, `steps` samples a span (Catmull and Rom, 1974)."""
    p = np.asarray(points, dtype=float)
    p = np.vstack([p[-1], p, p[:2]]) if closed else np.vstack([2 * p[0] - p[1], p, 2 * p[-1] - p[-2]])
    t = np.linspace(0, 1, steps, endpoint=False)[:, None]
    spans = [
        0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)
        for a, b, c, d in zip(p[:-3], p[1:-2], p[2:-1], p[3:], strict=True)
    ]
    return np.vstack(spans if closed else [*spans, p[-2]])


def smooth(points: Knots) -> skia.Path:
    """A closed soft outline through a few points."""
    return polygon(spline(points, closed=True))


def curve(points: Knots) -> skia.Path:
    """An open soft line through a few points."""
    return polyline(spline(points))


def ribbon(points: Knots, half: float) -> skia.Path:
    """A strap of even width along a soft line through the points."""
    line = spline(points)
    along = np.gradient(line, axis=0)
    along /= np.linalg.norm(along, axis=1, keepdims=True) + 1e-9
    side = np.stack([along[:, 1], -along[:, 0]], 1) * half
    return polygon(np.vstack([line - side, (line + side)[::-1]]))


def union(*paths: skia.Path) -> skia.Path:
    """One path covering all of them."""
    whole = paths[0]
    for path in paths[1:]:
        whole = skia.Op(whole, path, skia.PathOp.kUnion_PathOp) or whole
    return whole


def common(a: skia.Path, b: skia.Path) -> skia.Path:
    """What both cover."""
    return skia.Op(a, b, skia.PathOp.kIntersect_PathOp) or a


def without(a: skia.Path, b: skia.Path) -> skia.Path:
    """What the first covers and the second does not."""
    return skia.Op(a, b, skia.PathOp.kDifference_PathOp) or a


@dataclass(frozen=True)
class Tube:
    """A centre line with a width on either side: an arm, a leg, a trunk.

    `at` maps (t, s) to a point: t along the line in the units of `stations`, s across it, -1 the left edge
    of the picture and 1 the right one.
    """

    stations: npt.NDArray[np.float64]
    centre: Points
    across: Points
    left: npt.NDArray[np.float64]
    right: npt.NDArray[np.float64]

    def at(
        self, t: float | npt.NDArray[np.float64], s: float | npt.NDArray[np.float64], ease: object = 0.0
    ) -> Points:
        """Points at stations `t`, sides `s`, with `ease` (picture units) added to the width."""
        t, s = np.broadcast_arrays(np.asarray(t, float), np.asarray(s, float))
        centre = np.stack([np.interp(t, self.stations, self.centre[:, i]) for i in (0, 1)], -1)
        across = np.stack([np.interp(t, self.stations, self.across[:, i]) for i in (0, 1)], -1)
        half = np.where(
            s < 0, np.interp(t, self.stations, self.left), np.interp(t, self.stations, self.right)
        ) + np.asarray(ease, float)
        return np.asarray(centre + across * (half * s)[..., None])

    def edge(self, side: float, start: float, end: float, ease: object = 0.0, steps: int = 30) -> Points:
        """The line at side `side` from one station to another; `ease` a number or [(station, ease), ...]."""
        t = np.linspace(start, end, steps)
        return self.at(t, np.full(steps, float(side)), eased(ease, t))

    def across_at(self, t: float, ease: object = 0.0, sag: float = 0.0, steps: int = 15) -> Points:
        """The line from the left edge to the right one at a station, its middle lower by `sag`."""
        s = np.linspace(-1, 1, steps)
        line = self.at(np.full(steps, float(t)), s, eased(ease, np.full(steps, float(t))))
        line[:, 1] += sag * (1 - s**2)
        return line

    def outline(
        self, start: float, end: float, ease: object = 0.0, sag: float = 0.0, rise: float = 0.0
    ) -> Points:
        """The closed outline between two stations."""
        return np.vstack(
            [
                self.across_at(start, ease, rise),
                self.edge(1, start, end, ease)[1:],
                self.across_at(end, ease, sag)[::-1],
                self.edge(-1, end, start, ease)[1:-1],
            ]
        )


def eased(ease: object, t: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """The ease at stations `t`: a number stays, a profile [(station, ease), ...] is interpolated."""
    if isinstance(ease, (int, float)):
        return np.full(t.shape, float(ease))
    profile = np.asarray(ease, float)
    return np.asarray(np.interp(t, profile[:, 0], profile[:, 1]))


def limb(joints: Points, halves: Sequence[tuple[float, float]], bend: float = 0.16, steps: int = 60) -> Tube:
    """A tube along jointed bones; station 0 is the first joint, 1 the last; the joints bend softly.

    `halves` is [(station, half width), ...].
    """
    lengths = np.r_[0, np.cumsum(np.linalg.norm(np.diff(joints, axis=0), axis=1))]
    stations = np.linspace(0, 1, steps)
    straight = np.stack([np.interp(stations * lengths[-1], lengths, joints[:, i]) for i in (0, 1)], 1)
    width = max(3, int(bend * steps)) | 1
    padded = np.vstack(
        [
            straight[0] + (straight[0] - straight[1 : width // 2 + 1])[::-1],
            straight,
            straight[-1] + (straight[-1] - straight[-width // 2 : -1])[::-1],
        ]
    )
    box = np.hanning(width + 2)[1:-1]
    box /= box.sum()
    centre = np.stack([np.convolve(padded[:, i], box, "valid") for i in (0, 1)], 1)[:steps]
    along = np.gradient(centre, axis=0)
    along /= np.linalg.norm(along, axis=1, keepdims=True)
    across = np.stack([along[:, 1], -along[:, 0]], 1)
    half = eased(list(halves), stations)
    return Tube(stations, centre, across, half, half)
