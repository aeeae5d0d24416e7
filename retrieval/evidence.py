"""What an index can say about a question: which looks are worth weighing, what speaks for each, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path
from zlib import crc32

import numpy as np

from retrieval import feedback, reasons
from retrieval.colours.coloured_pieces import ColouredPieces
from retrieval.colours.seen import with_seen_colours
from retrieval.feedback import TagTable, Vectors
from retrieval.index import tables
from retrieval.index.annoy import ANNOY
from retrieval.index.catalogue import Catalogue
from retrieval.index.cells import Rows
from retrieval.index.engine import Engine
from retrieval.index.nearest import Nearest, cosines_of
from retrieval.index.tables import WornTable
from retrieval.language.tied_words import TiedWords
from retrieval.likeness import Likeness
from retrieval.question import Question, weights_of
from retrieval.ranking import (
    GarmentEvidence,
    Scores,
    Weighed,
    WholeEvidence,
    fuse,
    in_order,
    outfit_worn,
    pieces_worn,
    without_tags,
)
from retrieval.types import (
    Garment,
    GarmentReason,
    Query,
    Reason,
    Slot,
    Understood,
    UnknownWord,
    WornPiece,
)
from retrieval.variety import Candidates, varied
from retrieval.words import Vocabulary

FITS = 0.1
"""Vocabulary scores below this are syllables shared by chance."""
NEAR_WORDS, NEAR_LOOKED_AT = 3, 12
"""Known words offered for one that is not, and of how many they are the first that find something."""
MOST_CLAIMED = 2000
"""Looks considered, beside the nearest, because of words, type or style: all of a lookbook of this size."""


class Evidence:
    """The worn garments of a build as they are compared, its words and its styles."""

    def __init__(self, catalogue: Catalogue, worn: WornTable, nearest: Nearest) -> None:
        looks = catalogue.looks
        self._looks = looks
        self._worn = worn
        self._nearest = nearest
        self._vocabulary = Vocabulary.fit(with_seen_colours(looks, worn.garments, worn.look_rows))
        self._likeness = Likeness(catalogue, worn)
        self._tied = TiedWords(self._vocabulary, ColouredPieces(looks, worn, self._likeness.kinds))
        self._styles = np.array([look.style for look in looks])
        self._tags = TagTable(looks)
        self._row_by_id = {look.id: row for row, look in enumerate(looks)}
        # Where only exclusions speak nothing orders what is left but the lot, the same each time.
        self._lots = np.array([1 - crc32(look.id.encode()) / 2**33 for look in looks], dtype=np.float32)
        self._id_ranks = np.argsort(np.argsort([look.id for look in looks]))

    @property
    def worn(self) -> WornTable:
        """The worn garments."""
        return self._worn

    @classmethod
    def open(cls, build: Path, catalogue: Catalogue, engine: Engine = ANNOY) -> Evidence:
        """Raises IndexMissing where a part of the build is gone, IndexUnavailable."""
        worn = tables.read_worn(build)
        return cls(catalogue, worn, engine.open(build, catalogue.looks, worn))

    def understand(self, query: Query, inside: Rows) -> Question | None:
        """The query put to the looks inside its facets; none where nothing speaks for any of them."""
        allowed, words, fitting = inside, None, None
        said = self._vocabulary.parse(query.keywords)
        if query.keywords.strip():
            allowed = inside[~self._tied.excludes(query.keywords)[inside]]
            words = self._fitting(query.keywords, allowed)
        if said.wanted:
            fitting = 0 if words is None else int(np.count_nonzero(words[allowed]))
        elif said.excluded and not query.garments:
            words = self._lots
        weights = weights_of(query, words)
        if weights is None or not len(allowed):
            return None
        if weights.types and not self._likeness.tagged:
            weights = without_tags(weights)
        coloured = self._tied.nearest(query.keywords, allowed)
        return self._moved(Question(query, allowed, words, weights, fitting, coloured))

    def wants(self, keywords: str) -> bool:
        """Whether keywords ask for a word that is known."""
        return bool(self._vocabulary.parse(keywords).wanted)

    def read(self, keywords: str) -> Understood:
        """What keywords say, with known words to offer for those that are not."""
        said = self._vocabulary.parse(keywords)
        unknown = (UnknownWord(word, self._near(word)) for word in said.unknown)
        return Understood(said.wanted, said.excluded, tuple(unknown))

    def _near(self, word: str) -> tuple[str, ...]:
        """Near words that some look fits: whoever takes one is to find something."""
        near = self._vocabulary.near(word, NEAR_LOOKED_AT)
        fitting = (each for each in near if (self._vocabulary.scores(each) >= FITS).any())
        return tuple(islice(fitting, NEAR_WORDS))

    def candidates(self, question: Question) -> Rows:
        """The looks worth weighing, ascending.

        Where pictures count: the nearest of each garment, and those that words, type or style speak for.
        Else all, or those that the words fit.
        """
        allowed, words = question.allowed, question.words
        if question.weights.picture:
            near = [self._nearest_looks(garment, question) for garment in question.garments]
            return np.intersect1d(np.concatenate([*near, self._claimed(question)]), allowed)
        if words is None or question.weights.colour:
            return allowed
        return allowed[words[allowed] > 0]

    def weigh(self, question: Question, rows: Rows) -> Weighed:
        """What speaks for the best of `rows`, chosen with their colours roughly compared, then exactly.

        A look's garment that answers a query garment is chosen roughly too: then each look costs one exact
        comparison for each query garment, however many pieces it wears.
        """
        asked = question.garments
        rough = [self._likeness.roughly(garment, question.weights, rows) for garment in asked]
        kept = np.sort(self._weighed(question, rows, rough).order[: question.reach])
        each = zip(asked, rough, strict=True)
        exact = [self._likeness.exactly(garment, seen, kept) for garment, seen in each]
        return self._weighed(question, rows[kept], exact)

    def why(self, question: Question, weighed: Weighed, places: Rows) -> list[tuple[Reason, ...]]:
        """The reasons for the looks at some places of `weighed`; only what the lens weighs is one."""
        query, weights = question.query, question.weights
        looks = [self._looks[row] for row in weighed.rows[places]]
        columns: list[Sequence[tuple[Reason, ...]]] = []
        for number, (asked, seen) in enumerate(zip(query.garments, weighed.garments, strict=True)):
            worn = [self._worn.garments[row] for row in seen.worn[places]]
            cosines = cosines_of(self._worn.vectors, seen.worn[places], asked.embedding)
            because = reasons.of_garment(asked, worn, looks, cosines, weights)
            columns.append([tuple(_numbered(reason, number) for reason in each) for each in because])
        if question.words is not None and weights.words:
            columns.append([self._vocabulary.matched(query.keywords, look) for look in looks])
        return [tuple(chain(*row)) for row in zip(*columns, strict=True)]

    def beside(self, question: Question, weighed: Weighed, places: Rows) -> list[tuple[WornPiece, ...]]:
        """What the looks at some places of `weighed` wear beside the garments that answer the question."""
        return [self._beside(question.query, weighed, place) for place in places]

    def vary(self, question: Question, weighed: Weighed) -> tuple[Weighed, dict[int, Slot]]:
        """The first ten varied, where all evidence orders them by one garment or several."""
        if question.query.lens != "all" or not weighed.garments:
            return weighed, {}
        candidates = Candidates(
            looks=[self._looks[row] for row in weighed.rows],
            scores=weighed.scores,
            colours=np.mean([seen.colours for seen in weighed.garments], axis=0),
            vectors=self._worn.vectors[weighed.garments[0].worn],
            preferred=self._styles[weighed.rows] == question.query.style,
        )
        order, slots = varied(weighed.order, candidates)
        return replace(weighed, order=order), slots

    def _moved(self, question: Question) -> Question:
        """The question after feedback: looks it was given of are not answered again."""
        liked, disliked = self._rows_of(question.query.liked), self._rows_of(question.query.disliked)
        given = np.union1d(liked, disliked)
        if not len(given):
            return question
        return replace(
            question,
            allowed=np.setdiff1d(question.allowed, given),
            moved=tuple(self._towards(each, question, liked, disliked) for each in question.garments),
            feedback=self._tags.alike(liked, disliked),
        )

    def _towards(self, garment: Garment, question: Question, liked: Rows, disliked: Rows) -> Garment:
        """The garment moved by those that answer it on the looks liked and disliked."""
        vectors = [self._answering(garment, question, rows) for rows in (liked, disliked)]
        return replace(garment, embedding=feedback.moved(garment.embedding, *vectors))

    def _answering(self, garment: Garment, question: Question, rows: Rows) -> Vectors:
        """The vectors of the worn garments that answer the garment on some looks."""
        worn = self._likeness.roughly(garment, question.weights, rows).worn if len(rows) else rows
        return np.asarray(self._worn.vectors[worn], dtype=np.float32)

    def _rows_of(self, look_ids: Sequence[str]) -> Rows:
        """The looks of some ids that are still there, ascending."""
        rows = [self._row_by_id[look_id] for look_id in look_ids if look_id in self._row_by_id]
        return np.array(sorted(set(rows)), dtype=np.intp)

    def _beside(self, query: Query, weighed: Weighed, place: int) -> tuple[WornPiece, ...]:
        row = weighed.rows[place]
        first, last = np.searchsorted(self._worn.look_rows, (row, row + 1))
        matched = {int(seen.worn[place]) for seen in weighed.garments}
        others = [self._worn.garments[each] for each in range(first, last) if each not in matched]
        return reasons.worn_with(self._looks[row], others, query.garments)

    def _fitting(self, keywords: str, allowed: Rows) -> Scores | None:
        scores = self._tied.scores(keywords)
        fitting = np.where(scores >= FITS, scores, np.float32(0))
        return fitting if fitting[allowed].any() else None

    def _nearest_looks(self, garment: Garment, question: Question) -> Rows:
        rows, _ = self._nearest.search(garment.embedding, question.query.facets, question.reach)
        return self._worn.look_rows[rows]

    def _claimed(self, question: Question) -> Rows:
        """The allowed looks for which words, type and style say most, if they say anything."""
        query, claims = question.query, np.zeros(len(self._looks), dtype=np.float32)
        claims += self._styles == query.style
        for said in (question.words, *(self._likeness.tagged_like(garment) for garment in query.garments)):
            claims += 0 if said is None else said
        for garment in query.garments:
            claims += 0 if (wears := self._likeness.wears_like(garment)) is None else wears
        claimed = question.allowed[claims[question.allowed] > 0]
        return claimed[np.argsort(-claims[claimed], kind="stable")[:MOST_CLAIMED]]

    def _weighed(self, question: Question, rows: Rows, garments: Sequence[GarmentEvidence]) -> Weighed:
        outfit = self._likeness.outfit(question.query.outfit) if garments else None
        whole = WholeEvidence(
            words=None if question.words is None else question.words[rows],
            feedback=None if question.feedback is None else question.feedback[rows],
            outfit=None if outfit is None else outfit_worn(outfit[rows], garments),
        )
        scores = fuse(garments, question.weights, whole)
        preferred = self._styles[rows] == question.query.style
        pieces = pieces_worn(() if question.query.outfit else garments, len(rows))
        order = in_order(scores, self._id_ranks[rows], preferred, pieces)
        return Weighed(rows, tuple(garments), scores, order)


def _numbered(reason: Reason, number: int) -> Reason:
    """Said of which of several garments."""
    return replace(reason, asked=number) if number and isinstance(reason, GarmentReason) else reason
