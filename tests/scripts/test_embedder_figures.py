"""What an embedder's vectors are worth, on vectors whose worth is known; its labels and its packed crops."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from retrieval.types import TYPES
from scripts.training.embedder import cache
from scripts.training.embedder.cache import Cache, padded
from scripts.training.embedder.figures import across, calibration_error, neighbours
from scripts.training.embedder.labels import PATTERNS, TYPE_OF_ARTICLE, UNKNOWN, pattern_number

EAST, NORTH = (1.0, 0.0), (0.0, 1.0)


def vectors(*rows: tuple[float, float]) -> np.ndarray:
    return np.array(rows, np.float32)


def test_neighbours_are_of_other_owners() -> None:
    points = vectors(EAST, EAST, NORTH, NORTH)
    words = np.array([0, 0, 1, 1])
    assert neighbours(points, words, np.array(["a", "b", "c", "d"]), k=1) == 1
    assert neighbours(points, words, np.array(["a", "a", "c", "c"]), k=1) == 0


def test_lying_to_worn_counts_what_could_be_found_and_types_alike() -> None:
    queries = vectors(*[EAST] * 5, *[NORTH] * 15)
    kinds = np.array([0] * 5 + [1] * 15)
    gallery, theirs = vectors(EAST, EAST, (1, 0.1), (1, 0.2)), np.array([0, 0, 1, 1])
    macro, mean = across(queries, kinds, gallery, theirs, k=2)
    assert (macro, mean) == (1.0, 1.0)
    gallery, theirs = vectors(EAST, EAST, NORTH, NORTH, (1, 0.5)), np.array([0, 0, 5, 5, 1])
    macro, mean = across(queries, kinds, gallery, theirs, k=2)
    assert macro == pytest.approx(0.5)  # the type found half as the one found: each counts once
    assert mean == pytest.approx(0.25)


def test_types_that_nobody_wears_or_few_ask_for_do_not_count() -> None:
    queries, kinds = vectors(*[EAST] * 6, NORTH, NORTH), np.array([0] * 6 + [1, 2])
    macro, mean = across(queries, kinds, vectors(EAST, EAST), np.array([0, 1]), k=1)
    assert macro == 1
    assert mean == pytest.approx(6 / 7)


def test_calibration_error_is_the_gap_between_told_and_true() -> None:
    told = np.tile(np.array([[0.8, 0.2]], np.float32), (10, 1))
    assert calibration_error(told, np.array([0] * 8 + [1] * 2)) == pytest.approx(0, abs=1e-6)
    assert calibration_error(told, np.array([0] * 3 + [1] * 7)) == pytest.approx(0.5, abs=1e-6)


def test_articles_are_of_known_types_and_names_tell_patterns() -> None:
    assert set(TYPE_OF_ARTICLE.values()) == set(TYPES)
    assert list(PATTERNS)[pattern_number("Scullers Men Check Grey Shirt")] == "checked"
    assert list(PATTERNS)[pattern_number("Navy-Striped polo")] == "striped"
    assert pattern_number("Nike Men Shoe") == UNKNOWN


def test_a_crop_is_padded_in_the_middle() -> None:
    square = padded(np.zeros((2, 4, 3), np.uint8))
    assert square.shape == (4, 4, 3)
    assert (square[[0, 3]] == 255).all()
    assert (square[1:3] == 0).all()


def test_a_worn_piece_is_its_box_with_its_mask(tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    (tmp_path / "masks").mkdir()
    (tmp_path / "labels.txt").write_text("null\nskirt\n", "utf-8")
    number = next(f"{n:04}" for n in range(99) if not cache.look_in_report(f"{n:04}"))
    drawn = np.zeros((60, 40), np.uint8)
    drawn[20:40, 10:30] = 1
    drawn[20:30, 10:20] = 0
    photo = np.full((60, 40, 3), 90, np.uint8)
    Image.fromarray(drawn).save(tmp_path / "masks" / f"{number}.png")
    Image.fromarray(photo).save(tmp_path / "photos" / f"{number}.webp", lossless=True)
    packed = cache.worn(tmp_path)
    packed.save(tmp_path / "worn.npz")
    packed = Cache.load(tmp_path / "worn.npz")
    assert packed.owners.tolist() == [number]
    assert [TYPES[kind] for kind in packed.labels["type"]] == ["skirt"]
    assert packed.photos.shape == (1, 4, cache.SIDE, cache.SIDE)
    assert (packed.photos[0, :3] == 90).all()
    assert packed.photos[0, 3, -16, -16] == 255
    assert packed.photos[0, 3, 16, 16] == 0
