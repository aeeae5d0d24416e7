"""Why a look is in the answer, claiming nothing that cannot be checked, and what the piece is worn with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from retrieval.colours.difference import ciede2000
from retrieval.palette import packed
from retrieval.ranking import Scores, Weights
from retrieval.regions import kin
from retrieval.types import (
    LEGS,
    PLAIN,
    UNKNOWN,
    ColourReason,
    Garment,
    GarmentReason,
    Look,
    Palette,
    PatternReason,
    Reason,
    Recommendation,
    WornPiece,
)
from retrieval.words import types_of_tag

SHARED_COLOUR = 12.0
"""CIEDE2000 below which two swatches are told as one colour: a person would call both by the same name."""
TOLD_TYPE = 0.5
"""A worn garment's confidence from which it counts as a piece of its look, and is told of by its type."""
OFTEN_MISREAD = frozenset({"hat", "dress", "skirt"})
"""Types of which the parser is wrong more often than right: told of only where a tag of the look agrees."""
SEEN_SHARE = 0.1
"""Smaller swatches are buttons and shadows; nobody would look for them on the look."""

Tagged = Mapping[str, frozenset[str]]
"""Tags with the garment types that they name."""


def of_garment(
    asked: Garment, worn: Sequence[Garment], looks: Sequence[Look], cosines: Scores, weights: Weights
) -> list[tuple[Reason, ...]]:
    """For each look, why the garment worn there answers the one asked, by what is weighed."""
    alike: list[GarmentReason | None] = [None] * len(looks)
    shared: list[ColourReason | None] = [None] * len(looks)
    if weights.picture:
        alike = [garment_reason(asked, *each) for each in zip(worn, looks, cosines.tolist(), strict=True)]
    if weights.colour:
        shared = colour_reasons(asked.palette, [garment.palette for garment in worn])
    patterned = [
        pattern_reason(asked, each) if like else None for each, like in zip(worn, alike, strict=True)
    ]
    return [tuple(filter(None, told)) for told in zip(alike, patterned, shared, strict=True)]


def pattern_reason(asked: Garment, worn: Garment) -> PatternReason | None:
    """That both are striped, checked or printed."""
    told = asked.pattern is not None and asked.pattern == worn.pattern != PLAIN
    return PatternReason(asked.pattern) if told and asked.pattern else None


def garment_reason(asked: Garment, worn: Garment, look: Look, cosine: float) -> GarmentReason | None:
    """That `worn` resembles `asked`; none where their cosine or their types say the opposite."""
    if cosine <= 0 or not _may_be_alike(asked.type, worn.type):
        return None
    return GarmentReason(_claimable_type(asked, worn, look), worn.box, round(min(cosine, 1.0), 4))


def _may_be_alike(asked: str, worn: str) -> bool:
    return UNKNOWN in (asked, worn) or worn in kin(asked)


def _claimable_type(asked: Garment, worn: Garment, look: Look) -> str:
    """The worn garment's own type; while that is unknown the asked one's, where a tag names it."""
    if worn.type != UNKNOWN:
        return worn.type
    tagged = any(asked.type in types_of_tag(tag) for tag in look.tags)
    return asked.type if tagged else UNKNOWN


def colour_reasons(asked: Palette, worn: Sequence[Palette]) -> list[ColourReason | None]:
    """For each worn palette the colour that most of both garments share, if there is one."""
    (labs,), (shares,) = packed([asked])
    worn_labs, worn_shares = packed(worn)
    alike = ciede2000(labs[:, None], worn_labs[:, None]) < SHARED_COLOUR  # (worn, swatch asked, swatch worn)
    common = np.minimum(shares[:, None], worn_shares[:, None])
    seen = np.where(alike & (common >= SEEN_SHARE), common, 0)
    return [_most_shared(asked, palette, table) for palette, table in zip(worn, seen, strict=True)]


def _most_shared(asked: Palette, worn: Palette, shared: npt.NDArray[np.float32]) -> ColourReason | None:
    """The pair of swatches with the largest entry in `shared` (asked, worn), if any is over 0."""
    i, j = divmod(int(shared.argmax()), shared.shape[1])
    return ColourReason(asked[i].hex, worn[j].hex) if shared[i, j] else None


def worn_with(look: Look, others: Sequence[Garment], asked: Sequence[Garment]) -> tuple[WornPiece, ...]:
    """The look's other pieces: those seen, by type and main colour, then those that only a tag names.

    `others`: the worn garments that answer none of those `asked`. A tag of an asked garment's type is that
    garment's own; so is a second piece seen of its type, unless two such were asked for.
    """
    own = {garment.type for garment in asked}
    tags = {tag: types for tag in look.tags if (types := types_of_tag(tag)) and not types & own}
    told: dict[str, WornPiece] = {}
    # Those whose type a tag names first: what is left may only be told where no tag speaks of its place.
    for garment in sorted(others, key=lambda each: not any(each.type in types for types in tags.values())):
        left = {
            tag: types for tag, types in tags.items() if tag not in {piece.tag for piece in told.values()}
        }
        piece = _told(garment, left, tags)
        if piece and piece.type not in own | told.keys():
            told[piece.type] = piece
    seen = {piece.tag for piece in told.values()}
    named = [WornPiece(min(types), None, tag) for tag, types in tags.items() if tag not in seen]
    return (*told.values(), *(piece for piece in named if piece.type not in told))


def _told(garment: Garment, left: Tagged, tags: Tagged) -> WornPiece | None:
    """A piece by the tag that names its type, else one worn in its place; none for a guess too unsure."""
    colour = garment.palette[0].name
    place = LEGS if garment.type in LEGS else kin(garment.type)
    for kinds in (frozenset({garment.type}), place):
        for tag, types in left.items():
            if related := kinds & types:
                return WornPiece(min(related), colour, tag)
    taken = any(place & types for types in tags.values())
    sure = garment.confidence >= TOLD_TYPE and garment.type not in OFTEN_MISREAD and not taken
    return WornPiece(garment.type, colour) if sure else None


def pairings(recommendations: Iterable[Recommendation], n: int = 3) -> tuple[WornPiece, ...]:
    """What the looks of an answer are most often worn with, the commonest first, ties by rank."""
    counts = Counter(piece for recommendation in recommendations for piece in recommendation.worn_with)
    return tuple(piece for piece, _ in counts.most_common(n))
