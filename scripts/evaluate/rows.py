"""A row is a system's answers: for every query ten looks. Here are the rows that a sceptic asks for first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from scripts.evaluate.bench import Bench
from scripts.evaluate.metrics import Gains

K = 10
Order = npt.NDArray[np.intp]
"""Positions of looks, best first, shape (queries, K)."""
PICTURES, NOISY = "pictures only", "noisy tags"


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """A system's name, what it may see of the catalogue, and its answers."""

    name: str
    sees: str
    order: Order


def best_first(scores: npt.NDArray[np.floating]) -> Order:
    """The K best looks of each query by `scores` (queries, looks), equal ones in the catalogue's order."""
    return np.argsort(-scores, axis=1, kind="stable")[:, :K]


def random_row(bench: Bench, seed: int = 11) -> Row:
    """Each query gets ten looks at random."""
    scores = np.random.default_rng(seed).random((len(bench.queries), len(bench.looks)))
    return Row("random", PICTURES, best_first(scores))


def fixed_row(bench: Bench, tuning_gains: Gains) -> Row:
    """Every query gets the same ten looks: those that tuning queries gain most from, on average.

    Args:
        tuning_gains: of the tuning queries for the same looks, shape (queries, looks).
    """
    order = best_first(tuning_gains.mean(axis=0, keepdims=True))
    return Row("one fixed answer", PICTURES, np.repeat(order, len(bench.queries), axis=0))


def ranked(name: str, sees: str, answers: Sequence[Sequence[str]], bench: Bench) -> Row:
    """A row of answers given as look ids."""
    place = {look.look_id: position for position, look in enumerate(bench.looks)}
    return Row(name, sees, np.array([[place[look_id] for look_id in answer] for answer in answers]))
