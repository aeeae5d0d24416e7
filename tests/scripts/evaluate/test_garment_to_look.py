"""The main table: its truth, its first rows, and the mutations that must move its figures."""

from dataclasses import replace

import numpy as np
import pytest

from scripts.evaluate.garment_to_look import COLOUR, NDCG, TYPE, measure
from scripts.evaluate.rows import PICTURES, Row, best_first, fixed_row, random_row, ranked
from scripts.evaluate.truth import WORN_NAMES, WornTruth, gains, worn_types
from tests.scripts.evaluate.benches import BLUE, RED, small_bench


@pytest.fixture(scope="module")
def bench():
    return small_bench()


def perfect(bench):
    return Row("perfect", PICTURES, best_first(bench.gains))


def macro(row, bench):
    return {name: figure.mean for name, figure in measure(row, bench).macro.items()}


def test_gains_follow_type_and_colour():
    nearly_red = (55.0, 75.0, 60.0)
    looks = [
        WornTruth("a", {"skirt": RED}),
        WornTruth("b", {"t-shirt": BLUE}),
        WornTruth("c", {"t-shirt": BLUE, "top": nearly_red}),
    ]
    assert gains(WORN_NAMES["T-Shirt"], RED, looks).tolist() == [0, 1, 2]


def test_donors_words_become_codibots_types():
    assert worn_types("Hoodie") == {"knit"}
    assert worn_types("Pants") == {"trousers"}
    assert worn_types("T-Shirt") == {"t-shirt", "top"}


def test_the_perfect_row_is_perfect(bench):
    assert macro(perfect(bench), bench) == {NDCG: 1, TYPE: 1, COLOUR: 1}


def test_a_broken_ranking_moves_every_figure(bench):
    broken = Row("broken", PICTURES, best_first(-bench.gains))
    assert all(value == 0 for value in macro(broken, bench).values())


def test_a_shuffled_truth_moves_every_figure(bench):
    dice = np.random.default_rng(3)
    shuffled = replace(bench, gains=dice.permuted(bench.gains, axis=1))
    assert all(value < 0.7 for value in macro(perfect(bench), shuffled).values())


def test_an_answer_of_the_right_type_in_the_wrong_colour_shows_in_colour_alone(bench):
    off_colour = Row("off", PICTURES, best_first(np.where(bench.gains == 2, 0.5, bench.gains)))
    figures = macro(off_colour, bench)
    assert figures[TYPE] == 1
    assert figures[COLOUR] < 1
    assert figures[NDCG] < 1


def test_one_fixed_answer_is_the_same_for_all(bench):
    row = fixed_row(bench, bench.gains)
    assert (row.order == row.order[0]).all()
    assert len(set(row.order[0].tolist())) == 10


def test_a_fixed_answer_made_of_other_queries_follows_them(bench):
    hats = np.array([query.type == "Hat" for query in bench.queries])
    row = fixed_row(bench, bench.gains[hats])
    assert all("hat" in bench.looks[place].pieces for place in row.order[0])


def test_random_is_the_same_twice_and_no_query_repeats_a_look(bench):
    row = random_row(bench)
    assert (row.order == random_row(bench).order).all()
    assert all(len(set(answer)) == len(answer) for answer in row.order.tolist())


def test_above_is_counted_query_by_query(bench):
    best, chance = measure(perfect(bench), bench), measure(random_row(bench), bench)
    above = best.above(chance, bench.types)
    assert above.mean == pytest.approx(best.macro[NDCG].mean - chance.macro[NDCG].mean)
    assert best.above(best, bench.types).high == 0


def test_answers_by_id_are_put_where_they_stand(bench):
    row = ranked("ours", PICTURES, [["look03", "look00"]] * len(bench.queries), bench)
    assert row.order[0].tolist() == [3, 0]
