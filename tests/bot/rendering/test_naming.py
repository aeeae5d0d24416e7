"""What things are called in English, where the lookbook speaks Korean."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.language import voices
from bot.rendering.naming import keywords_name, look_name, piece_name, tag_name
from retrieval.types import ColourName, Look, WornPiece


@pytest.mark.parametrize(
    ("tag", "english"),
    [
        ("데님 팬츠", "jeans"),
        ("와이드 데님 팬츠", "wide denim pants"),
        ("울 쇼츠", "wool shorts"),
        ("카고 쇼츠", "shorts"),
        ("검정 치마", "black skirt"),
        ("없는말", "없는말"),
        ("denim", "denim"),
    ],
)
def test_tags_are_put_into_english_word_by_word(tag: str, english: str) -> None:
    assert tag_name("en", tag) == english
    assert tag_name("ko", tag) == tag


def test_keywords_are_shown_as_they_were_understood() -> None:
    asked = ["코트", "스트릿", "-검정 치마"]
    assert keywords_name(voices()["ko"], asked) == "코트 · 스트릿 · 검정 치마 제외"
    assert keywords_name(voices()["en"], asked) == "coat · street · no black skirt"


def test_a_piece_says_its_colour_once() -> None:
    denim = ColourName("데님", "denim blue")
    assert piece_name(voices()["ko"], WornPiece("outerwear", denim, "데님 재킷")) == "데님 재킷"
    assert piece_name(voices()["en"], WornPiece("outerwear", denim, "데님 재킷")) == "denim jacket"
    assert piece_name(voices()["ko"], WornPiece("shoes", denim, "로퍼")) == "데님 로퍼"


def test_a_look_without_title_and_style_is_called_by_its_pieces() -> None:
    pieces = ("검정 치마", "데님 팬츠")
    look = Look("one", Path(), "women", frozenset(), "", "", pieces, "")
    assert look_name(voices()["ko"], look) == "검정 치마, 데님 팬츠"
    assert look_name(voices()["en"], look) == "black skirt, jeans"
