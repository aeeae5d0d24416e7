"""How often a type is named rightly, and how sure of it codibot is."""

import numpy as np
import pytest

from scripts.evaluate.type_guesses import line_of


def test_types_are_counted_right_second_and_said():
    told = np.array([[0.9, 0.1, 0.0], [0.3, 0.4, 0.3], [0.6, 0.4, 0.0], [0.2, 0.1, 0.7]], dtype=np.float32)
    cells = line_of("ours", told, np.array([0, 1, 1, 0])).cells
    assert (cells["right"], cells["among the first two"]) == (0.5, 1.0)
    assert cells["said"] == 0.75
    assert cells["right where said"] == pytest.approx(1 / 3)


def test_who_is_right_as_often_as_sure_has_no_calibration_error():
    told = np.array([[0.75, 0.25]] * 4, dtype=np.float32)
    assert line_of("ours", told, np.array([0, 0, 0, 1])).cells["calibration error"] == pytest.approx(0)
