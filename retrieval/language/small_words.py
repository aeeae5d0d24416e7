"""Words that ask but name nothing, and ordinary words that are no slip of a fashion word."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from retrieval.language import korean

_CSV = Path(__file__).parents[1] / "builtin" / "small_words.csv"
_LONGEST_RUN = 15
"""Syllables of words run together (오늘뭐입지) at most."""


def _read() -> dict[str, frozenset[str]]:
    held: dict[str, set[str]] = {}
    with _CSV.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            held.setdefault(row["says"], set()).update(row["words"].split("|"))
    return {says: frozenset(words) for says, words in held.items()}


def _any_of(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


_WORDS = _read()
SILENT, ORDINARY = _WORDS["silent"], _WORDS["ordinary"]

_RUN = re.compile(
    rf"(?:(?:{_any_of(_WORDS['stem'])})(?:{_any_of(_WORDS['ending'])})+"
    rf"|{_any_of(word for word in SILENT if not word.isascii())})+"
)
_SIZE = re.compile(
    r"(?:[2-6]?x{0,3}[sl]|[a-z]|free|프리"
    r"|\d+(?:인치|inch(?:es)?|호|사이즈|size|cm|센치|mm|kg|키로|대|살|세|명|원|만원))"
)
_WORDLESS = re.compile(r"[^\w&+]+|[ㄱ-ㅎㅏ-ㅣ]+")


@lru_cache(maxsize=8192)
def says_nothing(word: str) -> bool:
    """Whether `word` names nothing: a small word with its particles, a run of them, laughter or a size."""
    if word in SILENT or _SIZE.fullmatch(word) or _WORDLESS.fullmatch(word):
        return True
    if word.isascii() or len(word) > _LONGEST_RUN:
        return False
    return any(_RUN.fullmatch(form) for form in (word, *korean.stems(word)))


def is_ordinary(word: str) -> bool:
    """Whether `word` is one that people know, with or without its particles: it is no slip of another."""
    stems = () if word.isascii() else korean.stems(word)
    return any(form in ORDINARY for form in (*korean.singulars(word), *stems))


def before_asking(word: str) -> Iterator[str]:
    """What stands before the asking in a word run together (니트추천해줘 -> 니트)."""
    if len(word) <= _LONGEST_RUN and " " not in word:
        yield from (word[:size] for size in range(2, len(word)) if says_nothing(word[size:]))
