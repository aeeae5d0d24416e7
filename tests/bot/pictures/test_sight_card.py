"""Cards are drawn of what was seen: the garment alone, or each piece with its number."""

from __future__ import annotations

import io
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from bot.pictures import cards, sight_card
from bot.pictures.cards import CardLabels, Marked, View
from retrieval.types import Box, ColourName, Cutout, Photo, Region, Sight, Swatch
from tests.bot.conversation.town import garment

RED, BLUE = (200, 30, 40), (30, 60, 190)
LABELS = CardLabels("ko", "셔츠", ("셔츠", "바지"))


def photo() -> Photo:
    """Red above, blue below, on white; the original is twice as large."""
    rgb = np.full((200, 100, 3), 255, np.uint8)
    rgb[20:90, 20:80], rgb[110:180, 20:80] = RED, BLUE
    return Photo(rgb, 200, 400, "0")


def region(top: int, bottom: int) -> Region:
    mask = np.zeros((200, 100), np.bool_)
    mask[top:bottom, 20:80] = True
    return Region("top", mask, Box(40, 2 * top, 160, 2 * bottom), 0.9)


def cut() -> Cutout:
    regions = (region(20, 90), region(110, 180))
    return Cutout(regions[0].mask | regions[1].mask, 0.9, regions=regions, wearer=True)


def sight() -> Sight:
    upper = replace(garment(), box=Box(40, 40, 160, 180))
    return Sight(
        "0", 200, 400, (upper, replace(upper, type="trousers", box=Box(40, 220, 160, 360))), 0.9, False
    )


def drawn(data: bytes) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(data)).convert("RGB")).astype(int)


def holds(pixels: np.ndarray, colour: tuple[int, int, int]) -> bool:
    return bool((np.abs(pixels - colour).max(axis=-1) < 12).sum() > 500)


@pytest.mark.parametrize(("piece", "shown", "hidden"), [(0, RED, BLUE), (1, BLUE, RED)])
def test_a_piece_stands_alone_on_its_card(piece, shown, hidden):
    card = drawn(sight_card.draw([(photo(), cut())], sight(), piece, LABELS))
    left = card[:, : cards.STAGE[2]]
    assert holds(left, shown)
    assert not holds(left, hidden)


def test_an_outfit_shows_the_photo_with_its_numbers():
    card = drawn(sight_card.draw([(photo(), cut())], sight(), None, LABELS))
    assert holds(card, RED)
    assert holds(card, BLUE)
    assert holds(card[:, : cards.STAGE[2]], cards.FRAME)


def test_of_several_photos_each_garment_is_marked_on_its_own():
    views: list[list[Marked]] = []
    whole = Cutout(cut().mask, 0.9)
    original = cards.outfit_card
    cards.outfit_card = lambda views_, *rest: (
        views.append([v.marks for v in views_]) or original(views_, *rest)
    )
    try:
        sight_card.draw([(photo(), whole), (photo(), whole)], sight(), None, LABELS)
    finally:
        cards.outfit_card = original
    assert [[mark.number for mark in marks] for marks in views[0]] == [[1], [2]]
    assert views[0][0][0].box == Box(20, 20, 80, 90)


def test_a_card_names_its_colours_and_keeps_a_long_title_inside():
    swatch = Swatch("#1b2a4a", (17.0, 2.0, -21.0), 1.0, ColourName("네이비", "navy"))
    piece = cards.trimmed(photo().rgb, cut().mask)
    card = cards.palette_card(piece, "아주 아주 아주 긴 이름의 옷" * 3, (swatch,), "ko")
    assert card.size == cards.CARD
    edge = np.asarray(card)[:, -cards.MARGIN + 4 :]
    assert (np.abs(edge.astype(int) - cards.PAPER).max(axis=-1) < 3).all()


def test_a_match_outlines_the_look_alone_where_one_piece_matched():
    look = View(Image.new("RGB", (300, 400), "white"), (Marked(None, Box(100, 100, 200, 250)),))
    card = np.asarray(cards.match_card([View(Image.new("RGB", (300, 300), RED))], look, "보낸 옷", "코디 3"))
    half = card.shape[1] // 2
    assert holds(card[:, half:].astype(int), cards.FRAME)
    assert not holds(card[:, :half].astype(int), cards.FRAME)
