"""What a look wears as a whole is learned from its tags, named as the masks name them."""

from __future__ import annotations

import numpy as np
from PIL import Image

from retrieval.types import TYPES
from scripts.fit_outfit import Told, areas, crossed, fit, label_of_tag, truths

LABELS = ("null", "skin", "hat", "skirt")


def test_a_tag_is_what_is_drawn_wherever_it_stands(tmp_path):
    (tmp_path / "labels.txt").write_text("\n".join(LABELS), "utf-8")
    (tmp_path / "masks").mkdir()
    drawn = {"0001": (0, 1, 2), "0002": (0, 1, 3), "0003": (0, 1, 2, 3)}
    for number, labels in drawn.items():
        Image.fromarray(np.array([labels], np.uint8)).save(tmp_path / "masks" / f"{number}.png")
    rows = [
        {"photo": "photos/0001.webp", "tags": "모자"},
        {"photo": "photos/0002.webp", "tags": "스커트"},
        {"photo": "photos/0003.webp", "tags": "모자|스커트"},
        {"photo": "photos/0004.webp", "tags": "코트"},  # nobody drew it
    ]
    assert label_of_tag(tmp_path, rows) == {"모자": "hat", "스커트": "skirt"}


def told(count, fresh):
    """Photos of which every second wears a hat, which the first number shows; nobody wears anything else."""
    dice = np.random.default_rng(count)
    hats = np.arange(count) % 2 == 1
    numbers = dice.normal(0, 0.3, (count, 3)) + np.outer(hats, (2, 0, 0))
    return [
        Told(each.astype(np.float32), frozenset({"hat"} if hat else ()), fresh)
        for each, hat in zip(numbers, hats, strict=True)
    ]


def test_what_shows_is_learned_and_what_is_never_there_is_unlikely():
    model = fit(told(60, fresh=True), 1.0)
    answers = model(np.array([[0, 0, 0], [2, 0, 0]], np.float32))
    assert answers[0, TYPES.index("hat")] < 0.1 < 0.9 < answers[1, TYPES.index("hat")]
    assert answers[:, TYPES.index("skirt")].max() < 0.02


def test_fresh_photos_are_told_by_models_that_never_saw_them():
    photos = told(40, fresh=True)
    answers = crossed(photos + told(10, fresh=False), 1.0)
    assert answers.shape == (40, len(TYPES))
    assert areas(answers, truths(photos)) == {"hat": 1.0}


def test_what_shows_nothing_is_told_no_better_than_by_lot():
    blind = [
        Told(each.numbers * np.float32((0, 1, 1)), each.worn, fresh=True) for each in told(200, fresh=True)
    ]
    assert abs(areas(crossed(blind, 1.0), truths(blind))["hat"] - 0.5) < 0.15
