"""The foreground is found, distrusted where it says nothing, and never downloaded by a test."""

from __future__ import annotations

import logging
import shutil

import numpy as np
import pytest

from retrieval import cutout, photo
from retrieval.cutout import ReadingCutter, SaliencyCutter
from tests.retrieval.conftest import block_photo, photo_of


def overlap(first, second):
    return (first & second).sum() / (first | second).sum()


def block_mask():
    mask = np.zeros((120, 100), dtype=np.bool_)
    mask[30:90, 20:60] = True
    return mask


def rating(value, share=1.0):
    """A cutter that rates the upper `share` of every photo as `value`."""

    def saliency(rgb):
        rated = np.zeros((100, 100), dtype=np.float32)
        rated[: round(100 * share)] = value
        return rated

    return SaliencyCutter("rated", saliency)


def test_border_cut_finds_a_block():
    cut = cutout.make("border").cut(block_photo())
    assert overlap(cut.mask, block_mask()) > 0.9
    assert not cut.fell_back
    assert 0.5 < cut.confidence <= 1


def test_border_cut_keeps_a_hole_of_the_ground_s_colour_inside_a_garment():
    seen = block_photo()
    seen.rgb[50:60, 35:45] = 235
    assert cutout.make("border").cut(seen).mask[55, 40]


def test_border_cut_sees_past_a_two_coloured_ground():
    seen = block_photo((20, 140, 60))
    seen.rgb[:, :10] = (120, 80, 50)
    assert overlap(cutout.make("border").cut(seen).mask, block_mask()) > 0.9


@pytest.mark.parametrize("shade", [0, 255])
def test_one_plain_colour_falls_back_to_the_whole_photo(shade):
    cut = cutout.make("border").cut(photo_of(np.full((50, 40, 3), shade, dtype=np.uint8)))
    assert cut.fell_back
    assert cut.mask.all()
    assert cut.confidence == 0


@pytest.mark.parametrize(("share", "fell_back"), [(0.01, True), (0.03, False), (0.97, False), (0.99, True)])
def test_a_mask_that_keeps_next_to_nothing_or_all_is_not_believed(share, fell_back):
    cut = rating(1.0, share).cut(photo_of(np.zeros((100, 100, 3), dtype=np.uint8)))
    assert cut.fell_back is fell_back
    assert cut.mask.mean() == (1.0 if fell_back else pytest.approx(share))


def test_a_hesitant_mask_is_trusted_less_than_a_decided_one():
    seen = photo_of(np.zeros((100, 100, 3), dtype=np.uint8))
    assert rating(1.0, 0.5).cut(seen).confidence == pytest.approx(1.0)
    assert rating(0.6, 0.5).cut(seen).confidence == pytest.approx(0.6)


def test_the_mask_has_the_photo_s_size():
    assert rating(1.0, 0.5).cut(photo_of(np.zeros((77, 33, 3), dtype=np.uint8))).mask.shape == (77, 33)


@pytest.mark.parametrize("setting", ["u2netp", "u2net", "silueta", "isnet-general-use"])
def test_a_model_that_cannot_be_had_gives_way_to_the_parser(setting, caplog):
    with caplog.at_level(logging.WARNING):
        cutter = cutout.make(setting)
    assert isinstance(cutter, ReadingCutter)
    assert cutter.lying is None
    assert setting in caplog.text
    assert cutout.model_file(setting) is None


@pytest.mark.parametrize("setting", ["missing.onnx", "damaged.onnx", "bria-rmbg"])
def test_a_file_that_is_no_model_gives_way_to_the_parser(setting, tmp_path):
    (tmp_path / "damaged.onnx").write_bytes(b"no network")
    assert cutout.saliency_cutter(str(tmp_path / setting)) is None


@pytest.mark.shared
def test_rembg_and_the_onnx_file_give_the_same_cut(shared, no_downloads):
    shutil.copy(shared / "models" / "u2netp.onnx", no_downloads)
    seen = block_photo()
    session = cutout.saliency_cutter("u2netp")
    assert session.name == "u2netp"
    assert cutout.model_file("u2netp") == no_downloads / "u2netp.onnx"
    file = cutout.saliency_cutter(str(no_downloads / "u2netp.onnx"))
    assert overlap(session.cut(seen).mask, file.cut(seen).mask) > 0.98
    assert overlap(session.cut(seen).mask, block_mask()) > 0.8


@pytest.mark.shared
def test_u2netp_finds_a_garment_on_a_real_photo(shared, no_downloads):
    shutil.copy(shared / "models" / "u2netp.onnx", no_downloads)
    seen = photo.open(min((shared / "data" / "garments" / "photos").iterdir()))
    cut = cutout.saliency_cutter("u2netp").cut(seen)
    assert cut.mask.shape == seen.rgb.shape[:2]
    assert not cut.fell_back
