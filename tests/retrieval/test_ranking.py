"""Evidence is weighed as the lens says, and order leaves nothing to chance."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from retrieval.ranking import (
    CHOSEN,
    CLOSE,
    CLOSE_NAMED,
    CLOSE_SEEN,
    EACH,
    NAMED,
    WEIGHTS,
    GarmentEvidence,
    Weighed,
    Weights,
    WholeEvidence,
    fuse,
    in_order,
    is_close,
    most_alike,
    of_outfit,
    outfit_worn,
    pieces_worn,
    without_tags,
)
from retrieval.types import LENSES


def floats(*values):
    return np.array(values, dtype=np.float32)


def evidence(cosines, colours=None, types=None):
    return GarmentEvidence(
        np.arange(len(cosines)),
        floats(*cosines),
        floats(*(colours or [0] * len(cosines))),
        None if types is None else floats(*types),
    )


def test_every_lens_has_weights():
    assert set(WEIGHTS) == set(LENSES)
    assert all(max(weights.picture, weights.colour, weights.words) > 0 for weights in WEIGHTS.values())


def test_a_look_is_judged_by_its_best_garment():
    looks = np.array([0, 0, 1, 2, 2])
    best = most_alike(looks, np.arange(5), floats(0.1, 0.9, 0.5, 0.4, 0.4))
    assert best.tolist() == [1, 2, 3]


def test_evidence_is_a_weighted_mean():
    weights = Weights(picture=3, colour=1, types=2, words=2)
    scores = fuse([evidence([0.4], [0.8], [0.5])], weights, WholeEvidence(floats(0.25)))
    assert scores == pytest.approx([(3 * 0.4 + 0.8 + 2 * 0.5 + 2 * 0.25) / 8], abs=1e-4)


def test_what_the_whole_photo_says_is_evidence_of_its_own():
    seen = replace(evidence([0.4]), wears=floats(0.9))
    assert fuse([seen], Weights(picture=1, wears=1)) == pytest.approx([0.65])


def test_evidence_that_is_not_there_does_not_count():
    weights = Weights(picture=1, colour=1, types=5, words=5)
    assert fuse([evidence([0.4], [0.8])], weights) == pytest.approx([0.6])
    assert fuse([], weights, WholeEvidence(floats(0.3))) == pytest.approx([0.3])


def test_without_tags_what_is_seen_of_a_type_counts_twice():
    before = WEIGHTS["all"]
    weights = without_tags(before)
    assert (weights.types, weights.worn, weights.wears) == (0, 2 * before.worn, 2 * before.wears)
    assert replace(weights, types=before.types, worn=before.worn, wears=before.wears) == before


def test_garments_count_alike():
    assert fuse([evidence([1.0]), evidence([0.5])], Weights(picture=1)) == pytest.approx([0.75])


def test_preferred_looks_come_first_then_scores_then_ids():
    order = in_order(
        floats(0.9, 0.5, 0.5, 0.1),
        np.array([3, 2, 1, 0]),
        np.array([False, False, False, True]),
        np.zeros(4, dtype=np.intp),
    )
    assert order.tolist() == [3, 0, 2, 1]


def test_of_several_garments_looks_that_wear_them_all_come_first():
    shirt = evidence([0.9, 0.1, 0.8], types=[0.9, 0.9, 0.1])
    skirt = evidence([0.9, 0.1, 0.8], types=[0.2, 0.8, 0.1])
    pieces = pieces_worn([shirt, skirt], 3)
    assert pieces.tolist() == [1, 2, 0]
    plain = np.zeros(3, dtype=np.bool_)
    assert in_order(floats(0.9, 0.1, 0.8), np.arange(3), plain, pieces).tolist() == [1, 0, 2]
    assert pieces_worn([shirt], 3).tolist() == [0, 0, 0]


def test_the_very_piece_counts_as_worn_whatever_type_was_read():
    same = evidence([0.97, 0.4, 0.4], types=[0.1, 0.9, 0.1])
    assert pieces_worn([same, same], 3).tolist() == [2, 2, 0]


def test_feedback_is_evidence_like_words():
    weights = Weights(picture=1, feedback=1)
    assert fuse([evidence([0.4])], weights, WholeEvidence(feedback=floats(0.8))) == pytest.approx([0.6])


def test_a_whole_outfit_speaks_beside_its_garments():
    weights = Weights(picture=1, outfit=3)
    assert fuse([evidence([0.4])], weights, WholeEvidence(outfit=floats(0.8))) == pytest.approx([0.7])


def test_of_a_whole_outfit_colours_count_more_where_the_lens_weighs_it():
    assert of_outfit(WEIGHTS["all"]).colour > WEIGHTS["all"].colour
    assert replace(of_outfit(WEIGHTS["all"]), colour=WEIGHTS["all"].colour) == WEIGHTS["all"]
    assert of_outfit(WEIGHTS["colour"]) == WEIGHTS["colour"]


def test_the_very_outfit_wears_all_of_it_whatever_is_likely():
    shirt, skirt = evidence([0.99, 0.99, 0.5]), evidence([0.9, 0.3, 0.6])
    assert outfit_worn(floats(0.6, 0.7, 0.8), [shirt, skirt]) == pytest.approx([1.0, 0.7, 0.8])


def weighed(scores, types=None):
    garment = evidence(scores, types=types)
    return Weighed(np.arange(len(scores)), (garment,), floats(*scores), np.arange(len(scores)))


PICTURE = Weights(picture=1)


def test_of_a_whole_outfit_no_tag_must_name_every_type():
    far = CLOSE_SEEN - 0.1
    unnamed = weighed([CLOSE_SEEN + 0.1] * 2, types=[0.0] * 2)
    assert not is_close(unnamed, "all", PICTURE)
    assert is_close(unnamed, "all", PICTURE, outfit=True)
    assert is_close(replace(unnamed, garments=unnamed.garments * (CHOSEN + 1)), "all", PICTURE)
    assert not is_close(weighed([far] * 2, types=[0.0] * 2), "all", PICTURE, outfit=True)


def test_low_scores_are_not_close():
    assert is_close(weighed([0.2, CLOSE["picture"] + 0.01]), "picture", PICTURE)
    assert not is_close(weighed([0.2, CLOSE["picture"] - 0.01]), "picture", PICTURE)
    assert is_close(weighed([]), "all", PICTURE)


def test_one_look_that_scores_high_among_many_is_chance():
    few, many = [CLOSE_SEEN + 0.01, *[0.0] * (EACH - 1)], [CLOSE_SEEN + 0.01, *[0.0] * (2 * EACH - 1)]
    assert is_close(weighed(few), "all", PICTURE)
    assert not is_close(weighed(many), "all", PICTURE)
    assert is_close(weighed(sorted(many, reverse=True)[:1] * 2 + many[2:]), "all", PICTURE)


def test_tags_that_name_the_type_of_the_best_looks_speak_for_them():
    scores, weights = [CLOSE_NAMED - NAMED / 2, 0.0], Weights(picture=1)
    assert is_close(weighed(scores, [0.6, 0.0]), "all", weights)
    assert not is_close(weighed(scores, [0.4, 1.0]), "all", weights)


def test_a_doubtful_guess_is_no_ground_for_saying_that_nothing_is_there():
    least = CLOSE_NAMED - NAMED * 0.5 - 0.01
    sure = weighed([least, 0.0], [0.5, 0.0])
    assert not is_close(sure, "all", PICTURE)
    unsure = replace(sure, garments=(replace(sure.garments[0], sure=0.6),))
    assert is_close(unsure, "all", PICTURE)


def test_words_that_fit_make_no_garment_close():
    garment = evidence([0.1, 0.1])
    shown = Weighed(np.arange(2), (garment,), floats(0.9, 0.8), np.arange(2))
    assert not is_close(shown, "all", Weights(picture=1, words=1))


def test_an_outfit_is_judged_by_the_mean():
    outfit = [evidence([0.9, 0.1], types=[0.1, 0.9]) for _ in range(CHOSEN + 1)]
    assert pieces_worn(outfit[:CHOSEN], 2).tolist() == [0, CHOSEN]
    assert pieces_worn(outfit, 2).tolist() == [0, 0]
