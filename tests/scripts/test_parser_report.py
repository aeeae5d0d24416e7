"""The figures that a parser is judged by, on drawings whose right answer is known."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from retrieval.parsing import Parse, Region
from retrieval.regions import REGIONS
from retrieval.types import Box, Mask, Photo
from scripts.training import reporting
from scripts.training.corrupting import KINDS, corrupted
from scripts.training.reporting import Seen

TOP, TROUSERS = REGIONS.index("top"), REGIONS.index("trousers")


def square(x0: int, y0: int, x1: int, y1: int, side: int = 80) -> Mask:
    mask = np.zeros((side, side), np.bool_)
    mask[y0:y1, x0:x1] = True
    return mask


def seen(truth: np.ndarray) -> Seen:
    return Seen("0001", Photo(np.zeros((*truth.shape, 3), np.uint8), 80, 80, ""), truth.astype(np.uint8))


def parse_of(labels: np.ndarray, pieces: dict[str, Box]) -> Parse:
    mask = np.asarray(Image.fromarray((labels > 0).astype(np.uint8)).resize((80, 80))) > 0
    regions = tuple(Region(name, mask, box, 0.9) for name, box in pieces.items())
    return Parse(mask, regions, True, 0.9, (labels > 0).astype(np.float32), labels.astype(np.intp))


def test_each_way_of_spoiling_changes_a_good_part_of_the_mask() -> None:
    mask = square(20, 20, 60, 60)
    for spoil in KINDS.values():
        for seed in range(5):
            spoilt = spoil(mask, np.random.default_rng(seed))
            assert 0.05 < (spoilt ^ mask).sum() / mask.sum() < 0.6


def test_a_photo_is_always_spoilt_alike() -> None:
    mask = square(20, 20, 60, 60)
    assert {corrupted(mask, str(n))[0] for n in range(30)} == set(KINDS)
    np.testing.assert_array_equal(corrupted(mask, "a")[1], corrupted(mask, "a")[1])


def test_a_worn_piece_is_right_when_region_and_box_are() -> None:
    truth = TOP * square(20, 0, 60, 40) + TROUSERS * square(20, 40, 60, 80)
    told = {"top": Box(22, 0, 60, 40), "trousers": Box(0, 0, 20, 20), "bag": Box(60, 40, 70, 50)}
    pieces = reporting.worn_pieces([(seen(truth), parse_of(np.zeros((40, 40)), told))])
    assert pieces.recall == pytest.approx(1 / 2)
    assert pieces.precision == pytest.approx(1 / 3)
    assert pieces.by_region == {"top": [1, 1, 1], "trousers": [1, 1, 0], "bag": [0, 1, 0]}


def test_parsing_is_measured_in_pixels_of_the_photo() -> None:
    truth = TOP * square(20, 20, 60, 60)
    half = np.zeros((40, 40), int)
    half[10:30, 10:30] = TOP
    counts, majority = reporting.parsing([(seen(truth), parse_of(half, {}))])
    assert reporting.mean_iou(counts) > 0.95
    assert reporting.mean_iou(majority) == pytest.approx(0.75 / 2)


def test_spoilt_masks_are_caught_where_the_parser_disagrees() -> None:
    read = []
    for n in range(12):
        truth = square(20, 10 + n, 60, 50 + n)
        read.append((Seen(str(n), seen(truth).photo, truth.astype(np.uint8)), parse_of(truth[::2, ::2], {})))
    share, by_kind, threshold = reporting.caught(read, Parse.trust)
    assert share == 1
    assert set(by_kind) <= set(KINDS)
    assert 0.9 < threshold <= 1


def test_overlap_and_interval() -> None:
    assert reporting.overlap(Box(0, 0, 10, 10), Box(5, 0, 15, 10)) == pytest.approx(1 / 3)
    assert reporting.overlap(Box(0, 0, 10, 10), Box(20, 20, 30, 30)) == 0
    low, high = reporting.interval([0.0, 1.0] * 50)
    assert 0.35 < low < 0.5 < high < 0.65
