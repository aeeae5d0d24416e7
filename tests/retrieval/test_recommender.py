"""The whole way: a lookbook is indexed, a photo seen, a question answered."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from retrieval import reasons
from retrieval.colours.difference import ciede2000
from retrieval.errors import IndexMismatch, IndexMissing, PhotoError, QueryError
from retrieval.index import folders, tables
from retrieval.index.build import build
from retrieval.recommender import Recommender
from retrieval.types import (
    LENSES,
    TYPES,
    Facets,
    GarmentReason,
    Look,
    Query,
    WordReason,
    WornPiece,
)
from retrieval.words import types_of_tag
from tests.retrieval.fakes import (
    EVERY_FACETS,
    FakeCutter,
    FakeEmbedder,
    draw,
    mixed_rows,
    named,
    write_lookbook,
)


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    root = tmp_path_factory.mktemp("recommender")
    lookbook = write_lookbook(root / "lookbook", mixed_rows(60))
    build([lookbook], root / "index", FakeCutter(), FakeEmbedder())
    return root / "index"


@pytest.fixture(scope="module")
def recommender(index):
    return Recommender.open(index, FakeCutter(), FakeEmbedder())


@pytest.fixture(scope="module")
def worn(index, recommender):
    """The worn garment of each look, by the look's id."""
    garments = tables.read_worn(folders.current(index)).garments
    return dict(zip([look.id for look in recommender.catalogue.looks], garments, strict=True))


@pytest.fixture(scope="module")
def sights(recommender, tmp_path_factory):
    folder = tmp_path_factory.mktemp("photos")
    return {
        colour: recommender.see(draw(folder / f"{colour}.png", colour, 99).read_bytes())
        for colour in ("red", "blue")
    }


@pytest.fixture
def red(sights):
    return Query(garments=sights["red"].garments)


def looks(recommender, answer):
    return [recommender.catalogue.look(each.look_id) for each in answer.recommendations]


def ids(answer):
    return [each.look_id for each in answer.recommendations]


def test_ranks_count_from_one_and_scores_fall(recommender, red):
    answer = recommender.recommend(red)
    assert [each.rank for each in answer.recommendations] == list(range(1, 11))
    scores = [each.score for each in answer.recommendations]
    assert scores == sorted(scores, reverse=True)
    assert answer.candidates == 60


def test_the_second_page_goes_on_where_the_first_ended(recommender, red):
    both = recommender.recommend(replace(red, k=20))
    second = recommender.recommend(replace(red, offset=10))
    assert ids(second) == ids(both)[10:]
    assert second.recommendations[0].rank == 11


def test_pages_end_with_the_looks(recommender, red):
    assert len(ids(recommender.recommend(replace(red, offset=55)))) == 5
    assert ids(recommender.recommend(replace(red, offset=60))) == []


@pytest.mark.parametrize("lens", LENSES)
@pytest.mark.parametrize("facets", EVERY_FACETS, ids=named)
def test_no_answer_outside_the_facets(recommender, red, facets, lens):
    answer = recommender.recommend(
        replace(red, facets=facets, lens=lens, keywords="코트", style="street", k=60)
    )
    for look in looks(recommender, answer):
        assert facets.gender == "all" or look.gender in (facets.gender, "unisex")
        assert not facets.seasons or look.seasons & facets.seasons


def test_facets_leave_every_look_that_passes(recommender, red):
    facets = Facets("men", frozenset({"winter"}))
    answer = recommender.recommend(replace(red, facets=facets, k=60))
    passing = {
        look.id
        for look in recommender.catalogue.looks
        if look.gender in ("men", "unisex") and "winter" in look.seasons
    }
    assert set(ids(answer)) == passing
    assert answer.candidates == len(passing)


def test_looks_of_the_style_come_first(recommender, red):
    styles = [
        look.style for look in looks(recommender, recommender.recommend(replace(red, style="formal", k=60)))
    ]
    assert styles == sorted(styles, key=lambda style: style != "formal")
    assert "formal" in styles


def is_red(garment):
    _, a, b = garment.palette[0].lab
    return a > 30 and b > 0


