"""A colour that stands beside a garment is that garment's: "navy blazer" asks for one piece."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
import numpy.typing as npt

from retrieval.colours.coloured_pieces import ColouredPieces
from retrieval.index.cells import Rows
from retrieval.language.glossary import glossary, kind_of, types_of_tag
from retrieval.language.grammar import clauses
from retrieval.ranking import Scores
from retrieval.words import Vocabulary

BETWEEN = ("fabric", "pattern", "detail")
"""What may stand between a colour and its garment: a navy wool blazer."""
WORN, SEEN, ELSEWHERE = 0.45, 0.35, 0.2
"""What answers a tie where the garment in its colour is 1: the garment in another colour; a piece that was
seen to be of its type and colour though no tag names it; the colour elsewhere."""
NAMED = 0.8
"""How far a look must answer the garment's word by itself for the garment surely to be there."""


@dataclass(frozen=True, slots=True)
class Tie:
    """A garment asked for in a colour, or in one of several."""

    colours: tuple[str, ...]
    garment: str

    @property
    def words(self) -> tuple[str, ...]:
        """What was typed."""
        return (*self.colours, self.garment)


class TiedWords:
    """How far looks answer keywords, colours being tied to their garments."""

    def __init__(self, vocabulary: Vocabulary, pieces: ColouredPieces) -> None:
        self._vocabulary = vocabulary
        self._pieces = pieces

    def scores(self, keywords: str) -> Scores:
        """As `Vocabulary.scores`, a tie counting as the words it is made of."""
        ties, others = self._read(keywords)
        if not ties:
            return self._vocabulary.scores(keywords)
        total = len(others) * self._vocabulary.scores(", ".join(others))
        for tie in ties:
            total = total + len(tie.words) * self._answers(tie)
        return np.asarray(total / (len(others) + sum(len(tie.words) for tie in ties)), dtype=np.float32)

    def excludes(self, keywords: str) -> npt.NDArray[np.bool_]:
        """As `Vocabulary.excludes`, but "no black coat" leaves a beige coat over black shoes."""
        return self._vocabulary.excludes(keywords, self._spared)

    def _spared(self, words: Sequence[str]) -> npt.NDArray[np.bool_]:
        """Looks that wear a garment of these words in another colour than they say."""
        spared = np.zeros(len(self._vocabulary.scores("")), dtype=np.bool_)
        for tie in tied(words):
            if isinstance(tie, Tie) and self._pieces.tell(tie.colours, tie.garment):
                spared |= self._pieces.otherwise(tie.colours, tie.garment)
        return spared

    def nearest(self, keywords: str, rows: Rows) -> float:
        """How near the looks at `rows` come to the colours asked for with garments: 1 is there, 0 far.

        Asked are the looks that surely have the garment; where none has, what was seen of its type.
        """
        return min((self._nearest(tie, rows) for tie in self._read(keywords)[0]), default=1.0)

    def _nearest(self, tie: Tie, rows: Rows) -> float:
        named = rows[self._vocabulary.scores(tie.garment)[rows] >= NAMED]
        if len(named):
            return float(self._pieces.coloured(tie.colours, tie.garment)[named].max())
        return float(self._pieces.seen(tie.colours, tie.garment)[rows].max(initial=0))

    def _answers(self, tie: Tie) -> Scores:
        garment = self._vocabulary.scores(tie.garment)
        colour = np.max([self._vocabulary.scores(each) for each in tie.colours], axis=0)
        coloured = self._pieces.coloured(tie.colours, tie.garment)
        seen = self._pieces.seen(tie.colours, tie.garment)
        worn = garment * (WORN + (1 - WORN) * coloured)
        return np.asarray(np.maximum.reduce([worn, SEEN * seen, ELSEWHERE * colour]), dtype=np.float32)

    def _read(self, keywords: str) -> tuple[list[Tie], list[str]]:
        """The ties of the words wanted that pieces can tell, and the other words."""
        ties: list[Tie] = []
        others: list[str] = []
        for part in chain.from_iterable(self._parts(clause) for clause in clauses(keywords)):
            if isinstance(part, str):
                others.append(part)
            elif self._pieces.tell(part.colours, part.garment):
                ties.append(part)
            else:
                others += part.words
        return ties, others

    def _parts(self, clause: str) -> Sequence[Tie | str]:
        return tied(self._vocabulary.parse(clause).wanted)


def tied(words: Sequence[str]) -> Sequence[Tie | str]:
    """Words in order; of the colours before a garment a tie, what stands between them for itself.

    Where a garment is named first and a colour last, colours are those of the garments before them: a coat in
    black, 코트 블랙.
    """
    apart = tuple(chain.from_iterable(map(_apart, words)))
    telling = [kind for kind in map(_kind, apart) if kind in ("colour", "garment")]
    if telling and (telling[0], telling[-1]) == ("garment", "colour"):
        return tuple(_tied_ahead(apart[::-1]))[::-1]
    return tuple(_tied_ahead(apart))


def _tied_ahead(words: Sequence[str]) -> Iterator[Tie | str]:
    pending: list[str] = []
    for word in words:
        kind = _kind(word)
        if kind == "colour" or (kind in BETWEEN and pending):
            pending.append(word)
            continue
        if kind == "garment" and pending:
            colours = tuple(each for each in pending if kind_of(each) == "colour")
            yield from (each for each in pending if each not in colours)
            yield Tie(colours, word)
        else:
            yield from (*pending, word)
        pending = []
    yield from pending


def _kind(word: str) -> str | None:
    return kind_of(word) or ("garment" if types_of_tag(word) else None)


def _apart(word: str) -> tuple[str, ...]:
    """What a tag is made of that holds a colour and its garment, the garment last; else the word itself."""
    words = glossary()
    heads, names = words.head_of_tag(word), words.words_of_tag(word)
    colours = sorted(name for name in names if kind_of(name) == "colour")
    if words.named(word) or not colours or len(heads) != 1:
        return (word,)
    return (*colours, *sorted(names - words.garments(names) - set(colours)), *heads)
