"""How near each colour that a piece can be named comes to a colour word: charcoal is nearly black."""

from __future__ import annotations

from functools import cache

import numpy as np
import numpy.typing as npt

from retrieval.colours.difference import ciede2000
from retrieval.colours.names import BASIC, SHOP, Term
from retrieval.language.glossary import glossary
from retrieval.palette import lab_of_hexes

Nearness = npt.NDArray[np.float32]
"""One for each of TERMS: 1 the colour itself, 0 another."""

TERMS = (*BASIC, *SHOP)
"""The names that swatches have."""
NEAR, APART = 0.8, 15.0
"""What a colour of another name is worth at most, and the CIEDE2000 from which it is worth nothing."""
KIND = 0.5
"""What a kind of a basic colour is worth at least: sky blue where blue is asked for."""


@cache
def nearness(word: str) -> Nearness | None:
    """How near each of TERMS comes to a colour word; none where no piece is ever named it (실버, 파스텔)."""
    asked = [place for place, term in enumerate(TERMS) if _says(word, term)]
    if not asked:
        return None
    near = np.maximum(NEAR * (1 - _apart()[asked].min(axis=0) / APART), 0)
    kinds = {TERMS[place].name.ko for place in asked}
    near = np.where([term.basic in kinds for term in TERMS], np.maximum(near, KIND), near)
    near[asked] = 1
    return np.asarray(near, dtype=np.float32)


def _says(word: str, term: Term) -> bool:
    names = glossary().named(word)
    return any(glossary().named(name) & names for name in (term.name.ko, term.name.en))


@cache
def _apart() -> npt.NDArray[np.float32]:
    """CIEDE2000 from each term's nearest prototype, (asked, seen), meant over what the seen one shows."""
    labs = [lab_of_hexes(term.prototypes) for term in TERMS]
    each = [[ciede2000(seen[:, None], asked).min(axis=1).mean() for seen in labs] for asked in labs]
    return np.array(each, dtype=np.float32)