def test_the_lens_picture_finds_the_same_colour_and_shape(recommender, red, worn):
    answer = recommender.recommend(replace(red, lens="picture", k=60))
    assert [is_red(worn[look_id]) for look_id in ids(answer)] == [True] * 15 + [False] * 45


def test_the_lens_colour_alone_ranks_by_palette(recommender, red, worn):
    answer = recommender.recommend(replace(red, lens="colour", k=60))
    assert [is_red(worn[look_id]) for look_id in ids(answer)] == [True] * 15 + [False] * 45


def test_the_lens_words_answers_with_what_fits_alone(recommender, red):
    answer = recommender.recommend(replace(red, lens="words", keywords="코트", k=60))
    assert len(answer.recommendations) == 30
    assert all("코트" in look.tags for look in looks(recommender, answer))


def test_keywords_lift_what_they_name(recommender, red):
    plain = recommender.recommend(replace(red, k=10))
    asked = recommender.recommend(replace(red, keywords="코트", k=10))
    count = [sum("코트" in look.tags for look in looks(recommender, answer)) for answer in (plain, asked)]
    assert count[1] > count[0]


def test_excluded_words_stay_out(recommender, red):
    answer = recommender.recommend(replace(red, keywords="코트 말고", k=60))
    assert answer.recommendations
    assert not any("코트" in look.tags for look in looks(recommender, answer))


def test_keywords_that_fit_nothing_leave_the_other_evidence(recommender, red):
    for lens in LENSES:
        answer = recommender.recommend(replace(red, lens=lens, keywords="qqqxyz"))
        assert len(answer.recommendations) == 10
    assert ids(recommender.recommend(replace(red, lens="words", keywords="qqqxyz"))) == ids(
        recommender.recommend(red)
    )


def test_keywords_alone_are_a_question(recommender):
    answer = recommender.recommend(Query(keywords="코트 부츠"))
    assert all({"코트", "부츠"} <= set(look.tags) for look in looks(recommender, answer))
    assert recommender.recommend(Query(keywords="qqqxyz")).recommendations == ()


def test_several_garments_are_answered_together(recommender, red, sights):
    blue = Query(garments=sights["blue"].garments)
    together = Query(garments=red.garments + blue.garments, k=60)
    scores = {each.look_id: each.score for each in recommender.recommend(together).recommendations}
    apart = [
        {each.look_id: each.score for each in recommender.recommend(replace(one, k=60)).recommendations}
        for one in (red, blue)
    ]
    for look_id, score in scores.items():
        assert score == pytest.approx((apart[0][look_id] + apart[1][look_id]) / 2, abs=2e-4)


def test_a_whole_outfit_brings_looks_forward_that_wear_more_of_it(recommender, red, sights):
    both = Query(garments=red.garments + sights["blue"].garments, k=60)
    coated = tuple(float(name == "outerwear") for name in TYPES)
    ranks = [
        np.mean([rank for rank, look in enumerate(looks(recommender, answer)) if "코트" in look.tags])
        for answer in map(recommender.recommend, (both, replace(both, outfit=coated)))
    ]
    assert ranks[1] < ranks[0]


def test_a_garment_that_other_weights_saw_is_asked_for_by_what_else_is_known_of_it(recommender, red):
    (seen,) = red.garments
    kept = replace(red, garments=(replace(seen, embedding=np.ones(len(seen.embedding) + 3, np.float32)),))
    found = recommender.recommend(kept)
    assert found.recommendations
    shared = set(ids(found)) & set(ids(recommender.recommend(red)))
    assert len(shared) >= 5


def test_looks_that_feedback_was_given_of_are_not_answered_again(recommender, red):
    first = ids(recommender.recommend(red))
    asked = replace(red, liked=(first[2],), disliked=(first[0], "gone from the lookbook"))
    again = ids(recommender.recommend(replace(asked, k=60)))
    assert len(again) == 58
    assert not {first[0], first[2]} & set(again)


def test_more_like_a_look_brings_its_tags_forward(recommender, red):
    plain = looks(recommender, recommender.recommend(replace(red, k=60)))
    liked = next(look for look in plain if "코트" in look.tags and "부츠" in look.tags)
    ranks = [
        [
            rank
            for rank, look in enumerate(looks(recommender, recommender.recommend(replace(query, k=60))))
            if "부츠" in look.tags
        ]
        for query in (red, replace(red, liked=(liked.id,)))
    ]
    assert np.mean(ranks[1]) < np.mean(ranks[0])


