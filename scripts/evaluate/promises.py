"""What an answer must never do, counted: looks outside the facets, pieces claimed that nobody wears."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

from retrieval.index.catalogue import Catalogue
from retrieval.types import GENDERS, SEASONS, Answer, Facets, GarmentReason, Look, Query
from scripts.evaluate.ours import Codibot

FACETS = tuple(
    Facets(gender, frozenset(seasons))
    for gender, seasons in product(GENDERS, ((), *((season,) for season in SEASONS), SEASONS))
)
"""Each gender with no season, with each, and with all four."""


@dataclass(frozen=True, slots=True)
class Violations:
    """How many answers were looked at, how many looks in them, and how many of those break the facets."""

    answers: int
    looks: int
    outside: int


def facet_violations(codibot: Codibot, queries: Sequence[Query]) -> Violations:
    """Every query under every facet."""
    answers = looks = outside = 0
    for query, facets in product(queries, FACETS):
        answer = codibot.recommender.recommend(replace(query, facets=facets))
        found = list(looks_of(answer, codibot.catalogue))
        answers, looks = answers + 1, looks + len(found)
        outside += sum(not passes(look, facets) for look in found)
    return Violations(answers, looks, outside)


def passes(look: Look, facets: Facets) -> bool:
    """The contract written a second time: men and women pass unisex, a season must be shared."""
    gender = facets.gender == "all" or look.gender in (facets.gender, "unisex")
    return gender and (not facets.seasons or bool(look.seasons & facets.seasons))


def says_nothing_fits(answer: Answer) -> bool:
    """Whether an answer admits that it has nothing close."""
    return not answer.close or not answer.recommendations


def claims(answer: Answer, types: frozenset[str]) -> bool:
    """Whether an answer tells of a worn garment of one of these types."""
    told = (reason for each in answer.recommendations for reason in each.reasons)
    return any(isinstance(reason, GarmentReason) and reason.type in types for reason in told)


def looks_of(answer: Answer, catalogue: Catalogue) -> Iterator[Look]:
    """The looks of an answer."""
    for each in answer.recommendations:
        look = catalogue.look(each.look_id)
        assert look is not None
        yield look
