"""Looks without a mask: a piece that the parser sees takes the word of the look's tags, or none."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image

from retrieval.regions import LABELS
from retrieval.types import Box, Region
from scripts.split import look_in_report
from scripts.teach_worn import drawn, label_of, untaught
from scripts.training.embedder.cache import worn
from scripts.training.embedder.labels import WORN_WORDS
from scripts.training.packing import is_tuning

NAMES = list(LABELS)


def region(name: str, rows: slice) -> Region:
    mask = np.zeros((40, 20), np.bool_)
    mask[rows] = True
    return Region(name, mask, Box(0, rows.start, 20, rows.stop), 0.9)


def test_the_tags_say_what_is_in_a_region() -> None:
    assert label_of("trousers", ["티셔츠", "데님 팬츠", "가방"]) == "jeans"
    assert label_of("shoes", ["셔츠", "구두", "부츠"]) in {"shoes", "boots"}


def test_two_types_in_one_region_or_none_are_left_out() -> None:
    assert label_of("top", ["셔츠", "티셔츠"]) is None
    assert label_of("skirt", ["셔츠", "팬츠"]) is None


def test_only_named_regions_are_drawn() -> None:
    pixels = drawn(
        [region("top", slice(0, 10)), region("skirt", slice(10, 30))], ["블라우스", "팬츠"], NAMES, (40, 20)
    )
    assert (pixels[:10] == NAMES.index("blouse")).all()
    assert (pixels[10:] == NAMES.index("null")).all()


def test_looks_that_report_or_tune_or_have_a_mask_are_left_alone(tmp_path: Path) -> None:
    numbers = [f"{number:04}" for number in range(1, 60)]
    lines = [f"ccp{number},photos/{number}.webp,셔츠|팬츠" for number in numbers]
    (tmp_path / "looks.csv").write_text("id,photo,tags\n" + "\n".join(lines), "utf-8")
    free = [number for number in numbers if not look_in_report(number) and not is_tuning(number)]
    (tmp_path / "masks").mkdir()
    (tmp_path / "masks" / f"{free[0]}.png").touch()
    assert [number for number, _ in untaught(tmp_path)] == free[1:]


def test_taught_looks_join_the_drawn_ones(tmp_path: Path) -> None:
    number = next(each for each in map("{:04}".format, range(1, 60)) if not look_in_report(each))
    (tmp_path / "labels.txt").write_text("\n".join(NAMES), "utf-8")
    for folder in ("masks", "photos", "taught"):
        (tmp_path / folder).mkdir()
    Image.new("RGB", (20, 40), (10, 200, 30)).save(tmp_path / "photos" / f"{number}.webp")
    pixels = drawn([region("top", slice(0, 10))], ["셔츠"], NAMES, (40, 20))
    Image.fromarray(pixels).save(tmp_path / "taught" / f"{number}.png")
    pack = worn(tmp_path, tmp_path / "taught")
    assert pack.labels["label"].tolist() == [WORN_WORDS.index("shirt")]
    assert pack.owners.tolist() == [number]