def test_reasons_after_feedback_compare_with_the_photo_itself(recommender, red, worn):
    asked = replace(red, liked=(ids(recommender.recommend(red))[5],))
    for each in recommender.recommend(asked).recommendations:
        for reason in each.reasons:
            if isinstance(reason, GarmentReason):
                cosine = float(worn[each.look_id].embedding @ red.garments[0].embedding)
                assert reason.similarity == pytest.approx(cosine, abs=1e-3)


def test_reasons_say_of_which_garment(recommender, red, sights):
    together = Query(garments=red.garments + sights["blue"].garments, lens="picture", k=60)
    asked = {
        reason.asked
        for each in recommender.recommend(together).recommendations
        for reason in each.reasons
        if isinstance(reason, GarmentReason)
    }
    assert asked == {0, 1}


def test_the_same_question_has_the_same_answer(recommender, red):
    first, second = recommender.recommend(red), recommender.recommend(red)
    assert first == second


def test_equal_scores_are_ordered_by_id(recommender):
    answer = recommender.recommend(Query(keywords="코트", k=60))
    pairs = [(-each.score, each.look_id) for each in answer.recommendations]
    assert pairs == sorted(pairs)


def test_garment_reasons_can_be_checked(recommender, red, worn):
    (asked,) = red.garments
    for each in recommender.recommend(replace(red, lens="picture", k=60)).recommendations:
        tags = recommender.catalogue.look(each.look_id).tags
        named = any(asked.type in types_of_tag(tag) for tag in tags)
        cosine = float(worn[each.look_id].embedding @ asked.embedding)
        found = [reason for reason in each.reasons if isinstance(reason, GarmentReason)]
        assert len(found) == (cosine > 0)
        for reason in found:
            assert reason.box == worn[each.look_id].box
            assert reason.similarity == pytest.approx(cosine, abs=1e-3)
            assert reason.type == (asked.type if named else "unknown")


def test_colour_reasons_name_swatches_of_both_that_look_alike(recommender, red, worn):
    (asked,) = red.garments
    seen = 0
    for each in recommender.recommend(replace(red, lens="colour", k=60)).recommendations:
        for reason in each.reasons:
            seen += 1
            ours = next(swatch for swatch in asked.palette if swatch.hex == reason.query_hex)
            theirs = next(swatch for swatch in worn[each.look_id].palette if swatch.hex == reason.look_hex)
            assert ciede2000(np.array(ours.lab), np.array(theirs.lab)) < 12
    assert 15 <= seen < 60


def test_word_reasons_name_whole_tags(recommender, red):
    answer = recommender.recommend(replace(red, keywords="코트", k=60))
    words = [
        (recommender.catalogue.look(each.look_id), reason)
        for each in answer.recommendations
        for reason in each.reasons
        if isinstance(reason, WordReason)
    ]
    assert words
    assert all(reason.matched in look.tags for look, reason in words)


def test_worn_with_leaves_out_the_garment_itself(recommender, red):
    garment = replace(red.garments[0], type="t-shirt")
    for each in recommender.recommend(replace(red, garments=(garment,), k=60)).recommendations:
        tags = recommender.catalogue.look(each.look_id).tags
        told = [piece.tag for piece in each.worn_with]
        assert "티셔츠" not in told
        assert told == [tag for tag in tags if tag != "티셔츠"]


def test_what_is_no_garment_is_not_worn_with_it():
    look = Look("a", Path("a.png"), "men", frozenset(), "", "", ("꾸안꾸", "셔츠", "여름", "구두"), "")
    assert reasons.worn_with(look, (), ()) == (
        WornPiece("shirt", None, "셔츠"),
        WornPiece("shoes", None, "구두"),
    )


