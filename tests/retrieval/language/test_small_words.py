"""Questions as people ask them: what names nothing is silent, what people know is no slip."""

import pytest

from retrieval.language.glossary import glossary
from retrieval.language.small_words import ORDINARY, SILENT, before_asking, says_nothing
from retrieval.words import Vocabulary
from tests.retrieval.keyword_check import lookbook


@pytest.fixture(scope="module")
def words():
    return Vocabulary.fit(lookbook())


@pytest.mark.parametrize(
    "asked",
    [
        "오늘 뭐 입지?", "오늘뭐입지", "뭐 입을까?", "뭘 입어야 할까요", "내일 뭐 입고 가지?",
        "어떤 게 어울려?", "이거 어디서 살 수 있어?",
        "예뻐요!", "별로예요", "코디 추천 좀 해주세요", "다른 거 보여줘", "이거랑 어울리는 옷 찾아줘",
        "제일 예쁜 걸로 골라줘",
        "나한테 어울리는 거 추천해줄래?", "20대", "28인치", "170cm", "👗", "ㅋㅋㅋㅋ", "ㅠㅠ", "...", "~",
        "how does this go", "how does this work", "no thanks", "still pretty",
        "what goes with this?", "what should I wear today?",
        "can you show me some outfits, please", "I don’t know what to wear",
        "what's nice for tomorrow", "size XL", "thanks!",
    ],
)  # fmt: skip
def test_what_names_nothing_is_silent(words, asked):
    said = words.parse(asked)
    assert (said.wanted, said.excluded, said.unknown) == ((), (), ())


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        ("what goes with a navy blazer?", ("navy", "blazer")),
        ("black dress size XL", ("black", "dress")),
        ("18도에 뭐 입지", ("17~19도",)),
        ("raining tomorrow", ("raining",)),
        ("내일 비가 와요", ("비",)),
        ("주말은?", ("주말",)),
        ("니트추천해줘", ("니트",)),
        ("카페요가", ("카페", "요가")),
        ("청바지랑 어울리는 상의 골라줘", ("청바지", "상의")),
        ("20대 여자 출근룩 추천좀요", ("출근",)),
        ("코트ㅋㅋ", ("코트",)),
        ("“청바지”👗.", ("청바지",)),
        ("갈색 가방 하나", ("갈색", "가방")),
    ],
)
def test_what_a_question_names_is_wanted(words, asked, wanted):
    said = words.parse(asked)
    assert (said.wanted, said.excluded, said.unknown) == (wanted, (), ())


@pytest.mark.parametrize("typed", ["3", "3번", "95", "100"])
def test_a_bare_number_is_unknown_and_near_nothing(words, typed):
    assert words.parse(typed).unknown == (typed,)
    assert words.near(typed) == ()


def test_no_fashion_word_is_silent_or_ordinary():
    held = {word for entry in glossary().entries.values() for word in entry.words}
    assert held & (SILENT | ORDINARY) == set()


def test_what_stands_before_the_asking_is_a_word_and_not_a_syllable():
    assert "니트" in before_asking("니트추천해줘")
    assert list(before_asking("진한")) == []


def test_a_long_run_is_read_at_once():
    assert not says_nothing("하고" * 2000 + "힣")
