"""Records become text that Telegram takes: reasons in words, limits kept, foreign text escaped."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bot.conversation.nothing import ways_out, without
from bot.conversation.question import LONGEST, Question, with_word, words_of
from bot.conversation.typed import understand
from bot.language import voices
from bot.rendering.keyboards import offered
from bot.rendering.naming import look_name, tag_name
from bot.rendering.texts import Shown, answer_text, caption, reason_text, seen, shorten
from bot.taps import parts_of, tap
from retrieval.types import (
    Answer,
    Box,
    ColourReason,
    GarmentReason,
    Look,
    PatternReason,
    Reason,
    Recommendation,
    Sight,
    WordReason,
    WornPiece,
)
from storage.types import Choices
from tests.bot.conversation.town import catalogue, garment

KO, EN = voices()["ko"], voices()["en"]
SIGHT = Sight("0", 900, 1200, (garment(),), 0.9, False)
BOX = Box(0, 0, 9, 9)


def shown(number: int = 1, title: str = "데님 팬츠를 매치한 룩", *reasons: Reason) -> Shown:
    look = Look("id", Path("p.jpg"), "men", frozenset(), "casual", title, ("데님 팬츠", "셔츠"), "누구 & 코")
    pieces = (WornPiece("trousers", None, "데님 팬츠"), WornPiece("trousers", None, "슬랙스"))
    return Shown(number, Recommendation("id", number, 0.5, reasons, pieces), look)


@pytest.mark.parametrize(
    ("reason", "korean", "english"),
    [
        (GarmentReason("shirt", BOX, 0.87), "셔츠가 닮았어요", "similar shirt"),
        (GarmentReason("blazer", BOX, 0.87), "재킷이 닮았어요", "similar blazer"),
        (GarmentReason("unknown", BOX, 0.87), "옷이 닮았어요", "similar garment"),
        (ColourReason("#1b2a4a", "#000000"), "색이 같아요(네이비)", "the same navy"),
        (ColourReason("#ffffff", "#000000"), "색이 통해요", "matching colour"),
        (PatternReason("striped"), "둘 다 줄무늬예요", "both striped"),
        (PatternReason("printed"), "둘 다 프린트 무늬예요", "both printed"),
        (WordReason("데님", "데님"), "#데님", "#denim (데님)"),
        (WordReason("청바지", "데님 팬츠"), "#데님 팬츠 (청바지)", "#jeans (청바지)"),
    ],
)
def test_reasons_in_words(reason: Reason, korean: str, english: str) -> None:
    assert reason_text(KO, SIGHT, "all", reason) == korean
    assert reason_text(EN, SIGHT, "all", reason).startswith(english.split(" (")[0][:4])


def test_the_lens_picture_says_how_much_alike() -> None:
    assert reason_text(KO, SIGHT, "picture", GarmentReason("shirt", BOX, 0.874)) == "셔츠가 87% 닮았어요"


def test_an_unsure_type_is_not_said() -> None:
    assert seen(KO, garment()) == "셔츠 · 네이비 70%, 화이트 30%"
    assert seen(KO, replace(garment(), confidence=0.3)).startswith("옷 · ")


def test_a_pattern_is_said_with_the_type() -> None:
    assert seen(KO, replace(garment(), pattern="striped")).startswith("줄무늬 셔츠 · ")
    assert seen(EN, replace(garment(), pattern="checked")).startswith("checked shirt · ")
    assert seen(KO, replace(garment(), pattern="solid")).startswith("셔츠 · ")


def alone(title: str) -> Shown:
    """A look that is worn with nothing else, so that the list gives its title."""
    look = shown(1, title)
    return replace(look, recommendation=replace(look.recommendation, worn_with=()))


def test_foreign_text_is_escaped() -> None:
    text = answer_text(
        KO,
        SIGHT,
        Question(keywords="<b>"),
        Answer((), (WornPiece("trousers", None, "<i>"),), 1),
        [alone("<a> & b")],
    )
    assert "&lt;a&gt; &amp; b" in text
    assert "&lt;b&gt;" in text
    assert "<i>필터" in text
    assert "&lt;i&gt;" in text


def test_long_lists_keep_whole_entries_within_telegrams_limit() -> None:
    reasons = tuple(WordReason("가" * 300, f"{n}" + "나" * 300) for n in range(3))
    text = answer_text(
        KO, SIGHT, Question(), Answer((), (), 1), [shown(n, "다" * 300, *reasons) for n in range(1, 11)]
    )
    assert len(text) <= 4096
    assert text.count("<b>") == text.count("</b>")


def test_captions_keep_within_telegrams_limit() -> None:
    reasons = tuple(WordReason("가" * 300, f"{n}" + "나" * 300) for n in range(3))
    assert len(caption(KO, SIGHT, "all", shown(1, "다" * 3000, *reasons))) == 1024
    assert shorten("abc", 3) == "abc"
    assert shorten("abcd", 3) == "ab…"


def test_english_names_korean_looks_and_tags() -> None:
    assert tag_name("en", "스니커즈") == "sneakers"
    assert tag_name("ko", "스니커즈") == "스니커즈"
    assert tag_name("en", "거시기") == "거시기"
    assert look_name(EN, shown().look).startswith("casual look: ")
    assert look_name(KO, shown().look) == "데님 팬츠를 매치한 룩"


def test_a_button_carries_64_bytes_and_no_more() -> None:
    assert parts_of(tap("panel", "word", 1, "데님:팬츠")) == ["panel", "word", "1", "데님:팬츠"]
    with pytest.raises(ValueError, match="64"):
        tap("panel", "word", 1, "가" * 20)


def test_keywords_are_added_once_and_taken_out() -> None:
    both = with_word("데님", "꾸안꾸", wanted=True)
    assert words_of(both) == ["데님", "꾸안꾸"]
    assert with_word(both, "데님", wanted=True) == "꾸안꾸, 데님"
    assert with_word(both, "데님", wanted=False) == "꾸안꾸"
    assert len(with_word(both, "가" * 999, wanted=True)) == LONGEST


def test_a_question_survives_storage() -> None:
    question = Question.of(Choices("men", frozenset({"summer"}), "dandy", "데님"), understand("겨울 코트"))
    assert Question.loads(question.dumps()) == question
    assert (question.seasons, question.keywords, question.own_words) == (("winter",), "코트", True)


def test_new_filters_keep_the_words_that_came_with_the_photo() -> None:
    asked = Question.of(Choices(), understand("코트"))
    assert asked.filtered(Choices("men", keywords="데님")).keywords == "코트"
    assert Question.of(Choices(keywords="데님")).filtered(Choices("men")).keywords == ""
    words = replace(Question.of(Choices(keywords="데님")), lens="words")
    assert words.filtered(Choices()).lens == "all"


def test_the_words_lens_needs_keywords() -> None:
    assert offered(Question()) == ("all", "picture", "colour")
    assert offered(Question(keywords="데님")) == ("all", "picture", "colour", "words")


def test_where_the_facets_leave_looks_the_keywords_are_in_the_way(tmp_path: Path) -> None:
    there, asked = catalogue(tmp_path, 4), Question(keywords="치마 말고", own_words=True)
    (out,) = ways_out(there, asked, has_photo=True)
    assert (out.filter, out.looks) == ("keywords", 4)
    assert not ways_out(there, asked, has_photo=False)
    assert without(asked, "keywords").keywords == ""


def test_the_way_a_look_differs_is_said_under_it() -> None:
    look = shown()
    slotted = replace(look, recommendation=replace(look.recommendation, slot="dressier"))
    assert "더 차려입은 느낌" in caption(KO, SIGHT, "all", slotted)
    assert "더 차려입은 느낌" not in caption(KO, SIGHT, "all", look)


def test_nothing_close_is_said() -> None:
    far = answer_text(KO, SIGHT, Question(), Answer((), (), 1, close=False), [shown()])
    assert "아주 닮은 옷은 룩북에 없었어요" in far
    assert "아주 닮은" not in answer_text(KO, SIGHT, Question(), Answer((), (), 1), [shown()])


def test_ways_out_name_single_filters_before_both(tmp_path: Path) -> None:
    there = catalogue(tmp_path, 2)  # a man and a woman, in spring
    assert not ways_out(there, Question(gender="men", seasons=("spring",)), has_photo=True)
    (out,) = ways_out(there, Question(gender="men", seasons=("winter",)), has_photo=True)
    assert (out.filter, out.looks) == ("seasons", 1)
    alone = catalogue(tmp_path, 1)
    (out,) = ways_out(alone, Question(gender="women", seasons=("winter",)), has_photo=True)
    assert (out.filter, out.looks) == ("both", 1)
    assert without(Question("women", ("winter",), offset=10, before="x"), "gender") == Question(
        seasons=("winter",)
    )
