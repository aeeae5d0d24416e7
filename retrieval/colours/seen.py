"""The main colours that a look's pieces were seen to have, as words that keywords can ask for or exclude."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache

import numpy as np
import numpy.typing as npt

from retrieval.colours.names import basic_named
from retrieval.language.glossary import kind_of
from retrieval.types import Garment, Look


def with_seen_colours(
    looks: Sequence[Look], worn: Iterable[Garment], look_rows: npt.NDArray[np.intp]
) -> list[Look]:
    """The looks, each with the colours of its worn garments beside its fabrics: tags seldom name them."""
    colours: list[dict[str, None]] = [{} for _ in looks]
    for garment, row in zip(worn, look_rows, strict=True):
        if garment.palette and (word := word_of(garment.palette[0].name.ko)):
            colours[row][word] = None
    return [replace(look, fabrics=(*look.fabrics, *seen)) for look, seen in zip(looks, colours, strict=True)]


@cache
def word_of(colour: str) -> str | None:
    """A colour's name where it names nothing else, its basic name where it does (차콜; but 데님 is 파랑)."""
    basic = basic_named(colour)
    named = (colour, basic.ko) if basic else (colour,)
    return next((name for name in named if kind_of(name) == "colour"), None)
