"""A garment is its cutout: cropped, typed where it lies, boxed in pixels of the original."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from retrieval.garment import crop_of, describe, describe_many
from retrieval.types import SUSPICIOUS, TYPES, UNKNOWN, Box, Cutout, Region
from tests.retrieval.conftest import block_photo, photo_of
from tests.retrieval.fakes import FakeEmbedder

BLUE = (30, 60, 190)


class Headless(FakeEmbedder):
    """Weights that know no types."""

    def type_probabilities(self, pooled):
        return None


def block_cutout():
    mask = np.zeros((120, 100), dtype=np.bool_)
    mask[30:90, 20:60] = True
    return Cutout(mask, 0.9)


def is_white(pixel):
    return (pixel == 255).all()


def test_a_lying_garment_is_squashed_with_a_little_of_its_ground():
    crop = crop_of(block_photo(BLUE), block_cutout(), 60, "lying")
    assert crop.shape == (60, 60, 3)
    assert crop.dtype == np.uint8
    assert (crop[8:52, 8:52] == BLUE).all()
    for edge in (crop[2], crop[-3], crop[:, 2], crop[:, -3]):
        assert (edge == 235).all()


def test_the_ground_ends_where_the_photo_ends():
    whole = Cutout(np.ones((120, 100), dtype=np.bool_), 0.0, fell_back=True)
    assert crop_of(block_photo(BLUE), whole, 60, "lying").shape == (60, 60, 3)


def test_a_worn_one_is_padded_with_white():
    crop = crop_of(block_photo(BLUE), block_cutout(), 60, "worn")
    assert is_white(crop[30, 2])
    assert is_white(crop[30, -2])
    assert (crop[:, 30] == BLUE).all()


def test_a_worn_one_s_background_turns_white():
    cutout = block_cutout()
    cutout.mask[30:60, 20:40] = False
    assert is_white(crop_of(block_photo(BLUE), cutout, 60, "worn")[10, 15])


def test_a_lying_garment_has_type_box_vector_and_palette():
    (garment,) = describe(block_photo(BLUE), block_cutout(), FakeEmbedder(), "lying")
    assert garment.type == TYPES[2]  # the fake's answer to blue
    assert garment.confidence == pytest.approx(0.9)
    assert sum(garment.type_probabilities) == pytest.approx(1, abs=1e-3)
    assert garment.box == Box(20, 30, 60, 90)
    assert np.linalg.norm(garment.embedding) == pytest.approx(1, abs=0.005)  # in a byte a number
    assert [swatch.hex for swatch in garment.palette] == ["#1e3cbe"]


def test_a_worn_cutout_claims_no_type():
    (garment,) = describe(block_photo(), block_cutout(), FakeEmbedder(), "worn")
    assert (garment.type, garment.confidence, garment.type_probabilities) == (UNKNOWN, 0.0, ())


def test_weights_without_a_head_claim_no_type():
    (garment,) = describe(block_photo(), block_cutout(), Headless(), "lying")
    assert (garment.type, garment.confidence, garment.type_probabilities) == (UNKNOWN, 0.0, ())


def test_the_box_is_in_pixels_of_the_original():
    seen = photo_of(block_photo().rgb, scale=4)
    (garment,) = describe(seen, block_cutout(), FakeEmbedder(), "lying")
    assert garment.box == Box(80, 120, 240, 360)


def test_the_whole_photo_s_box_is_the_photo():
    seen = photo_of(np.full((77, 33, 3), 90, dtype=np.uint8), scale=3)
    whole = Cutout(np.ones((77, 33), dtype=np.bool_), 0.0, fell_back=True)
    (garment,) = describe(seen, whole, FakeEmbedder(), "lying")
    assert garment.box == Box(0, 0, seen.width, seen.height)


def test_several_photos_are_described_as_each_alone():
    seen = [(block_photo(colour), block_cutout()) for colour in ((200, 30, 40), (20, 140, 60), BLUE)]
    together = describe_many(seen, FakeEmbedder(), "lying")
    for (photo, cutout), (garment,) in zip(seen, together, strict=True):
        (alone,) = describe(photo, cutout, FakeEmbedder(), "lying")
        assert (garment.type, garment.palette) == (alone.type, alone.palette)
        assert garment.embedding == pytest.approx(alone.embedding)


def halves(photo, *, wearer):
    """A top over trousers, as a parser would read the block."""
    upper, lower = np.zeros((2, 120, 100), dtype=np.bool_)
    upper[30:60, 20:60] = lower[60:90, 20:60] = True
    regions = tuple(
        Region(name, mask, Box(0, 0, 1, 1), 0.7) for name, mask in (("top", upper), ("trousers", lower))
    )
    return describe(photo, replace(block_cutout(), regions=regions, wearer=wearer), FakeEmbedder(), "worn")


def test_each_region_is_a_garment():
    boxes = [garment.box for garment in halves(block_photo(BLUE), wearer=True)]
    assert boxes == [Box(20, 30, 60, 60), Box(20, 60, 60, 90)]


def test_a_region_weighs_the_type():
    upper, lower = halves(block_photo(BLUE), wearer=True)
    assert TYPES[2] == "knit"  # the fake's answer to blue
    assert upper.type == "knit"
    assert upper.confidence > 0.9 > lower.confidence
    assert lower.type_probabilities[TYPES.index("trousers")] > 0.1


def test_parser_and_type_head_speak_of_a_type_together():
    certain = tuple(float(name == "shirt") for name in TYPES)
    agreeing = tuple(float(name == "knit") for name in TYPES)

    def told(types):
        region = Region("top", block_cutout().mask, Box(0, 0, 1, 1), 0.7, types)
        cutout = replace(block_cutout(), regions=(region,))
        return describe(block_photo(BLUE), cutout, FakeEmbedder(), "lying")[0]

    assert told(()).type == told(agreeing).type == "knit"
    assert told(agreeing).confidence > told(()).confidence > told(certain).type_probabilities[2]
    assert told(certain).type == "shirt"  # the fake head is sure to 0.9 alone


def test_of_a_lying_garment_both_readers_say_as_much_of_a_worn_one_the_parser_more():
    rest = 0.1 / (len(TYPES) - 1)
    shirt = tuple(0.9 if name == "shirt" else rest for name in TYPES)  # as sure as the fake head is of a knit
    region = Region("top", block_cutout().mask, Box(0, 0, 1, 1), 0.7, shirt)

    def told(wearer):
        cutout = replace(block_cutout(), regions=(region,), wearer=wearer)
        (garment,) = describe(block_photo(BLUE), cutout, FakeEmbedder(), "lying")
        return [garment.type_probabilities[TYPES.index(name)] for name in ("shirt", "knit")]

    lying, worn = told(False), told(True)
    assert lying[0] == pytest.approx(lying[1])
    assert worn[0] > 1.3 * worn[1]


def test_a_pattern_is_told_where_it_is_likely_enough():
    def told(patterns, kind="shirt"):
        types = tuple(float(name == kind) for name in TYPES)
        region = Region("top", block_cutout().mask, Box(0, 0, 1, 1), 0.7, types, patterns)
        cutout = replace(block_cutout(), regions=(region,))
        return describe(block_photo(BLUE), cutout, FakeEmbedder(), "lying")[0].pattern

    assert told((0.1, 0.7, 0.1, 0.1)) == "striped"
    assert told((0.9, 0.1, 0.0, 0.0)) == "solid"
    assert told((0.4, 0.4, 0.1, 0.1)) is None
    assert told(()) is None
    assert told((0.1, 0.7, 0.1, 0.1), "bag") is None  # nobody taught it patterns of bags


def test_what_nobody_wears_is_seen_as_lying_and_typed_by_the_head_alone():
    worn, lying = (halves(block_photo(BLUE), wearer=wearer)[1] for wearer in (True, False))
    assert not np.allclose(worn.embedding, lying.embedding)
    assert lying.confidence == pytest.approx(0.9)
    assert worn.confidence < 0.9


def test_a_suspicious_cutout_is_read_beside_the_whole_photo():
    photo, cutout = block_photo(BLUE), block_cutout()
    whole = replace(cutout, mask=np.ones_like(cutout.mask))
    sure, doubted, all_of_it = (
        describe(photo, each, FakeEmbedder(), "lying")[0].embedding
        for each in (cutout, replace(cutout, confidence=SUSPICIOUS - 0.1), whole)
    )
    mean = sure + all_of_it
    assert doubted == pytest.approx(mean / np.linalg.norm(mean), abs=2e-3)


def test_no_photos_have_no_garments():
    assert describe_many([], FakeEmbedder(), "lying") == ()
