"""What is said beside any wish is told from wishes, and orders in words are understood."""

from __future__ import annotations

import pytest

from bot.collection import Asked
from bot.conversation.spoken import Aside, aside_in, number_in, saving_in


@pytest.mark.parametrize(
    ("said", "aside"),
    [
        ("고마워요", "thanks"),
        ("no thanks", "thanks"),
        ("안녕하세요", "hello"),
        ("다 예뻐요", "praise"),
        ("i love it", "praise"),
        ("마음에 안 들어요", "dislike"),
        ("이거 어디서 살 수 있어", "shop"),
        ("how much is this", "shop"),
        ("도움말", "help"),
        ("뭐 하는 봇이에요", "help"),
        ("한국어로 말해 주세요", "language"),
        ("speak english", "language"),
    ],
)
def test_asides(said: str, aside: Aside) -> None:
    assert aside_in(said) == aside


@pytest.mark.parametrize(
    "wish", ["예쁜 원피스", "great coat", "하이넥 니트", "영어 프린트 티셔츠", "별무늬 셔츠"]
)
def test_wishes_are_none(wish: str) -> None:
    assert aside_in(wish) is None


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("3번 저장해줘", Asked((3,), "")),
        ("저장 3", Asked((3,), "")),
        ("3, 5번 저장", Asked((3, 5), "")),
        ("save 2", Asked((2,), "")),
        ("save number 4", Asked((4,), "")),
        ("이거 저장해 주세요", Asked((), "")),
        ("save this please", Asked((), "")),
        ("정장", None),
        ("저장성 좋은 옷", None),
    ],
)
def test_saving(said: str, asked: Asked | None) -> None:
    assert saving_in(said) == asked


def test_a_number_by_itself() -> None:
    assert number_in("3번이요") == 3
    assert number_in("18도") is None


@pytest.mark.parametrize(
    "odd", ["1" * 4000, "11 " * 1300, "저장" + "해" * 4000, "저장 줘" * 900, "너무 " * 1300]
)
def test_no_text_takes_long(odd: str) -> None:
    assert (aside_in(odd), saving_in(odd), number_in(odd)) == (None, None, None)
