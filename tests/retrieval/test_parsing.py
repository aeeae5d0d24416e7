"""Reading a photo's pieces, with a tiny network that knows each region by one colour."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw

from retrieval.cutout import ReadingCutter
from retrieval.errors import WeightsError
from retrieval.parsing import Parser, agreement, seen_size
from retrieval.regions import REGIONS
from retrieval.types import PATTERNS, SUSPICIOUS, TYPES, Box, Cutout, Mask, Photo
from tests.retrieval.region_colours import REGION_COLOURS

FIXTURES = Path(__file__).parent / "fixtures"
COLOUR = dict(zip(REGIONS, REGION_COLOURS, strict=True))


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser(FIXTURES / "colour_parser.onnx")


class Drawing:
    """A photo of 320 x 320 painted region by region; the original it stands for is twice as large."""

    def __init__(self) -> None:
        self._image = Image.new("RGB", (320, 320), COLOUR["background"])
        self._draw = ImageDraw.Draw(self._image)

    def paint(self, region: str, x0: int, y0: int, x1: int, y1: int) -> Drawing:
        self._draw.rectangle((x0, y0, x1 - 1, y1 - 1), COLOUR[region])
        return self

    @property
    def photo(self) -> Photo:
        return Photo(np.asarray(self._image), 640, 640, "digest")


def wearer() -> Drawing:
    drawing = Drawing().paint("skin", 140, 20, 180, 60).paint("top", 110, 60, 210, 160)
    return drawing.paint("trousers", 120, 160, 200, 280).paint("shoes", 110, 280, 210, 300)


def near(box: Box, wanted: tuple[int, int, int, int], slack: int = 6) -> bool:
    found = (box.x0, box.y0, box.x1, box.y1)
    return all(abs(one - other) <= slack for one, other in zip(found, wanted, strict=True))


def test_worn_pieces_are_found_in_pixels_of_the_original(parser: Parser) -> None:
    parse = parser.parse(wearer().photo)
    boxes = {region.name: region.box for region in parse.regions}
    assert parse.wearer is True
    assert list(boxes) == ["top", "trousers", "shoes"]
    assert near(boxes["top"], (220, 120, 420, 320))
    assert near(boxes["trousers"], (240, 320, 400, 560))


def test_a_piece_s_type_is_what_the_places_under_its_mask_say(parser: Parser) -> None:
    types = [region.type_probabilities for region in parser.parse(wearer().photo).regions]
    told = [TYPES[each.index(max(each))] for each in types]
    assert told == ["knit", "trousers", "shoes"]
    assert [sum(each) for each in types] == pytest.approx([1, 1, 1])
    assert max(types[0]) > 0.8


def test_so_is_its_pattern(parser: Parser) -> None:
    patterns = [region.pattern_probabilities for region in parser.parse(wearer().photo).regions]
    assert [PATTERNS[each.index(max(each))] for each in patterns] == ["striped", "solid", "solid"]
    assert [sum(each) for each in patterns] == pytest.approx([1, 1, 1])


def test_the_foreground_holds_the_wearer_and_the_pieces(parser: Parser) -> None:
    parse = parser.parse(wearer().photo)
    assert parse.mask[40, 160]
    assert not parse.mask[40, 60]
    assert parse.confidence > 0.9
    for region in parse.regions:
        assert region.mask.shape == (320, 320)
        assert (region.mask & ~parse.mask).sum() < 0.05 * region.mask.sum()


def test_a_speck_joins_what_surrounds_it(parser: Parser) -> None:
    parse = parser.parse(wearer().paint("skirt", 150, 200, 158, 208).photo)
    trousers = next(region for region in parse.regions if region.name == "trousers")
    assert "skirt" not in {region.name for region in parse.regions}
    assert trousers.mask[204, 154]


def test_a_bag_is_small_but_no_speck(parser: Parser) -> None:
    parse = parser.parse(wearer().paint("bag", 198, 180, 218, 196).photo)
    assert "bag" in {region.name for region in parse.regions}


def test_a_crumb_far_away_is_no_part_of_the_outfit(parser: Parser) -> None:
    parse = parser.parse(wearer().paint("bag", 20, 20, 40, 40).photo)
    assert not parse.mask[30, 30]
    assert "bag" not in {region.name for region in parse.regions}


def test_each_lying_garment_is_a_piece(parser: Parser) -> None:
    drawing = Drawing().paint("top", 20, 20, 140, 140).paint("top", 180, 180, 300, 300)
    parse = parser.parse(drawing.photo)
    assert parse.wearer is False
    assert [region.name for region in parse.regions] == ["top", "top"]


def test_a_pair_of_shoes_is_one_piece(parser: Parser) -> None:
    drawing = Drawing().paint("shoes", 20, 100, 100, 200).paint("shoes", 200, 100, 280, 200)
    (pair,) = parser.parse(drawing.photo).regions
    assert pair.name == "shoes"
    assert near(pair.box, (40, 200, 560, 400))


def test_a_lying_garment_has_one_region_though_parts_look_like_another(parser: Parser) -> None:
    drawing = Drawing().paint("dress", 100, 40, 220, 300).paint("top", 100, 40, 220, 120)
    (piece,) = parser.parse(drawing.photo).regions
    assert piece.name == "dress"
    assert piece.mask[80, 160]


def test_nothing_found_falls_back_to_the_whole_photo(parser: Parser) -> None:
    parse = parser.parse(Drawing().photo)
    assert parse.regions == ()
    assert parse.wearer is False
    assert parse.cutout.fell_back
    assert parse.cutout.mask.all()


def test_a_cutout_that_lost_a_sleeve_is_trusted_less(parser: Parser) -> None:
    parse = parser.parse(wearer().photo)
    torn = parse.mask.copy()
    torn[:, :150] = False
    bed = parse.mask.copy()
    bed[200:, :] = True
    assert parse.trust(parse.mask) > 0.9
    assert parse.trust(torn) < 0.85
    assert parse.trust(bed) < 0.75


def test_agreement_of_soft_foregrounds() -> None:
    ones, zeros = np.ones((2, 2), np.float32), np.zeros((2, 2), np.float32)
    assert agreement(ones, ones) == 1
    assert agreement(ones, ones / 2) == pytest.approx(0.5)
    assert agreement(zeros, zeros) == 0


@pytest.mark.parametrize(
    ("photo", "seen"), [((560, 372), (320, 224)), ((240, 320), (256, 320)), ((1024, 40), (320, 32))]
)
def test_the_network_sees_whole_strides(photo: tuple[int, int], seen: tuple[int, int]) -> None:
    assert seen_size(*photo) == seen


def test_damaged_weights_are_named(tmp_path: Path) -> None:
    torn = tmp_path / "torn.onnx"
    torn.write_bytes((FIXTURES / "colour_parser.onnx").read_bytes()[:100])
    with pytest.raises(WeightsError, match=r"torn\.onnx"):
        Parser(torn)


@dataclass
class Whole:
    """A cutter that keeps one mask, and counts what it saw."""

    mask: Mask
    name: str = "whole"
    fell_back: bool = False
    cuts: int = 0

    def cut(self, photo: Photo) -> Cutout:
        self.cuts += 1
        return Cutout(self.mask, 1.0, self.fell_back)


def lying_top() -> Drawing:
    return Drawing().paint("top", 60, 60, 260, 260)


def mask_of(x0: int, y0: int, x1: int, y1: int) -> Mask:
    mask = np.zeros((320, 320), np.bool_)
    mask[y0:y1, x0:x1] = True
    return mask


def test_a_wearer_is_cut_by_the_parser_alone(parser: Parser) -> None:
    lying = Whole(mask_of(0, 0, 320, 320))
    cutter = ReadingCutter(parser, lying)
    cutout = cutter.cut(wearer().photo)
    assert cutout.wearer is True
    assert [region.name for region in cutout.regions] == ["top", "trousers", "shoes"]
    assert lying.cuts == 0
    assert cutter.name.startswith("parser-")


def test_what_lies_flat_is_cut_by_the_finer_cutter(parser: Parser) -> None:
    finer = mask_of(62, 58, 258, 262)
    cutout = ReadingCutter(parser, Whole(finer)).cut(lying_top().photo)
    (region,) = cutout.regions
    assert (cutout.mask == finer).all()
    assert (region.mask == finer).all()
    assert (cutout.wearer, region.name) == (False, "top")
    assert cutout.confidence > SUSPICIOUS


def test_two_cutters_that_differ_much_are_suspicious(parser: Parser) -> None:
    cutout = ReadingCutter(parser, Whole(mask_of(60, 60, 320, 320))).cut(lying_top().photo)
    assert cutout.confidence < SUSPICIOUS


def test_where_the_finer_cutter_finds_nothing_the_parser_s_foreground_serves(parser: Parser) -> None:
    cutout = ReadingCutter(parser, Whole(mask_of(0, 0, 320, 320), fell_back=True)).cut(lying_top().photo)
    assert cutout.fell_back is False
    assert 0.3 < cutout.mask.mean() < 0.5