def test_a_piece_that_was_seen_is_told_by_its_colour_and_its_tag(red):
    look = Look("a", Path("a.png"), "men", frozenset(), "", "", ("슬랙스", "코트", "구두"), "")
    slacks, unsure = (replace(red.garments[0], type="trousers", confidence=sure) for sure in (0.9, 0.2))
    colour = red.garments[0].palette[0].name
    coat = replace(red.garments[0], type="outerwear")
    told = reasons.worn_with(look, (slacks, replace(unsure, type="hat")), (coat,))
    assert told == (WornPiece("trousers", colour, "슬랙스"), WornPiece("shoes", None, "구두"))


def test_a_piece_is_told_by_the_tag_of_what_is_worn_in_its_place(red):
    look = Look("a", Path("a.png"), "men", frozenset(), "", "", ("블레이저",), "")
    (told,) = reasons.worn_with(look, (replace(red.garments[0], type="outerwear", confidence=0.9),), ())
    assert (told.type, told.tag) == ("blazer", "블레이저")


def test_tights_are_no_trousers_where_a_tag_says_skirt(red):
    look = Look("a", Path("a.png"), "women", frozenset(), "", "", ("H라인 스커트",), "")
    legs, skirt = (replace(red.garments[0], type=each, confidence=0.9) for each in ("trousers", "skirt"))
    colour = red.garments[0].palette[0].name
    assert reasons.worn_with(look, (legs, skirt), ()) == (WornPiece("skirt", colour, "H라인 스커트"),)


@pytest.mark.parametrize(("worn", "said"), [("blazer", True), ("outerwear", True), ("hat", False)])
def test_a_piece_of_another_kind_is_no_reason(red, worn, said):
    look = Look("a", Path("a.png"), "men", frozenset(), "", "", (), "")
    asked, seen = (replace(red.garments[0], type=each) for each in ("blazer", worn))
    assert bool(reasons.garment_reason(asked, seen, look, 0.8)) is said


def test_a_type_that_is_often_misread_is_told_only_where_a_tag_agrees(red):
    hat = replace(red.garments[0], type="hat", confidence=0.9)
    bare, tagged = (
        Look("a", Path("a.png"), "men", frozenset(), "", "", tags, "") for tags in ((), ("모자",))
    )
    assert reasons.worn_with(bare, (hat,), ()) == ()
    assert [piece.tag for piece in reasons.worn_with(tagged, (hat,), ())] == ["모자"]


def test_pairings_are_the_commonest_pieces(recommender):
    answer = recommender.recommend(Query(keywords="코트"))
    worn_with = Counter(piece for each in answer.recommendations for piece in each.worn_with)
    assert [worn_with[piece] for piece in answer.pairings] == sorted(worn_with.values(), reverse=True)[:3]


@pytest.mark.parametrize(
    ("question", "says"),
    [
        (Query(), "Nothing was asked"),
        (Query(lens="words"), "needs keywords"),
        (Query(keywords="코트", lens="smell"), "no lens 'smell'"),
        (Query(keywords="코트", k=0), "Ranks begin at 1"),
        (Query(keywords="코트", offset=-1), "Ranks begin at 1"),
        (Query(keywords="코트", facets=Facets("cats")), "no gender 'cats'"),
        (Query(keywords="코트", facets=Facets(seasons=frozenset({"monsoon"}))), "no season 'monsoon'"),
    ],
)
def test_questions_that_cannot_be_asked(recommender, question, says):
    with pytest.raises(QueryError, match=says):
        recommender.recommend(question)


def test_a_photo_that_is_none_is_refused(recommender):
    with pytest.raises(PhotoError):
        recommender.see(b"no photo at all")


def test_without_an_index_the_command_is_named(tmp_path):
    with pytest.raises(IndexMissing, match="codibot index"):
        Recommender.open(tmp_path, FakeCutter(), FakeEmbedder())


def test_an_index_of_another_embedder_is_refused_with_the_command(tmp_path):
    lookbook = write_lookbook(tmp_path / "my looks", mixed_rows(3))
    build([lookbook], tmp_path / "index", FakeCutter(), FakeEmbedder())
    other = FakeEmbedder()
    other.checksum = "e" * 64
    with pytest.raises(IndexMismatch, match=f"codibot index '{lookbook}'"):
        Recommender.open(tmp_path / "index", FakeCutter(), other)
