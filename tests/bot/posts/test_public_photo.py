"""A post's picture: upright, bare of metadata, of bearable size, and its heads gone for good."""

from __future__ import annotations

import io

import numpy as np
from PIL import Image

from bot.posts import public_photo
from retrieval import photo
from retrieval.types import Photo


def noise(height: int = 300, width: int = 200) -> Photo:
    rgb = np.random.default_rng(3).integers(0, 255, (height, width, 3), dtype=np.uint8)
    return Photo(rgb, width, height, "0" * 64)


def opened(drawn: public_photo.PostPhoto) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(drawn.jpeg)).convert("RGB"), dtype=float)


def test_what_is_a_head_becomes_coarse_and_the_rest_stays():
    heads = np.zeros((30, 20), dtype=np.bool_)
    heads[2:8, 6:14] = True
    drawn = public_photo.draw(noise(), heads)
    before, after = opened(public_photo.draw(noise(), None)), opened(drawn)
    assert drawn.has_heads
    assert after[30:70, 70:130].std() < 0.4 * before[30:70, 70:130].std()
    assert np.abs(after[150:] - before[150:]).mean() < 3


def test_nothing_to_blur_is_told():
    none = np.zeros((30, 20), dtype=np.bool_)
    assert not public_photo.draw(noise(), none).has_heads
    assert not public_photo.draw(noise(), None).has_heads


def test_it_lies_no_more_on_its_side_and_says_nothing_of_where_it_was_taken():
    kept = io.BytesIO()
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "camera"
    exif.get_ifd(0x8825)[1] = "N"
    Image.new("RGB", (1600, 1200), "navy").save(kept, "JPEG", exif=exif)
    image = Image.open(io.BytesIO(public_photo.draw(photo.open(kept.getvalue()), None).jpeg))
    assert image.height > image.width
    assert max(image.size) <= public_photo.SIDE
    assert not image.getexif()
