"""Korean as it is typed: spellings, particles, keyboards, edits."""

import pytest

from retrieval.language import korean


@pytest.mark.parametrize(
    ("typed", "same"),
    [
        ("#데님 팬츠", "데님팬츠"),
        ("T-Shirt", "tshirt"),
        ("MA-1", "ma1"),
        ("\u1100\u1161\u1107\u1161\u11bc", "가방"),
    ],
)
def test_one_word_in_several_spellings_has_one_key(typed, same):
    assert korean.key(typed) == same


@pytest.mark.parametrize(
    ("typed", "stem"),
    [
        ("코트를", "코트"),
        ("여름이랑", "여름"),
        ("출근룩으로", "출근"),
        ("하객룩", "하객"),
        ("편한 느낌", "편한"),
    ],
)
def test_particles_and_look_words_come_off(typed, stem):
    assert stem in korean.stems(typed)


def test_a_word_is_never_all_particle():
    assert list(korean.stems("를")) == []


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("rjawjd", "검정"),
        ("dnjsvltm", "원피스"),
        ("qha", "봄"),
        ("Wkfqdms", "짧은"),  # Shift types the doubled letter
        ("dhl", "외"),  # two keys, one vowel
        ("ekfr", "닭"),  # two keys, one tail
        ("ekfrdl", "닭이"),
        ("rkqtdl", "값이"),
        ("clak", "치마"),
        ("jeans", ""),
        ("coat", ""),
        ("", ""),
    ],
)
def test_korean_typed_on_an_english_keyboard(typed, meant):
    assert korean.from_keyboard(typed) == meant


@pytest.mark.parametrize("word", ["jeans", "coat", "denim", "skirt", "hoodie", "cardigan", "black"])
def test_english_typed_on_a_korean_keyboard_comes_back(word):
    keys = dict(
        zip(
            "rRseEfaqQtTdwWczxvgkoiOjpuPhynbml",
            "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎㅏㅐㅑㅒㅓㅔㅕㅖㅗㅛㅜㅠㅡㅣ",
            strict=True,
        )
    )
    assert korean.to_keyboard("".join(keys[letter] for letter in word)) == word


def test_composed_syllables_come_back_as_keys_too():
    assert korean.to_keyboard("검정") == "rjawjd"


@pytest.mark.parametrize(
    ("a", "b", "edits"),
    [
        ("원피수", "원피스", 1),
        ("코트", "코트", 0),
        ("가디간", "가디건", 1),
        ("코트", "", 4),
        ("jens", "jeans", 1),
        ("쎈들", "샌들", 1),
    ],
)
def test_distance_counts_jamo(a, b, edits):
    assert korean.distance(a, b) == korean.distance(b, a) == edits
