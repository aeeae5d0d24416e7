"""How looks are put in order: what speaks for each, weighed as the lens says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from retrieval.index.cells import Rows
from retrieval.types import TYPES, Lens

Scores = npt.NDArray[np.float32]
"""One number a look, higher is better."""

DECIMALS = 4
"""Of a score as shown; looks with equal ones are ordered by id: the last bits of a float are no opinion."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What each kind of evidence counts. All evidence lies within 0 and 1, but for a cosine's -1."""

    picture: float = 0.0
    colour: float = 0.0
    types: float = 0.0  # the query garment's type against the look's tags
    worn: float = 0.0  # and against the type of the worn garment
    wears: float = 0.0  # and against what the look's whole photo says is worn
    words: float = 0.0
    pattern: float = 0.0  # of garments that are striped, checked or printed
    feedback: float = 0.0  # the tags of looks that were liked and disliked
    outfit: float = 0.0  # all that a person's photo wears against all that the look does


# Chosen by a grid over 320 lying garments and street looks of which none is of the report part: 558 with
# masks, and 675 that taught the parser nothing. docs/ranking.md has the figures; they are flat around these.
# Types lead, said by tags or seen; palettes order the looks of a type, pictures decide among equals. A word
# that fits counts like a type that is certain: both were asked for.
WEIGHTS: dict[Lens, Weights] = {
    "all": Weights(
        picture=0.2,
        colour=0.6,
        types=0.8,
        worn=0.3,
        wears=0.4,
        words=1.0,
        pattern=0.1,
        feedback=0.5,
        outfit=2.2,
    ),
    "picture": Weights(picture=0.4, colour=0.6, worn=0.5, wears=0.5, pattern=0.1, outfit=2.2),
    "colour": Weights(colour=0.5, words=0.5),
    "words": Weights(words=1.0, feedback=0.5),
}

OUTFIT_COLOUR = 1.0
"""What colour counts at least of a whole outfit: all its pieces speak of them."""
UNTAGGED = 2.0
"""How much more what is seen of types counts where no tag of the lookbook names one."""

CLOSE: dict[Lens, float] = {"picture": 0.55, "colour": 0.35, "words": 0.0}
"""Scores of the best look below which nothing close was found, by eye."""
EACH, DEEPEST = 25, 10
"""Where all evidence counts, one look of so many is asked, and at most so many: a single look scores high by
chance, several seldom do."""
NAMED, UNSURE = 0.6, 0.3
"""How much it counts beside their least score how far their tags name the likeliest type, the mean over them,
and how unsure that type is: a doubtful guess is no ground for saying that nothing is there."""
LEAST_SURE = 1 / len(TYPES)
"""The likeliest type is never less likely."""
CLOSE_NAMED, CLOSE_SEEN = 1.08, 0.33
"""Below it nothing close was found: with tags, and by the least score alone where no tag names a type."""
CLOSE_COLOURED = 0.25
"""How near a garment must come to the colour that words alone ask for it in: charcoal is 0.31 black."""
CHOSEN = 3
"""Garments that somebody chose together; more are an outfit."""
WEARS = 0.5
"""How likely a look must wear a type to count as wearing it."""
SAME_PIECE = 0.95
"""Cosine from which a piece is taken for the very one asked for, whatever type was read off either."""
SAME_OUTFIT = 0.9
"""Mean cosine of all pieces from which a look is taken for the very outfit asked for."""


@dataclass(frozen=True, slots=True, eq=False)
class GarmentEvidence:
    """What speaks for each candidate look, seen from one query garment."""

    worn: Rows  # (looks,): the row of the worn garment that is most like it
    cosines: Scores
    colours: Scores  # closeness of the palettes
    types: Scores | None  # how likely the look wears its type, by its tags; none where no type was guessed
    kinds: Scores | None = None  # how likely the worn garment is of its type; none where no head saw both
    wears: Scores | None = None  # how likely the look wears its type, seen on the whole photo
    patterns: Scores | None = None  # whether it is patterned alike; none where the query is plain
    sure: float = 1.0  # how likely the query's likeliest type is


@dataclass(frozen=True, slots=True, eq=False)
class WholeEvidence:
    """What speaks for each candidate look as a whole; none of what was not asked, or nobody can say."""

    words: Scores | None = None
    feedback: Scores | None = None
    outfit: Scores | None = None  # the share that it wears of what a person's photo wears


NOTHING = WholeEvidence()


@dataclass(frozen=True, slots=True, eq=False)
class Weighed:
    """What speaks for some looks. Arrays run along `rows`; `order` holds positions in them, best first."""

    rows: Rows  # of the catalogue, ascending
    garments: tuple[GarmentEvidence, ...]  # one for each query garment
    scores: Scores
    order: npt.NDArray[np.intp]


def without_tags(weights: Weights) -> Weights:
    """The weights where tags say nothing of types, so that what is seen must."""
    return replace(weights, types=0.0, worn=UNTAGGED * weights.worn, wears=UNTAGGED * weights.wears)


