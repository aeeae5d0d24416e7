"""Fashion words: which are equal, which are broader, of what kind they are, which garment types they name."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from retrieval import occasions
from retrieval.language import korean
from retrieval.types import TYPES

KINDS = ("garment", "colour", "fabric", "pattern", "style", "season", "detail", *occasions.KINDS)
Names = frozenset[str]
"""Names of entries."""
_CSV = Path(__file__).parents[1] / "builtin" / "glossary.csv"
_PARTS = re.compile(r"[/|]")


@dataclass(frozen=True, slots=True)
class Entry:
    """A group of equal words in Korean and English; `name` is the first of them.

    `types` are the garment types it names, `broader` the entries above it (코트 -> 아우터), `fits` those
    that suit it where no tag says so (하객 -> 원피스).
    """

    name: str
    kind: str
    words: tuple[str, ...]
    types: frozenset[str]
    broader: Names
    fits: Names


class Glossary:
    """The entries, found by any of their words in any spelling that `korean.key` forgives, or its plural."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = {entry.name: entry for entry in entries}
        names: dict[str, set[str]] = {}
        for entry in self.entries.values():
            for word in entry.words:
                names.setdefault(korean.key(word), set()).add(entry.name)
        self._names = {spelling: frozenset(found) for spelling, found in names.items()}

    def named(self, word: str) -> Names:
        """The entries that hold `word`; empty when it is no fashion word."""
        spelt = (korean.key(form) for form in korean.singulars(word))
        return next((self._names[key] for key in spelt if key in self._names), frozenset())

    def of_tag(self, tag: str) -> Names:
        """The entries equal to the whole `tag`, or to what stands on one side of its slash."""
        return self.named(tag) or _union(self.named(part) for part in _PARTS.split(tag))

    def head_of_tag(self, tag: str) -> Names:
        """The entries that its last garment word names: both languages put the garment last."""
        garments = ([p for p in self._pieces(part) if self._is_garment(p)] for part in _PARTS.split(tag))
        return _union(self.named(piece) for found in garments for piece in found[-1:])

    def words_of_tag(self, tag: str) -> Names:
        """The entries that all the known words of `tag` name (체크 셔츠 -> 체크, 셔츠)."""
        return _union(self.named(piece) for part in _PARTS.split(tag) for piece in self._pieces(part))

    def upward(self, names: Names) -> Names:
        """`names` and every entry broader than one of them."""
        above = _union(self.entries[name].broader for name in names) - names
        return self.upward(names | above) if above else names

    def fitting(self, names: Names) -> Names:
        """What suits the entries `names` where no tag says so."""
        return _union(self.entries[name].fits for name in names)

    def types(self, names: Names) -> frozenset[str]:
        """Garment types that the entries `names` speak of."""
        return _union(self.entries[name].types for name in names)

    def garments(self, names: Names) -> Names:
        """Those of `names` that are garments."""
        return frozenset(name for name in names if self.entries[name].kind == "garment")

    def _is_garment(self, word: str) -> bool:
        return bool(self.garments(self.named(word)))

    def _pieces(self, text: str) -> tuple[str, ...]:
        """The known words of `text` from left to right; a longer one wins over those it is made of."""
        words = korean.normal(text).split()
        pieces: list[str] = []
        while words:
            size = next((n for n in range(len(words), 0, -1) if self.named("".join(words[:n]))), 1)
            word = "".join(words[:size])
            pieces += [word] if self.named(word) else split(korean.key(word), self._holds)
            words = words[size:]
        return tuple(pieces)

    def _holds(self, word: str) -> bool:
        return bool(self.named(word))


def split(word: str, known: Callable[[str], bool]) -> tuple[str, ...]:
    """The known words a compound is written of (와이드슬랙스 -> 와이드, 슬랙스), or its known head alone.

    Empty when its end is unknown. A head of one syllable counts only after a known word: 블랙진, not 파티.
    """
    for size in range(len(word) - 1, 0, -1):
        head, rest = word[-size:], word[:-size]
        if head.isascii() or not known(head):
            continue
        before = (rest,) if known(rest) else split(rest, known)
        if before or size > 1:
            return (*before, head)
    return ()


@cache
def glossary() -> Glossary:
    """The glossary that ships with codibot, occasions and all, read once."""
    with _CSV.open(encoding="utf-8", newline="") as lines:
        named = [_entry(row) for row in csv.DictReader(lines)]
    asked_for = (
        Entry(each.name, each.kind, each.words, frozenset(), each.broader, frozenset(each.fits))
        for each in occasions.occasions()
    )
    return Glossary([*named, *asked_for])


def kind_of(word: str) -> str | None:
    """Which of `KINDS` a word is, None when the glossary does not hold it."""
    names = sorted(glossary().named(word))
    return glossary().entries[names[0]].kind if names else None


@cache
def types_of_tag(tag: str) -> frozenset[str]:
    """The garment types that `tag` names, some of `TYPES`; its head noun decides. Empty if it names none."""
    words = glossary()
    return words.types(words.of_tag(tag) or words.head_of_tag(tag))


def _union(sets: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset[str]().union(*sets)


def _entry(row: dict[str, str]) -> Entry:
    words, types, broader, fits = (
        tuple(filter(None, row[column].split("|"))) for column in ("words", "types", "broader", "fits")
    )
    if row["kind"] not in KINDS or not set(types) <= set(TYPES):
        raise ValueError(f"glossary.csv: {words[0]} has an unknown kind or type")
    return Entry(words[0], row["kind"], words, frozenset(types), frozenset(broader), frozenset(fits))
