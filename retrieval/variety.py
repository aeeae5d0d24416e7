"""The first ten are varied: near-copies step back, looks that differ in one way take some of the places."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from retrieval.ranking import Scores
from retrieval.types import Look, Slot

Places = npt.NDArray[np.intp]
"""Positions in the looks that were weighed, best first."""

FIRST = 10
"""Ranks that are varied: one album."""
CLOSEST = 5
"""Ranks that stay as they are, near-copies apart. So varied, macro nDCG@10 of 320 lying garments against 558
street looks falls from 0.861 to 0.859 with tags, from 0.737 to 0.733 by pictures alone."""
POOL = 40
"""Ranks from which the places are filled."""
GIVES = 0.02
"""How much less than the tenth a look may score that takes a place for being different."""
COPY = 0.98
"""Cosine from which two looks' garments are one photo taken twice: 0.91 of pieces cut anew and saved coarsely
reach it, and 26 of a million pairs of two people do."""
OTHER_COLOUR = 0.45
"""Closeness of palettes below which a look shows the garment in another colour."""
FORMALITY = {"sports": 0, "street": 1, "american_casual": 1, "casual": 1, "dandy": 2, "formal": 3}


@dataclass(frozen=True, slots=True, eq=False)
class Candidates:
    """What is compared of the looks that were weighed; arrays run along their positions."""

    looks: Sequence[Look]
    scores: Scores
    colours: Scores  # closeness of the palettes, the mean over the garments asked for
    vectors: npt.NDArray[np.float32]  # (looks, dim): the garment that answers, of unit length
    preferred: npt.NDArray[np.bool_]  # of the style asked for


def varied(order: Places, candidates: Candidates) -> tuple[Places, dict[int, Slot]]:
    """The order with its first ten varied, and for some positions in what way their looks differ."""
    pool = order[:POOL].tolist()
    originals = _without_copies(pool, candidates.vectors)
    if len(originals) <= CLOSEST:
        return order, {}
    slots = _slots(originals, candidates)
    further = originals[CLOSEST:]
    chosen = [place for place in further if place in slots]
    others = [place for place in further if place not in slots]
    taken = [*chosen, *others][: FIRST - CLOSEST]
    first = [*originals[:CLOSEST], *sorted(taken, key=pool.index)]
    rest = [place for place in order.tolist() if place not in set(first)]
    return np.array([*first, *rest], dtype=np.intp), {**slots, first[0]: "closest"}


def _without_copies(pool: list[int], vectors: npt.NDArray[np.float32]) -> list[int]:
    """The pool without looks that are near-copies of a better one."""
    compared = np.asarray(vectors[pool], dtype=np.float32)
    # Not `@`: for so small a product BLAS wakes a thread for each core, which costs more than the product.
    alike = np.einsum("id,jd->ij", compared, compared)
    kept: list[int] = []
    for number in range(len(pool)):
        if not kept or alike[number, kept].max() < COPY:
            kept.append(number)
    return [pool[number] for number in kept]


def _slots(pool: list[int], candidates: Candidates) -> dict[int, Slot]:
    """For each way of differing the best look that does and scores nearly as well, by position."""
    closest, tenth = pool[0], pool[:FIRST][-1]
    least = candidates.scores[tenth] - GIVES
    found: dict[int, Slot] = {}
    for slot, differs in _ways(candidates, closest).items():
        for place in pool[1:]:
            near = candidates.scores[place] >= least
            same = candidates.preferred[place] == candidates.preferred[tenth]
            if place not in found and near and same and differs(place):
                found[place] = slot
                break
    return found


def _ways(candidates: Candidates, closest: int) -> dict[Slot, Callable[[int], bool]]:
    looks, colours = candidates.looks, candidates.colours
    formality, seasons = FORMALITY.get(looks[closest].style), looks[closest].seasons

    def dressed(place: int) -> int:
        other = FORMALITY.get(looks[place].style)
        return 0 if formality is None or other is None else other - formality

    return {
        "other_colour": lambda place: bool(colours[place] < OTHER_COLOUR <= colours[closest]),
        "dressier": lambda place: dressed(place) > 0,
        "relaxed": lambda place: dressed(place) < 0,
        "other_season": lambda place: (
            bool(seasons and looks[place].seasons) and not seasons & looks[place].seasons
        ),
    }
