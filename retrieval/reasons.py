"""Why a look is in the answer, claiming nothing that cannot be checked, and what the piece is worn with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np

from retrieval.colour_difference import ciede2000
from retrieval.types import UNKNOWN, ColourReason, Garment, GarmentReason, Look, Palette, Recommendation
from retrieval.words import types_of_tag

SHARED_COLOUR = 12.0
"""CIEDE2000 below which two swatches are told as one colour: a person would call both by the same name."""
SEEN_SHARE = 0.1
"""Smaller swatches are buttons and shadows; nobody would look for them on the look."""


def garment_reason(asked: Garment, worn: Garment, look: Look, cosine: float) -> GarmentReason | None:
    """That `worn` resembles `asked`; none where their cosine says the opposite."""
    if cosine <= 0:
        return None
    return GarmentReason(_claimable_type(asked, worn, look), worn.box, round(cosine, 4))


def _claimable_type(asked: Garment, worn: Garment, look: Look) -> str:
    """The worn garment's own type; while that is unknown the asked one's, where a tag names it."""
    if worn.type != UNKNOWN:
        return worn.type
    tagged = any(asked.type in types_of_tag(tag) for tag in look.tags)
    return asked.type if tagged else UNKNOWN


def colour_reason(asked: Palette, worn: Palette) -> ColourReason | None:
    """The colour that most of both garments share, if there is one."""
    asked = tuple(swatch for swatch in asked if swatch.share >= SEEN_SHARE)
    worn = tuple(swatch for swatch in worn if swatch.share >= SEEN_SHARE)
    if not asked or not worn:
        return None
    ours = np.array([swatch.lab for swatch in asked])
    theirs = np.array([swatch.lab for swatch in worn])
    close = ciede2000(ours[:, None], theirs[None]) < SHARED_COLOUR
    common = np.minimum.outer([swatch.share for swatch in asked], [swatch.share for swatch in worn]) * close
    i, j = np.unravel_index(np.argmax(common), common.shape)
    return ColourReason(asked[i].hex, worn[j].hex) if common[i, j] else None


def worn_with(look: Look, asked: Sequence[Garment]) -> tuple[str, ...]:
    """The look's other pieces: its tags that name garments, but not of the asked garments' types."""
    own = {garment.type for garment in asked}
    return tuple(tag for tag in look.tags if (types := types_of_tag(tag)) and not types & own)


def pairings(recommendations: Iterable[Recommendation], n: int = 3) -> tuple[str, ...]:
    """What the looks of an answer are most often worn with, the commonest first, ties by rank."""
    counts = Counter(tag for recommendation in recommendations for tag in recommendation.worn_with)
    return tuple(tag for tag, _ in counts.most_common(n))
