"""The drawn lookbook: the same script draws the same bytes; what ships covers every facet, truthfully."""

from __future__ import annotations

import csv
import json
from collections import Counter
from functools import lru_cache
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

pytest.importorskip("skia", reason="the extra 'draw' is not installed")

from retrieval.lookbook.schema import read
from retrieval.types import SEASONS, STYLES, TYPES, Look
from scripts.draw.captions import seasons_of, tags, title, with_object
from scripts.draw.compose import draw, webp
from scripts.draw.outfit import Outfit
from scripts.draw.samples import SAMPLES, draw_sample
from scripts.draw.wardrobe import Wardrobe

BUILTIN = Path(__file__).parents[2] / "retrieval" / "builtin"
LOOKBOOK = BUILTIN / "demo_lookbook"
SEED = 2023
RARE = {
    "men": {"summer": {"knit", "outerwear", "blazer"}, "winter": {"shorts"}},
    "women": {"summer": {"knit", "outerwear", "blazer"}, "winter": {"shorts"}},
}
"""What is hardly worn then: sweaters and coats in summer, shorts in winter."""
COMMON = {
    "men": ("t-shirt", "knit", "shirt", "outerwear", "blazer", "trousers", "shorts", "shoes", "bag", "hat"),
    "women": (
        *("t-shirt", "top", "knit", "shirt", "outerwear", "blazer", "trousers", "shorts", "skirt", "dress"),
        *("shoes", "bag", "hat"),
    ),
}


@lru_cache(maxsize=1)
def outfits() -> tuple[Outfit, ...]:
    return tuple(Wardrobe(SEED).outfits(640))


@lru_cache(maxsize=1)
def looks() -> tuple[Look, ...]:
    return read(LOOKBOOK).looks


@lru_cache(maxsize=1)
def truth() -> dict[str, list[dict[str, object]]]:
    lines = (LOOKBOOK / "truth.jsonl").read_text("utf-8").splitlines()
    return {row["id"]: row["pieces"] for row in map(json.loads, lines)}


def passing(gender: str, season: str) -> list[Look]:
    return [look for look in looks() if look.gender in (gender, "unisex") and season in look.seasons]


@pytest.mark.parametrize("k", [4, 163])
def test_same_outfit_same_bytes(k: int) -> None:
    first, second = (webp(draw(tuple(Wardrobe(SEED).outfits(k + 1))[k])[0]) for _ in range(2))
    assert first == second


def test_what_ships_is_what_the_script_draws() -> None:
    picture, truths = draw(outfits()[9])
    shipped = np.asarray(Image.open(LOOKBOOK / "photos" / "demo010.webp").convert("RGB"), float)
    redrawn = np.asarray(Image.open(BytesIO(webp(picture))).convert("RGB"), float)
    assert np.abs(shipped - redrawn).mean() < 1.0
    assert [t.type for t in truths] == [piece["type"] for piece in truth()["demo010"]]


def test_words_that_ship_are_the_editors() -> None:
    for outfit, look in zip(outfits(), looks(), strict=True):
        assert (look.title, look.tags, look.gender) == (title(outfit), tags(outfit), outfit.worn_by)
        assert look.seasons == frozenset(seasons_of(outfit))


def test_a_piece_has_its_colour_in_its_box() -> None:
    picture, truths = draw(outfits()[33])
    piece = next(t for t in truths if t.pattern == "solid" and t.type in ("trousers", "shorts", "skirt"))
    x0, y0, x1, y1 = piece.box
    seen = np.median(picture[y0:y1, x0 + (x1 - x0) // 4 : x1 - (x1 - x0) // 4].reshape(-1, 3), axis=0)
    meant = np.array([int(piece.hex[k : k + 2], 16) for k in (1, 3, 5)])
    assert np.abs(seen - meant).max() < 40


def test_lookbook_covers_every_cell() -> None:
    assert len(looks()) == 640
    assert Counter(look.style for look in looks()).keys() == set(STYLES)
    for gender in ("men", "women"):
        for season in SEASONS:
            cell = passing(gender, season)
            worn = Counter(t for look in cell for t in {str(p["type"]) for p in truth()[look.id]})
            scarce = (
                {t: worn[t] for t in COMMON[gender] if worn[t] < 8}
                if len(cell) >= 60
                else {"looks": len(cell)}
            )
            assert set(scarce) <= RARE[gender].get(season, set()), (gender, season, scarce)


def test_truth_lies_inside_its_photo() -> None:
    assert truth().keys() == {look.id for look in looks()}
    for pieces in truth().values():
        for piece in pieces:
            x0, y0, x1, y1 = piece["box"]  # type: ignore[misc]
            assert 0 <= x0 < x1 <= 420
            assert 0 <= y0 < y1 <= 600
            assert piece["type"] in TYPES
            assert piece["pattern"] in ("solid", "striped", "checked", "printed")


def test_every_worn_piece_is_a_tag() -> None:
    for look in looks():
        assert {p["name_ko"] for p in truth()[look.id]} <= set(look.tags)


def test_pictures_stay_small() -> None:
    assert sum(photo.stat().st_size for photo in (LOOKBOOK / "photos").glob("*.webp")) < 10_000_000


def test_mood_words_have_answers() -> None:
    counts = Counter(tag for look in looks() for tag in look.tags)
    for word in (
        "꾸안꾸",
        "간절기",
        "하객",
        "출근",
        "데이트",
        "여행",
        "캠퍼스",
        "데일리",
        "아메카지",
        "면접",
    ):
        assert counts[word] >= 8, word


def test_object_particle_follows_the_last_sound() -> None:
    assert with_object("셔츠") == "셔츠를"
    assert with_object("블루종") == "블루종을"


def test_samples_are_listed_and_drawn() -> None:
    with (BUILTIN / "samples" / "samples.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["name"] for row in rows] == [sample.name for sample in SAMPLES]
    assert {row["type"] for row in rows} <= set(TYPES)
    for row in rows:
        assert Image.open(BytesIO((BUILTIN / "samples" / row["file"]).read_bytes())).size == (420, 600)
    assert np.array_equal(draw_sample(SAMPLES[0], 400), draw_sample(SAMPLES[0], 400))