def of_outfit(weights: Weights) -> Weights:
    """The weights where a whole outfit is asked for, under a lens that weighs it."""
    return replace(weights, colour=max(weights.colour, OUTFIT_COLOUR)) if weights.outfit else weights


def most_alike(looks: Rows, worn: Rows, alike: Scores) -> npt.NDArray[np.intp]:
    """For each look, ascending, the position of its best garment.

    `looks`, `worn` and `alike` hold one entry a worn garment: its look, its row, how alike it is.
    """
    order = np.lexsort((worn, -alike, looks))
    ordered = looks[order]
    first = np.ones(len(ordered), dtype=np.bool_)
    first[1:] = ordered[1:] != ordered[:-1]
    return order[first]


def fuse(garments: Sequence[GarmentEvidence], weights: Weights, whole: WholeEvidence = NOTHING) -> Scores:
    """One score a look: the weighted mean of the evidence there is, garments counting alike."""
    parts = [_weighed(garment, weights) for garment in garments]
    total = np.mean([score for score, _ in parts], axis=0) if parts else 0.0
    weight = float(np.mean([weight for _, weight in parts])) if parts else 0.0
    for said, weighs in (
        (whole.words, weights.words),
        (whole.feedback, weights.feedback),
        (whole.outfit, weights.outfit),
    ):
        if said is not None:
            total, weight = total + weighs * said, weight + weighs
    return np.asarray(np.round(total / weight, DECIMALS), dtype=np.float32)


def is_close(weighed: Weighed, lens: Lens, weights: Weights, outfit: bool = False) -> bool:
    """Whether something close to what was asked for was found.

    Where all evidence counts, the best looks must all score well for the garments alone, and their tags name
    the types asked for; else the best look must score as well as its lens allows. Of a whole outfit hardly
    any look's tags name every type, so of an `outfit` only the scores are asked.
    """
    if not len(weighed.scores):
        return True
    if lens != "all":
        return float(weighed.scores.max()) >= CLOSE[lens]
    asked = min(DEEPEST, max(1, len(weighed.scores) // EACH))
    best = np.argsort(-weighed.scores, kind="stable")[:asked]
    least = float(fuse(weighed.garments, weights)[best].min())
    if outfit or len(weighed.garments) > CHOSEN:
        return least >= CLOSE_SEEN
    named = [_named(each, each.types[best]) for each in weighed.garments if each.types is not None]
    return least + min(named) >= CLOSE_NAMED if named else least >= CLOSE_SEEN


def _named(garment: GarmentEvidence, types: Scores) -> float:
    """How far some looks' tags name the type of a garment, with what speaks for an unsure guess."""
    sure = max(garment.sure, LEAST_SURE)
    return NAMED * float(np.minimum(types / sure, 1).mean()) + UNSURE * (1 - sure)


def _weighed(garment: GarmentEvidence, weights: Weights) -> tuple[Scores, float]:
    score = weights.picture * garment.cosines + weights.colour * garment.colours
    weight = weights.picture + weights.colour
    for said, weighs in (
        (garment.types, weights.types),
        (garment.kinds, weights.worn),
        (garment.wears, weights.wears),
        (garment.patterns, weights.pattern),
    ):
        if said is not None:
            score, weight = score + weighs * said, weight + weighs
    return score, weight


def in_order(
    scores: Scores, id_ranks: Rows, preferred: npt.NDArray[np.bool_], pieces: Rows
) -> npt.NDArray[np.intp]:
    """Positions, best first: preferred looks, then those wearing more of the pieces, then by score and id."""
    return np.lexsort((id_ranks, -scores, -pieces, ~preferred))


def pieces_worn(garments: Sequence[GarmentEvidence], looks: int) -> Rows:
    """How many of two or three garments each look wears, by their types; else 0, and the mean decides.

    For 60 pairs of lying garments nDCG@10 is 0.587 with these looks first; 0.584 by the mean alone, 0.557
    with half the mean and half the worse of the two, 0.541 by the worse. Of a whole outfit hardly any look
    wears everything, and who counts pieces forgets how well they fit: 0.748 instead of 0.760 by the mean.
    """
    worn = np.zeros(looks, dtype=np.intp)
    if 1 < len(garments) <= CHOSEN:
        for garment in garments:
            worn += _wears(garment)
    return worn


def outfit_worn(shares: Scores, garments: Sequence[GarmentEvidence]) -> Scores:
    """How much of an outfit each look wears: what is likely, or all of it where it is the very outfit.

    A look wears no more than is likely of what its own photo says, so another that surely wears everything
    would come before it.
    """
    same = np.mean([garment.cosines for garment in garments], axis=0) >= SAME_OUTFIT
    return np.where(same, np.float32(1), shares)


def _wears(garment: GarmentEvidence) -> npt.NDArray[np.bool_]:
    wears = garment.cosines >= SAME_PIECE
    for said in (garment.types, garment.kinds):
        if said is not None:
            wears = wears | (said >= WEARS)
    return np.asarray(wears, dtype=np.bool_)
