"""The question that is kept beside an answer: filters, keywords, lens, and from which rank on."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from typing import Any, Self, cast

from bot.conversation.typed import Typed
from retrieval.types import Facets, Garment, Gender, Lens, Query, Season, Sight
from storage.types import Choices

ALBUM = 10
"""Pictures in one album, and in one answer: https://core.telegram.org/bots/api#sendmediagroup"""

LONGEST = 200
"""Characters of keywords that are read: a sentence, not a letter."""
BETWEEN = ", "
"""Parts keywords that were chosen one by one."""
EXCLUDING = "-"
"""Stands before words that no look shall hold."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of a photo (or of words alone)."""

    gender: str = "all"
    seasons: tuple[str, ...] = ()
    style: str | None = None
    keywords: str = ""
    own_words: bool = False  # the keywords came with the photo or were typed for this question
    lens: Lens = "all"
    offset: int = 0
    before: str | None = None  # the answer with the ranks before `offset`
    piece: int | None = None  # the one garment of several that is asked for, from 0; none: all of them
    liked: tuple[str, ...] = ()  # looks of which more was asked for
    disliked: tuple[str, ...] = ()
    on_each: tuple[int, ...] = ()  # how many of the garments each of several photos shows

    @classmethod
    def of(cls, choices: Choices, typed: Typed | None = None) -> Self:
        """The question a person's choices ask; what a caption or a sentence names counts before them."""
        typed = typed or Typed()
        seasons = choices.seasons if typed.seasons is None else typed.seasons
        return cls(
            gender=typed.gender or choices.gender or "all",
            seasons=tuple(sorted(seasons)),
            style=choices.style,
            keywords=(typed.keywords or choices.keywords)[:LONGEST],
            own_words=bool(typed.keywords),
        )

    @classmethod
    def loads(cls, text: str) -> Self:
        """As `dumps` wrote it."""
        values = json.loads(text)
        kept: dict[str, Any] = {
            name: tuple(it) if isinstance(it, list) else it for name, it in values.items()
        }
        return cls(**kept)

    def dumps(self) -> str:
        """For storage."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @property
    def words(self) -> list[str]:
        """The keywords as they were chosen, one by one."""
        return words_of(self.keywords)

    @property
    def facets(self) -> Facets:
        """The two choices that exclude."""
        return Facets(cast(Gender, self.gender), frozenset(cast(tuple[Season, ...], self.seasons)))

    def query(self, sight: Sight | None = None) -> Query:
        """The question put to the recommender about a photo, or by words alone."""
        return Query(
            garments=() if sight is None else self.asked_of(sight.garments),
            outfit=() if sight is None or self.piece is not None else sight.outfit,
            facets=self.facets,
            style=self.style,
            keywords=self.keywords,
            lens=self.lens,
            k=ALBUM,
            offset=self.offset,
            liked=self.liked,
            disliked=self.disliked,
        )

    def asked_of(self, garments: tuple[Garment, ...]) -> tuple[Garment, ...]:
        """Those of a photo's garments that are asked for."""
        return garments if self.piece is None else garments[self.piece : self.piece + 1]

    def filtered(self, choices: Choices) -> Self:
        """The same question from rank 1 under other choices."""
        asked = type(self).of(choices)
        if self.own_words:
            asked = replace(asked, keywords=self.keywords, own_words=True)
        lens = self.lens if asked.keywords or self.lens != "words" else "all"
        return replace(
            asked,
            lens=lens,
            piece=self.piece,
            liked=self.liked,
            disliked=self.disliked,
            on_each=self.on_each,
        )

    def asked_by(self, keywords: str) -> Self:
        """The same question from rank 1 by other keywords."""
        return replace(self, keywords=keywords, own_words=True, offset=0, before=None)

    def seen_by(self, lens: Lens) -> Self:
        """The same question from rank 1 through another lens."""
        return replace(self, lens=lens, offset=0, before=None)

    def of_piece(self, piece: int | None) -> Self:
        """The same question from rank 1 about one of the garments, or all of them."""
        return replace(self, piece=piece, liked=(), disliked=(), offset=0, before=None)

    def liking(self, look_id: str) -> Self:
        """The same question from rank 1 for looks like one of them."""
        return replace(self, liked=(*self.liked, look_id), offset=0, before=None)

    def disliking(self, look_id: str) -> Self:
        """The same question, and the same ranks of it, without a look and less like it."""
        return replace(self, disliked=(*self.disliked, look_id))

    def next(self, answer_id: str) -> Self:
        """The ranks after those of an answer."""
        return replace(self, offset=self.offset + ALBUM, before=answer_id)


def words_of(keywords: str) -> list[str]:
    """Keywords one by one."""
    return [word.strip() for word in keywords.split(BETWEEN.strip()) if word.strip()]


def with_word(keywords: str, word: str, wanted: bool) -> str:
    """The keywords with one more, or without it."""
    others = [each for each in words_of(keywords) if each != word]
    return BETWEEN.join([*others, word] if wanted else others)[:LONGEST]


def with_words(keywords: str, words: Iterable[str]) -> str:
    """The keywords with several more."""
    for word in words:
        keywords = with_word(keywords, word, wanted=True)
    return keywords
