"""What looks wear: told by the whole photo, else by the garments that were found."""

from __future__ import annotations

import numpy as np

from retrieval.type_guess import looks_wear, shares_worn
from retrieval.types import TYPES


def told(**types):
    return [types.get(name, 0.0) for name in TYPES]


def floats(*rows):
    return np.array(rows, dtype=np.float32)


def test_a_look_that_was_told_nothing_wears_what_its_garments_are():
    kinds = floats(told(skirt=0.9), told(hat=0.7), told(skirt=0.4, bag=0.6))
    wears = looks_wear(floats(told(skirt=0.2), told()), kinds, np.array([0, 1, 1]))
    assert (wears == floats(told(skirt=0.2), told(hat=0.7, skirt=0.4, bag=0.6))).all()


def test_where_nobody_saw_any_type_nobody_can_say():
    assert looks_wear(floats(told(), told()), None, np.array([0, 1])) is None
    assert looks_wear(floats(told(hat=1.0), told()), None, np.array([0, 1])).shape == (2, len(TYPES))


def test_a_look_shares_as_much_of_an_outfit_as_it_is_likely_to_wear():
    wears = floats(told(skirt=1.0, hat=0.5), told(bag=1.0))
    assert shares_worn(wears, told(skirt=0.6, hat=0.2)).tolist() == [0.875, 0.0]


def test_an_outfit_of_which_nothing_is_known_shares_nothing():
    assert shares_worn(floats(told(skirt=1.0)), told()).tolist() == [0.0]
