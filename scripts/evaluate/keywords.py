"""Keywords against the demo lookbook: do answers hold what the words ask for, by rules written before."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

import numpy as np
import numpy.typing as npt

from retrieval.types import Look
from scripts.evaluate.metrics import UNDEFINED, Values, precision
from scripts.evaluate.rows import K

FOLDER = Path(__file__).parent / "questions"
OPEN, HELD_OUT = FOLDER / "keywords.csv", FOLDER / "keywords.held-out.csv"
"""The second half is not to be read, nor its figures used, before tuning has ended."""

Answering = Callable[[str], Sequence[str]]
"""Keywords to look ids, best first."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Keywords with the rule of what answers them.

    A look answers if, for each of `expected`, a tag matches one of its patterns, and none matches `refused`.
    The rule for writing patterns: the word itself, its translation or synonym, or a kind of it.
    """

    keywords: str
    kind: str
    expected: tuple[tuple[str, ...], ...]
    refused: tuple[str, ...]

    def answered_by(self, look: Look) -> bool:
        """Whether the look is one of those asked for."""
        holds = all(_carries(look, patterns) for patterns in self.expected)
        return holds and not _carries(look, self.refused)


@dataclass(frozen=True, slots=True, eq=False)
class KeywordValues:
    """One value a question: P@10, and whether nothing was found though something fits."""

    precision: Values
    found_nothing: npt.NDArray[np.bool_]


def read(file: Path) -> list[Asked]:
    """The questions of a file; its columns are keywords, kind, expected (`a|b & c`), refused (`a|b`)."""
    with file.open(encoding="utf-8", newline="") as opened:
        return [_asked(row) for row in csv.DictReader(opened)]


def measure(questions: Sequence[Asked], answering: Answering, looks: Sequence[Look]) -> KeywordValues:
    """Each question put to a system; those that no look answers are undefined."""
    values, nothing = [], []
    for question in questions:
        fitting = {look.id for look in looks if question.answered_by(look)}
        answer = list(answering(question.keywords)) if fitting else []
        right = np.array([look_id in fitting for look_id in answer[:K]], dtype=np.bool_)
        values.append(precision(right, len(fitting), K) if fitting else UNDEFINED)
        nothing.append(bool(fitting) and not answer)
    return KeywordValues(np.array(values), np.array(nothing, dtype=np.bool_))


def _asked(row: dict[str, str]) -> Asked:
    expected = tuple(tuple(group.strip().split("|")) for group in row["expected"].split("&"))
    refused = tuple(row["refused"].split("|")) if row["refused"] else ()
    return Asked(row["keywords"], row["kind"], expected, refused)


def _carries(look: Look, patterns: Sequence[str]) -> bool:
    return any(fnmatchcase(tag, pattern) for tag in look.tags for pattern in patterns)
