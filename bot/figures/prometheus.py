"""Counters, gauges and histograms, and the text in which Prometheus reads them.

https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format
"""

from __future__ import annotations

import time
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0)
"""Upper bounds in seconds."""

Labels = tuple[str, ...]


class Counter:
    """Something that happened, by its labels. These are words of the code, never a person's."""

    def __init__(self, name: str, about: str, *labels: str) -> None:
        self.name, self.about, self._labels = name, about, labels
        self._values: defaultdict[Labels, float] = defaultdict(float)

    def add(self, *labels: str, by: float = 1) -> None:
        """Counts."""
        self._values[labels] += by

    def lines(self) -> Iterator[str]:
        """As Prometheus reads it."""
        yield from _head(self.name, self.about, "counter")
        for labels, value in sorted(self._values.items()):
            yield f"{self.name}{_braced(self._labels, labels)} {value:g}"


class Gauge:
    """Something that stands at a value now, asked for when it is read."""

    def __init__(self, name: str, about: str, value: Callable[[], float]) -> None:
        self.name, self.about, self._value = name, about, value

    def lines(self) -> Iterator[str]:
        """As Prometheus reads it."""
        yield from _head(self.name, self.about, "gauge")
        yield f"{self.name} {self._value():g}"


class Histogram:
    """How long something took, by its labels."""

    def __init__(self, name: str, about: str, *labels: str) -> None:
        self.name, self.about, self._labels = name, about, labels
        self._counts: defaultdict[Labels, list[int]] = defaultdict(lambda: [0] * (len(BUCKETS) + 1))
        self._sums: defaultdict[Labels, float] = defaultdict(float)

    def observe(self, seconds: float, *labels: str) -> None:
        """Notes one."""
        self._counts[labels][bisect_left(BUCKETS, seconds)] += 1
        self._sums[labels] += seconds

    @contextmanager
    def timed(self, *labels: str) -> Iterator[None]:
        """Notes how long the block takes, whether or not it succeeds."""
        started = time.perf_counter()
        try:
            yield
        finally:
            self.observe(time.perf_counter() - started, *labels)

    def lines(self) -> Iterator[str]:
        """As Prometheus reads it."""
        yield from _head(self.name, self.about, "histogram")
        for labels, counts in sorted(self._counts.items()):
            below = 0
            for bound, count in zip((*map(str, BUCKETS), "+Inf"), counts, strict=True):
                below += count
                yield f"{self.name}_bucket{_braced((*self._labels, 'le'), (*labels, bound))} {below}"
            yield f"{self.name}_sum{_braced(self._labels, labels)} {self._sums[labels]:g}"
            yield f"{self.name}_count{_braced(self._labels, labels)} {below}"


Metric = Counter | Gauge | Histogram


def exposition(metrics: Sequence[Metric]) -> str:
    """The page."""
    return "".join(f"{line}\n" for metric in metrics for line in metric.lines())


def _head(name: str, about: str, kind: str) -> tuple[str, str]:
    return f"# HELP {name} {about}", f"# TYPE {name} {kind}"


def _braced(names: Sequence[str], values: Sequence[str]) -> str:
    if not names:
        return ""
    pairs = (f'{name}="{_escaped(value)}"' for name, value in zip(names, values, strict=True))
    return "{" + ",".join(pairs) + "}"


def _escaped(value: str) -> str:
    return value.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")
