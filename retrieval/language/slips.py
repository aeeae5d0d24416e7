"""Which known words an unknown one may be: so few letters differ that it was meant, or may be offered."""

from __future__ import annotations

import re

from retrieval.language import korean
from retrieval.language.small_words import is_ordinary

SLIP, LONGEST_SLIP = 0.25, 3.0
"""A word is a slip of another if at most this share, and this number, of its letters differ."""
NEAR, FARTHEST = 0.3, 3.0
"""And near to it, not more than a question, up to these."""
SHORTEST, LONG = 4, 8
"""Letters from which a word may be a slip at all, and from which its first one may be wrong too."""

_COUNTED = re.compile(r"\d")


def is_slip(word: str, known: str) -> bool:
    """Whether so little differs that `word` was meant to be `known`. Both are keys.

    A short word could be anything, and so it must at least begin alike: 서울 is no 거울.
    """
    long = min(len(korean.jamo(word)), len(korean.jamo(known))) >= LONG
    return (long or _begin_alike(word, known)) and _differ_little(word, known, SLIP, LONGEST_SLIP)


def is_near(word: str, known: str) -> bool:
    """Whether `known` is worth offering for `word`. Both are keys."""
    return _begin_alike(word, known) and _differ_little(word, known, NEAR, FARTHEST)


def may_be_another(word: str) -> bool:
    """Whether `word` may be a slip: a number is none, nor is a word that people know."""
    return not (_COUNTED.match(word) or is_ordinary(word))


def _begin_alike(word: str, known: str) -> bool:
    return korean.change(korean.jamo(word)[:1], korean.jamo(known)[:1]) < 1


def _differ_little(word: str, known: str, share: float, most: float) -> bool:
    shorter, longer = sorted((len(korean.jamo(word)), len(korean.jamo(known))))
    return shorter >= SHORTEST and korean.distance(word, known) <= min(share * longer, most)
