"""Facets and claims: that a leak is counted, and that the contract is written the same twice."""

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from retrieval.index.cells import asked
from retrieval.index.cells import passes as in_cell
from retrieval.types import Answer, Box, Facets, GarmentReason, Look, Query, Recommendation
from scripts.evaluate.promises import FACETS, claims, facet_violations, passes, says_nothing_fits

LOOKS = {
    name: Look(name, Path("x"), gender, frozenset(seasons), "", "", (), "")
    for name, gender, seasons in (
        ("a", "women", ("spring",)),
        ("b", "men", ("winter",)),
        ("c", "unisex", ()),
        ("d", "women", ("summer", "spring")),
    )
}


def answer(*ids, reasons=()):
    return Answer(tuple(Recommendation(each, 1, 1.0, reasons, ()) for each in ids), (), len(ids))


def codibot(honest):
    def recommend(query):
        return answer(*(name for name, look in LOOKS.items() if not honest or passes(look, query.facets)))

    return SimpleNamespace(
        recommender=SimpleNamespace(recommend=recommend), catalogue=SimpleNamespace(look=LOOKS.get)
    )


def test_a_leaked_facet_is_counted():
    queries = [Query(keywords="x")]
    assert facet_violations(codibot(honest=True), queries).outside == 0
    leaked = facet_violations(codibot(honest=False), queries)
    assert leaked.outside > 0
    assert leaked.answers == len(FACETS)


@pytest.mark.parametrize("facets", FACETS)
def test_the_contract_is_the_same_in_both_hands(facets):
    for look in LOOKS.values():
        assert passes(look, facets) == any(in_cell(look, cell) for cell in asked(facets))


def test_only_an_empty_answer_says_that_nothing_fits():
    assert says_nothing_fits(answer())
    assert not says_nothing_fits(answer("a"))


def test_a_claim_is_a_garment_reason_of_that_type():
    told = answer("a", reasons=(GarmentReason("skirt", Box(0, 0, 1, 1), 0.5),))
    assert claims(told, frozenset({"skirt"}))
    assert not claims(told, frozenset({"hat"}))
    assert not claims(replace(told, recommendations=()), frozenset({"skirt"}))


def test_all_seasons_are_not_all():
    assert passes(LOOKS["c"], Facets())
    assert not passes(LOOKS["c"], Facets(seasons=frozenset({"spring", "summer", "autumn", "winter"})))
