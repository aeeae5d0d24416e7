"""A photo is read upright and in RGB, or refused with a reason and a sentence."""

from __future__ import annotations

import hashlib
import struct
import zlib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from retrieval import photo
from retrieval.errors import PhotoError
from tests.retrieval.conftest import encoded, plain
from tests.retrieval.icc import profile

RED = (200, 30, 40)
BLUE = (30, 60, 190)


def reason_against(source):
    with pytest.raises(PhotoError) as caught:
        photo.open(source)
    assert str(caught.value).endswith(".")
    return caught.value.reason


def close(pixel, colour):
    return np.abs(pixel.astype(int) - colour).max() < 12


def two_halves(size=(60, 40)):
    """Red on the left, blue on the right."""
    image = plain(RED, size)
    image.paste(BLUE, (size[0] // 2, 0, *size))
    return image


def png_of_size(width, height):
    """A PNG whose header claims any size; its pixels are next to nothing."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", header), (b"IDAT", zlib.compress(b"\0" * 64)), (b"IEND", b"")]
    framed = [
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in chunks
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(framed)


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "BMP", "GIF"])
def test_every_format_is_read(format):
    opened = photo.open(encoded(plain(RED), format))
    assert (opened.width, opened.height) == (60, 40)
    assert opened.rgb.shape == (40, 60, 3)
    assert opened.rgb.dtype == np.uint8
    assert close(opened.rgb[20, 30], RED)


def test_a_heic_is_read_and_turned_upright():
    opened = photo.open(Path(__file__).with_name("drawn.heic"))
    assert (opened.width, opened.height) == (32, 48)
    assert close(opened.rgb[4, 16], RED)
    assert close(opened.rgb[-4, 16], BLUE)


def test_a_path_is_read_by_content_whatever_its_name(tmp_path):
    data = encoded(plain(RED), "WEBP")
    path = tmp_path / "jacket.jpg"
    path.write_bytes(data)
    assert photo.open(path).digest == hashlib.sha256(data).hexdigest()


def test_a_gif_gives_its_first_frame():
    data = encoded(plain(RED), "GIF", save_all=True, append_images=[plain(BLUE)])
    assert close(photo.open(data).rgb[20, 30], RED)


@pytest.mark.parametrize(
    ("orientation", "top_left"),
    [(1, RED), (2, BLUE), (3, BLUE), (4, RED), (5, RED), (6, RED), (7, BLUE), (8, BLUE)],
)
def test_exif_orientation_is_applied(orientation, top_left):
    exif = Image.Exif()
    exif[0x0112] = orientation
    opened = photo.open(encoded(two_halves(), "JPEG", exif=exif, quality=95))
    assert (opened.width, opened.height) == ((40, 60) if orientation >= 5 else (60, 40))
    assert opened.rgb.shape[:2] == (opened.height, opened.width)
    assert close(opened.rgb[3, 3], top_left)


def test_a_large_jpeg_keeps_its_size_in_name_and_a_working_copy_in_pixels():
    exif = Image.Exif()
    exif[0x0112] = 6
    opened = photo.open(encoded(two_halves((4000, 3000)), "JPEG", exif=exif))
    assert (opened.width, opened.height) == (3000, 4000)
    assert 800 <= max(opened.rgb.shape) <= photo.WORKING_SIDE
    assert opened.rgb.shape[0] / opened.rgb.shape[1] == pytest.approx(4 / 3, rel=0.01)


def test_transparent_parts_turn_white():
    image = plain(RED).convert("RGBA")
    image.paste((0, 0, 0, 0), (0, 0, 30, 40))
    opened = photo.open(encoded(image))
    assert close(opened.rgb[20, 10], (255, 255, 255))
    assert close(opened.rgb[20, 50], RED)


def test_a_palette_png_with_a_transparent_colour_turns_white():
    image = two_halves().quantize(2)
    opened = photo.open(encoded(image, transparency=image.getpixel((0, 0))))
    assert close(opened.rgb[20, 10], (255, 255, 255))
    assert close(opened.rgb[20, 50], BLUE)


def test_cmyk_becomes_rgb():
    opened = photo.open(encoded(plain(RED).convert("CMYK"), "JPEG"))
    assert close(opened.rgb[20, 30], RED)


def test_sixteen_bit_grey_keeps_its_lightness():
    deep = Image.fromarray(np.full((40, 60), 128 * 257, dtype=np.uint16))
    assert close(photo.open(encoded(deep)).rgb[20, 30], (128, 128, 128))


def test_torn_metadata_does_not_spoil_a_photo():
    data = encoded(plain(RED), "JPEG", exif=b"Exif\0\0II*\0\xff\xff\xff\xff torn")
    assert close(photo.open(data).rgb[20, 30], RED)


@pytest.mark.parametrize(
    "block", [b"Exif\0\0nonsense", b"Exif\0\0MM\0*" + b"\xff" * 40, b"Exif\0\0" + bytes(20)]
)
@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP"])
def test_nonsense_where_metadata_should_be_does_not_spoil_a_photo(format, block):
    assert close(photo.open(encoded(plain(RED), format, exif=block)).rgb[20, 30], RED)


def test_sixteen_bit_grey_is_turned_upright():
    grey = np.full((40, 60), 200 * 257, dtype=np.uint16)
    grey[:, :30] = 20 * 257
    exif = Image.Exif()
    exif[0x0112] = 6
    opened = photo.open(encoded(Image.fromarray(grey), exif=exif))
    assert (opened.width, opened.height) == (40, 60)
    assert opened.rgb.shape == (60, 40, 3)
    assert close(opened.rgb[5, 20], (20, 20, 20))


WIDE_RED = (234, 51, 35)  # sRGB's red, as Display P3 writes it


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP"])
def test_wider_colours_become_those_of_srgb(format):
    data = encoded(plain(WIDE_RED), format, icc_profile=profile())
    assert close(photo.open(data).rgb[20, 30], (255, 0, 0))


def test_wider_colours_keep_their_transparent_parts():
    image = plain(WIDE_RED).convert("RGBA")
    image.paste((0, 0, 0, 0), (0, 0, 30, 40))
    opened = photo.open(encoded(image, icc_profile=profile()))
    assert close(opened.rgb[20, 10], (255, 255, 255))
    assert close(opened.rgb[20, 50], (255, 0, 0))


@pytest.mark.parametrize(
    "said",
    [
        b"torn",
        profile()[:200],
        profile()[:128] + b"\xff" * 300,
        profile("sRGB IEC61966-2.1"),
        b"x" * 5_000_000,
    ],
)
def test_a_profile_that_says_nothing_changes_nothing(said):
    assert close(photo.open(encoded(plain(WIDE_RED), "JPEG", icc_profile=said)).rgb[20, 30], WIDE_RED)


def test_a_profile_of_another_colour_space_changes_nothing():
    data = encoded(plain(RED).convert("CMYK"), "JPEG", icc_profile=profile())
    assert close(photo.open(data).rgb[20, 30], RED)


@pytest.mark.parametrize("colour", [(255, 255, 255), (0, 0, 0)])
def test_all_white_and_all_black_are_photos(colour):
    assert (photo.open(encoded(plain(colour))).rgb == colour).all()


def test_what_is_no_photo_is_refused():
    assert reason_against(b"") == "empty"
    assert reason_against("이것은 사진이 아니에요".encode()) == "not_a_photo"
    assert reason_against(encoded(plain(RED), "TIFF")) == "not_a_photo"


def test_a_missing_file_is_refused_by_its_path(tmp_path):
    assert reason_against(tmp_path / "nowhere.jpg") == "not_a_photo"
    assert reason_against(tmp_path) == "not_a_photo"


def test_over_twenty_megabytes_is_refused_without_being_read(tmp_path):
    path = tmp_path / "huge.jpg"
    with path.open("wb") as file:
        file.truncate(photo.MAX_BYTES + 1)
    assert reason_against(path) == "too_heavy"
    assert reason_against(bytes(photo.MAX_BYTES + 1)) == "too_heavy"


@pytest.mark.parametrize("size", [(60_000, 60_000), (10_000, 10_000), (8_000, 6_251)])
def test_over_fifty_megapixels_is_refused_by_its_header(size):
    assert reason_against(png_of_size(*size)) == "too_large"


@pytest.mark.parametrize("size", [(1, 3000), (3000, 1), (15, 15)])
def test_a_strip_is_refused(size):
    assert reason_against(encoded(plain(RED, size))) == "too_small"


def test_the_thinnest_photo_is_read():
    opened = photo.open(encoded(plain(RED, (16, 30_000))))
    assert (opened.width, opened.height) == (16, 30_000)
    assert opened.rgb.shape[1] >= 1


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP"])
def test_a_photo_cut_short_is_refused(format):
    noise = np.random.default_rng(0).integers(0, 256, (200, 200, 3), dtype=np.uint8)
    whole = encoded(Image.fromarray(noise), format)
    assert reason_against(whole[: len(whole) // 2]) == "damaged"


def test_a_fully_transparent_photo_is_refused():
    assert reason_against(encoded(Image.new("RGBA", (60, 40), (200, 30, 40, 0)))) == "transparent"
