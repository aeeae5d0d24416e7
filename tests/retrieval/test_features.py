"""Features come back as they were written, and hold no pickle and no pixels."""

from __future__ import annotations

import base64
import json

import numpy as np
import pytest

from retrieval import features
from retrieval.kept_vector import as_kept
from retrieval.types import Box, ColourName, Garment, Sight, Swatch


def sight(**changes):
    swatch = Swatch("#1b2440", (14.2, 3.1, -17.5), 1.0, ColourName("네이비", "navy"))
    vector = as_kept(np.random.default_rng(0).normal(size=526).astype(np.float32))
    garment = Garment("knit", 0.75, (0.25, 0.75), Box(1, 2, 30, 40), vector, (swatch,), "stripes")
    fields = {"digest": "ab" * 32, "width": 300, "height": 400, "garments": (garment, garment)}
    return Sight(**{**fields, "cutout_confidence": 0.9, "fell_back": False, **changes})


def test_a_sight_comes_back_as_it_was():
    before = sight(wears=(0.25, 0.5))
    after = features.loads(features.dumps(before))
    assert (after.wearer, after.wears) == (False, (0.25, 0.5))
    assert (after.digest, after.width, after.height) == (before.digest, 300, 400)
    assert (after.cutout_confidence, after.fell_back) == (0.9, False)
    for ours, theirs in zip(after.garments, before.garments, strict=True):
        assert (ours.embedding == theirs.embedding).all()
        assert ours.embedding.dtype == np.float32
        assert ours.embedding.flags.writeable
        fields = ("type", "confidence", "type_probabilities", "box", "palette", "pattern")
        assert [getattr(ours, name) for name in fields] == [getattr(theirs, name) for name in fields]


def test_a_sight_without_garments_comes_back():
    assert features.loads(features.dumps(sight(garments=(), fell_back=True))).garments == ()


@pytest.mark.parametrize(("version", "written"), [(1, "<f4"), (2, "<f2")])
def test_features_of_more_precision_are_still_read(version, written):
    record = json.loads(features.dumps(sight()))
    vector = np.random.default_rng(1).normal(size=512).astype(written)
    for garment in record["garments"]:
        garment["embedding"] = base64.b64encode(vector.tobytes()).decode()
    after = features.loads(json.dumps(record | {"version": version}).encode())
    assert (after.garments[0].embedding == vector.astype(np.float32)).all()


def test_features_are_small_readable_json():
    data = features.dumps(sight())
    assert len(data) < 2_600
    assert "네이비" in data.decode()
    assert json.loads(data)["version"] == features.VERSION


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no json",
        b"[]",
        b"{}",
        b'"text"',
        b'{"version":1}',
        b'{"version":99,"digest":""}',
        b"\x80\x04N.",
    ],
)
def test_anything_else_is_refused(data):
    with pytest.raises(ValueError, match=r".+"):
        features.loads(data)


def test_a_vector_that_lost_its_end_is_refused():
    record = json.loads(features.dumps(sight()))
    record["garments"][0]["embedding"]["scales"] = "AAA="
    with pytest.raises(ValueError, match="scales"):
        features.loads(json.dumps(record).encode())


def test_a_torn_vector_is_refused():
    record = json.loads(features.dumps(sight()))
    record["garments"][0]["embedding"]["levels"] = "not base64!"
    with pytest.raises(ValueError, match=r".+"):
        features.loads(json.dumps(record).encode())
