"""Typed sentences choose what they name, in both languages."""

from __future__ import annotations

from datetime import date

import pytest

from bot.conversation.typed import Typed, numbers, present_season, understand


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("남자", Typed(gender="men")),
        ("여자요", Typed(gender="women")),
        ("여성용", Typed(gender="women")),
        ("Women", Typed(gender="women")),
        ("men's", Typed(gender="men")),
        ("남자랑 여자", Typed(gender="all")),
        ("여름이랑 가을", Typed(seasons=frozenset({"summer", "autumn"}))),
        ("봄가을", Typed(seasons=frozenset({"spring", "autumn"}))),
        ("겨울이요!", Typed(seasons=frozenset({"winter"}))),
        ("spring and fall", Typed(seasons=frozenset({"spring", "autumn"}))),
        ("women, summer", Typed(gender="women", seasons=frozenset({"summer"}))),
        ("사계절", Typed(seasons=frozenset())),
        ("전체", Typed(everything=True)),
        ("상관없어요", Typed(everything=True)),
        ("all", Typed(everything=True)),
        ("뒤로", Typed(move="back")),
        ("건너뛰기", Typed(move="skip")),
        ("Skip", Typed(move="skip")),
        ("다음", Typed(move="next")),
        ("좋아요!", Typed(move="done")),
        ("그만", Typed(move="cancel")),
        ("더 보여줘", Typed(move="more")),
        ("여름 말고 가을", Typed(seasons=frozenset({"autumn"}))),
        ("women, not winter", Typed("women", frozenset({"spring", "summer", "autumn"}))),
        ("겨울 빼고", Typed(seasons=frozenset({"spring", "summer", "autumn"}))),
        ("not men", Typed(gender="women")),
        ("여름에 치마 말고", Typed(seasons=frozenset({"summer"}), keywords="치마 말고")),
        ("스트릿", Typed(style="street", keywords="스트릿")),
        ("American casual", Typed(style="american_casual", keywords="american casual")),
        ("데님 꾸안꾸", Typed(keywords="데님 꾸안꾸")),
        ("여름 데님 원피스", Typed(seasons=frozenset({"summer"}), keywords="데님 원피스")),
        ("여자 여름에 입을 셔츠", Typed("women", frozenset({"summer"}), keywords="입을 셔츠")),
        ("office, no skirts", Typed(keywords="office, no skirts")),
        ("women, denim, relaxed", Typed("women", keywords="denim, relaxed")),
        ("코트, 여자 그리고 겨울, 부츠", Typed("women", frozenset({"winter"}), keywords="코트 부츠")),
        ("", Typed()),
    ],
)
def test_understand(text: str, understood: Typed) -> None:
    assert understand(text) == understood


@pytest.mark.parametrize("text", ["여유로운 핏", "남색 니트", "봄버 재킷", "womenswear", "fallen", "menu"])
def test_words_that_only_begin_like_a_choice_are_keywords(text: str) -> None:
    said = understand(text)
    assert not said.names_facets
    assert said.keywords == text


@pytest.mark.parametrize(
    ("month", "season"),
    [(1, "winter"), (3, "spring"), (5, "spring"), (6, "summer"), (9, "autumn"), (12, "winter")],
)
def test_present_season(month: int, season: str) -> None:
    assert present_season(date(2026, month, 1)) == season


def test_numbers_are_read_once_each_in_order() -> None:
    assert numbers("3, 5번 3") == (3, 5)
    assert numbers("셋") == ()


def test_particles_without_end_are_read_at_once() -> None:
    assert understand("남자" + "이나" * 2000 + "x").keywords
