"""What the trainers share: the split, packs, backgrounds, and the table of labels."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from retrieval.regions import DONORS, LABELS, REGIONS, region_of_donor, region_of_label
from retrieval.types import TYPES
from scripts.split import garment_in_report, look_in_report
from scripts.training import backgrounds
from scripts.training.confusion import IGNORE
from scripts.training.packing import Pack, is_tuning, pack_garments, pack_looks

LABEL_NAMES = ["null", "skin", "t-shirt", "jeans"]


def test_every_label_has_a_region_and_a_known_type() -> None:
    assert {region for region, _ in LABELS.values()} == set(REGIONS)
    assert {kind for _, kind in LABELS.values() if kind} <= set(TYPES)
    assert {kind for _, kind in DONORS.values()} <= set(TYPES)
    assert REGIONS[region_of_label("jeans")] == REGIONS[region_of_donor("Pants")] == "trousers"


@pytest.mark.shared
def test_every_label_of_the_looks_is_known(shared: Path) -> None:
    names = (shared / "data" / "looks" / "labels.txt").read_text("utf-8").split()
    assert set(names) == set(LABELS)


def test_about_a_tenth_tunes() -> None:
    tuning = sum(is_tuning(str(number)) for number in range(2000))
    assert 150 < tuning < 250


@pytest.fixture
def looks(tmp_path: Path) -> Path:
    """Twenty looks, the left half of each a pair of jeans."""
    for folder in ("photos", "masks"):
        (tmp_path / folder).mkdir()
    (tmp_path / "labels.txt").write_text("\n".join(LABEL_NAMES), "utf-8")
    mask = np.zeros((60, 40), np.uint8)
    mask[:, :20] = LABEL_NAMES.index("jeans")
    for number in range(20):
        Image.new("RGB", (40, 60), (number, 0, 0)).save(tmp_path / "photos" / f"{number:04}.webp")
        Image.fromarray(mask).save(tmp_path / "masks" / f"{number:04}.png")
    return tmp_path


def test_looks_of_the_report_part_are_never_packed(looks: Path) -> None:
    pack = pack_looks(looks)
    assert set(pack.keys) == {f"{n:04}" for n in range(20) if not look_in_report(f"{n:04}")}
    assert 0 < len(pack.keys) < 20


def test_labels_are_packed_as_regions(looks: Path) -> None:
    pack = pack_looks(looks)
    assert pack.photos.shape[1:] == (3, 400, 272)
    assert set(np.unique(pack.pixels[:, :, :130])) == {REGIONS.index("trousers")}
    assert set(np.unique(pack.pixels[:, :, 140:])) == {0}
    assert set(np.unique(pack.kinds[:, :, :130])) == {TYPES.index("trousers")}
    assert set(np.unique(pack.kinds[:, :, 140:])) == {IGNORE}


def test_garments_of_the_report_part_are_never_packed(tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    rows = ["id,photo,type,sender,kids"] + [f"g{n},photos/g{n}.webp,T-Shirt,{n},false" for n in range(20)]
    (tmp_path / "garments.csv").write_text("\n".join(rows), "utf-8")
    for n in range(20):
        Image.new("RGB", (30, 40)).save(tmp_path / "photos" / f"g{n}.webp")
    pack = pack_garments(tmp_path, [])
    assert set(pack.keys) == {str(n) for n in range(20) if not garment_in_report(str(n))}
    assert pack.aspects == pytest.approx(0.75)


def test_the_first_sure_teacher_is_believed(tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    sender = next(str(n) for n in range(20) if not garment_in_report(str(n)))
    (tmp_path / "garments.csv").write_text(
        f"id,photo,type,sender,kids\ng,photos/g.webp,Shirt,{sender},false", "utf-8"
    )
    Image.new("RGB", (30, 40)).save(tmp_path / "photos" / "g.webp")
    for name, shade in (("vague", 120), ("sure", 255)):
        (tmp_path / name).mkdir()
        cut = Image.new("L", (30, 40))
        cut.paste(shade, (5, 5, 20, 30))
        cut.save(tmp_path / name / "g.png")
    pack = pack_garments(tmp_path, [tmp_path / "vague", tmp_path / "none", tmp_path / "sure"])
    assert pack.pixels.max() == 255
    assert pack.kinds.tolist() == [TYPES.index("shirt")]
    assert not pack_garments(tmp_path, [tmp_path / "vague"]).pixels.any()


def test_a_pack_comes_back_from_disk(looks: Path, tmp_path: Path) -> None:
    pack = pack_looks(looks)
    pack.save(tmp_path / "looks.npz")
    again = Pack.load(tmp_path / "looks.npz")
    assert again.keys == pack.keys
    np.testing.assert_array_equal(again.pixels, pack.pixels)
    parts = again.part(tuning=True).keys, again.part(tuning=False).keys
    assert sorted(parts[0] + parts[1]) == sorted(pack.keys)


def test_backgrounds_are_taken_where_nothing_lies() -> None:
    photos = np.zeros((2, 3, 200, 200), np.uint8)
    photos[:, :, :, :100] = 255
    taken = np.zeros((2, 200, 200), bool)
    taken[:, :, :100] = True
    found = backgrounds.patches(photos, taken, 3, np.random.default_rng(0))
    assert len(found) == 3
    assert all(patch.max() < 30 for patch in found)


def test_drawn_grounds_are_the_same_for_the_same_seed() -> None:
    one, other = (backgrounds.drawn(8, np.random.default_rng(3)) for _ in range(2))
    np.testing.assert_array_equal(one, other)
    assert one[0].shape == (backgrounds.SIDE, backgrounds.SIDE, 3)
