"""The glossary: whole, both ways, and right about garment types."""

import csv
from pathlib import Path

import pytest

from retrieval.language import korean
from retrieval.language.glossary import KINDS, glossary, kind_of, types_of_tag

LOOKS = Path(__file__).parents[4] / "shared" / "data" / "looks" / "looks.csv"
WITHOUT_TYPE = {
    "스타킹", "선글라스", "벨트", "양말", "팔찌", "목걸이", "시계", "지갑", "반지", "안경", "장갑", "넥타이",
    "타이츠", "귀걸이", "스카프",
}  # fmt: skip


def same(a, b):
    """Whether two words are one in two spellings, two languages or two names."""
    return korean.key(a) == korean.key(b) or bool(glossary().named(a) & glossary().named(b))


def test_it_is_wide_and_every_kind_is_in_it():
    entries = glossary().entries.values()
    assert len(entries) >= 300
    assert {entry.kind for entry in entries} == set(KINDS)


def test_every_entry_named_by_another_is_there():
    entries = glossary().entries
    assert {name for entry in entries.values() for name in entry.broader | entry.fits} <= entries.keys()


def test_every_entry_speaks_both_languages():
    for entry in glossary().entries.values():
        assert any(word.isascii() for word in entry.words), entry.name
        assert any("가" <= letter <= "힣" for word in entry.words for letter in word), entry.name


def test_no_word_stands_twice_in_an_entry():
    for entry in glossary().entries.values():
        assert len(entry.words) == len({korean.normal(word) for word in entry.words}), entry.name


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("데님", "청"), ("데님", "denim"), ("청바지", "jeans"), ("데님 팬츠", "데님바지"),
        ("코듀로이", "골덴"),
        ("코르덴", "corduroy"), ("레더", "가죽"), ("leather", "가죽"), ("아메카지", "american casual"),
        ("얼죽코", "코트"), ("치마", "skirt"), ("치마", "Skirts"), ("t-shirt", "tee"),
        ("pants", "trousers"),
        ("puffer", "패딩"), ("hoodie", "후드 티셔츠"), ("cardigan", "가디건"), ("출근", "work"),
        ("하객", "wedding guest"),
        ("없는말", "없는 말"),
    ],
)  # fmt: skip
def test_equal_words_are_the_same(a, b):
    assert same(a, b)


@pytest.mark.parametrize(
    ("a", "b"), [("코트", "재킷"), ("데님", "데님 팬츠"), ("힐", "신발"), ("봄", "가을"), ("없는말", "코트")]
)
def test_other_words_are_not(a, b):
    assert not same(a, b)


@pytest.mark.parametrize(
    ("tag", "types"),
    [
        ("캔버스/단화", {"shoes"}),
        ("슈트 팬츠/슬랙스", {"trousers"}),
        ("셔츠/블라우스", {"shirt", "top"}),
        ("메신저/크로스 백", {"bag"}),
        ("캠프/야구 모자", {"hat"}),
        ("스타디움 재킷", {"outerwear"}),
        ("반소매 티셔츠", {"t-shirt"}),
        ("후드 티셔츠", {"knit"}),
        ("데님 팬츠", {"trousers"}),
        ("와이드 슬랙스", {"trousers"}),
        ("플라워 패턴 쉬폰 원피스", {"dress"}),
        ("블랙진", {"trousers"}),
        ("카라 니트", {"knit"}),
        ("셔츠 원피스", {"dress"}),
        ("black leather jacket", {"outerwear"}),
        ("White Sneakers", {"shoes"}),
        ("가죽 벨트", set()),
        ("파티", set()),
        ("거울", set()),
        ("컬러포인트", set()),
        ("", set()),
    ],
)
def test_the_head_noun_gives_a_tag_its_types(tag, types):
    assert types_of_tag(tag) == types


@pytest.mark.parametrize(
    ("word", "kind"),
    [("검정", "colour"), ("jeans", "garment"), ("하객", "occasion"), ("줄무늬", "pattern"), ("없는말", None)],
)
def test_kinds(word, kind):
    assert kind_of(word) == kind


@pytest.mark.shared
@pytest.mark.skipif(not LOOKS.exists(), reason="shared/data/looks is not beside the project")
def test_every_piece_of_the_measuring_looks_is_known():
    with LOOKS.open(encoding="utf-8", newline="") as rows:
        tags = {tag for row in csv.DictReader(rows) for tag in row["tags"].split("|") if tag}
    assert len(tags) > 50
    assert {tag for tag in tags if kind_of(tag) != "garment"} == set()
    assert {tag for tag in tags if not types_of_tag(tag)} == WITHOUT_TYPE
