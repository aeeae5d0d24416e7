"""A garment asked for in a colour is one piece in that colour, whatever else a look wears in it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from retrieval.colours.coloured_pieces import ColouredPieces
from retrieval.colours.near import TERMS
from retrieval.colours.seen import with_seen_colours
from retrieval.evidence import Evidence
from retrieval.index.catalogue import Catalogue
from retrieval.index.tables import IndexedLook, WornTable
from retrieval.language.tied_words import Tie, TiedWords, tied
from retrieval.recommender import Recommender
from retrieval.type_guess import worn_types
from retrieval.types import TYPES, Box, Garment, Look, Query, Swatch
from retrieval.words import Vocabulary

NAMES = {term.name.en: term.name for term in TERMS}


def piece(type_: str, *colours: str, sure: float = 0.9) -> Garment:
    """A garment whose colours have equal shares but for the first, which has most."""
    shares = [0.7, *[0.3 / max(len(colours) - 1, 1)] * (len(colours) - 1)]
    swatches = (
        Swatch("#000000", (0.0, 0.0, 0.0), share, NAMES[colour])
        for colour, share in zip(colours, shares, strict=True)
    )
    others = (1 - sure) / (len(TYPES) - 1)
    probabilities = tuple(sure if name == type_ else others for name in TYPES)
    return Garment(type_, sure, probabilities, Box(0, 0, 1, 1), np.zeros(2, np.float32), tuple(swatches))


LOOKS = {
    "navy blazer": ("블레이저|슬랙스", (piece("blazer", "navy", "white"), piece("trousers", "grey"))),
    "blue blazer": ("블레이저|슬랙스", (piece("blazer", "cobalt blue"), piece("trousers", "grey"))),
    "navy trousers": ("블레이저|슬랙스", (piece("blazer", "ivory"), piece("trousers", "navy"))),
    "navy knit": ("니트|슬랙스", (piece("knit", "navy"), piece("trousers", "grey"))),
    "all grey": ("니트|슬랙스|출근", (piece("knit", "grey"), piece("trousers", "grey"))),
    "so tagged": ("버건디 블레이저|슬랙스", (piece("trousers", "grey"),)),
}


Wardrobe = dict[str, tuple[str, tuple[Garment, ...]]]


def catalogue_of(looks: Wardrobe) -> tuple[Catalogue, WornTable]:
    garments = [garment for _, worn in looks.values() for garment in worn]
    rows = [row for row, (_, worn) in enumerate(looks.values()) for _ in worn]
    indexed = tuple(
        IndexedLook(
            Look(name, Path(name), "unisex", frozenset(), "", "", tuple(filter(None, tags.split("|"))), ""),
            0,
            "",
        )
        for name, (tags, _) in looks.items()
    )
    worn = WornTable(garments, np.array(rows, np.intp), np.zeros((len(rows), 2), np.float32))
    return Catalogue(None, indexed), worn


def asked(looks: Wardrobe) -> TiedWords:
    catalogue, worn = catalogue_of(looks)
    vocabulary = Vocabulary.fit(with_seen_colours(catalogue.looks, worn.garments, worn.look_rows))
    return TiedWords(vocabulary, ColouredPieces(catalogue.looks, worn, worn_types(worn.garments)))


@pytest.fixture(scope="module")
def words():
    return asked(LOOKS)


def scores(words, keywords):
    return dict(zip(LOOKS, words.scores(keywords).tolist(), strict=True))


@pytest.mark.parametrize(
    "keywords",
    [
        *(
            "navy blazer",
            "네이비 블레이저",
            "남색 블레이저",
            "what goes with a navy blazer?",
            "navy wool blazer",
        ),
        *("blazer in navy", "블레이저 네이비"),
    ],
)
def test_the_piece_in_its_colour_then_in_another_then_the_colour_elsewhere(words, keywords):
    found = scores(words, keywords)
    ranked = sorted(found, key=found.__getitem__, reverse=True)
    assert ranked[0] == "navy blazer"
    assert set(ranked[1:4]) == {"blue blazer", "navy trousers", "so tagged"}
    assert ranked[4:] == ["navy knit", "all grey"]


def test_a_near_colour_counts_partly(words):
    found = scores(words, "indigo blazer")
    blue = scores(words, "blue blazer")
    assert found["navy blazer"] > found["navy trousers"]
    assert blue["blue blazer"] > blue["navy trousers"]


def test_a_tag_may_say_both(words):
    found = scores(words, "burgundy blazer")
    assert max(found, key=found.__getitem__) == "so tagged"
    found = scores(words, "버건디 블레이저")
    assert found["so tagged"] > found["navy blazer"] > found["navy knit"]


def test_other_words_count_beside_a_tie(words):
    alone, beside = scores(words, "grey knit"), scores(words, "출근 grey knit")
    assert beside["all grey"] > beside["navy knit"]
    assert beside["all grey"] - beside["navy knit"] > 0.1
    assert alone["all grey"] > alone["navy knit"]


def test_words_that_are_not_tied_are_answered_as_before(words):
    for keywords in ("navy", "블레이저", "navy, 블레이저", "실버 블레이저", "출근 슬랙스"):
        assert words.scores(keywords).tolist() == pytest.approx(
            words._vocabulary.scores(keywords).tolist(), abs=1e-6
        )


@pytest.mark.parametrize("keywords", ["no navy blazer", "네이비 블레이저 말고", "출근, 네이비 블레이저 빼고"])
def test_a_garment_refused_in_a_colour_leaves_those_of_another(words, keywords):
    excluded = {name for name, out in zip(LOOKS, words.excludes(keywords), strict=True) if out}
    assert excluded == {"navy blazer"}


def test_a_garment_that_was_not_surely_seen_is_refused_with_the_colour_elsewhere():
    unsure = piece("blazer", "ivory", sure=0.3), piece("trousers", "navy")
    words = asked(LOOKS | {"unsure": ("블레이저|슬랙스", unsure)})
    assert words.excludes("no navy blazer")[-1]
    assert words.excludes("no navy").tolist()[2:4] == [True, True]


def test_without_any_tag_what_was_seen_answers():
    looks = {name: ("", worn) for name, (_, worn) in LOOKS.items()}
    found = scores(asked(looks), "navy blazer")
    assert max(found, key=found.__getitem__) == "navy blazer"
    assert asked(looks).nearest("navy blazer", np.arange(len(looks))) > 0.5


def test_how_near_the_colour_is_the_best_look_tells(words):
    rows = np.arange(len(LOOKS))
    assert words.nearest("navy blazer", rows) > 0.8
    assert words.nearest("navy blazer", rows[2:]) < 0.1
    assert words.nearest("yellow blazer", rows) < 0.1
    assert words.nearest("navy blazer, yellow knit", rows) < 0.1
    assert words.nearest("blazer", rows) == 1


def test_an_answer_says_where_nothing_has_the_colour():
    catalogue, worn = catalogue_of(LOOKS)
    recommender = Recommender(catalogue, Evidence(catalogue, worn, None), None, None)
    assert recommender.recommend(Query(keywords="navy blazer")).close
    assert recommender.recommend(Query(keywords="blazer")).close
    yellow = recommender.recommend(Query(keywords="yellow blazer"))
    assert yellow.recommendations
    assert not yellow.close
    with_photo = Query(keywords="yellow blazer", garments=(piece("trousers", "grey"),), lens="colour")
    assert recommender.recommend(with_photo).close


@pytest.mark.parametrize(
    ("wanted", "parts"),
    [
        (("navy", "blazer"), [Tie(("navy",), "blazer")]),
        (("출근", "검은색", "코트", "로퍼"), ["출근", Tie(("검은색",), "코트"), "로퍼"]),
        (("black", "white", "dress"), [Tie(("black", "white"), "dress")]),
        (("navy", "wool", "blazer"), ["wool", Tie(("navy",), "blazer")]),
        (("blazer", "navy"), [Tie(("navy",), "blazer")]),
        (("코트", "블랙", "셔츠", "화이트"), [Tie(("블랙",), "코트"), Tie(("화이트",), "셔츠")]),
        (("출근", "니트", "울", "베이지"), ["출근", Tie(("베이지",), "니트"), "울"]),
        (("청바지", "네이비", "니트"), ["청바지", Tie(("네이비",), "니트")]),
        (("navy", "office", "blazer"), ["navy", "office", "blazer"]),
        (("네이비 블레이저",), [Tie(("네이비",), "블레이저")]),
        (("블랙", "와이드 데님 팬츠"), [Tie(("블랙",), "와이드 데님 팬츠")]),
        (("데님 재킷",), ["데님 재킷"]),
    ],
)
def test_which_words_are_tied(wanted, parts):
    assert list(tied(wanted)) == parts
