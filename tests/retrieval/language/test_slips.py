"""Slips are mended, near words offered; ordinary words of either language are left as they are."""

import pytest

from retrieval.language import korean
from retrieval.words import Vocabulary
from tests.retrieval.keyword_check import lookbook

MENDED = {
    "가뎌건": "가디건", "슬렉스": "슬랙스", "후두티": "후드티", "쳥자켓": "청자켓", "니투": "니트",
    "벨투": "벨트", "쎈들": "샌들",
    "원피쓰": "원피스", "로우퍼": "로퍼", "네이뷔": "네이비", "맨트맨": "맨투맨",
    "트랜치코트": "트렌치코트", "블래이저": "블레이저",
    "바람마기": "바람막이", "코듀러이": "코듀로이", "빈티쥐": "빈티지", "스커투": "스커트",
    "머풀러": "머플러",
    "bluu": "blue", "jens": "jeans", "skrit": "skirt", "sneekers": "sneakers",
    "cardigen": "cardigan", "blazzer": "blazer",
    "jaket": "jacket", "trousrs": "trousers", "hoddie": "hoodie", "sweatr": "sweater",
    "lether": "leather", "stripd": "stripe",
    "corduory": "corduroy", "turtlneck": "turtleneck",
}  # fmt: skip
LEFT = [
    "저장", "바보", "김치찌개", "도움말", "가수", "서울", "부산", "학원", "세계", "이름", "가족", "구조",
    "그림", "데이터", "업데이트",
    "스트레스", "바나나", "우산꽂이씨", "비만", "비용", "무지개", "코스", "리더", "치매", "커피",
    "안녕하세요", "슈페너", "아이스크림", "아주머니",
    "useless", "hello", "house", "class", "part", "data", "mind", "shop", "world", "book", "talk",
    "uncomfortable", "concept", "tomato",
    "computer", "speaker", "watching", "homeless", "location", "china", "sample", "banana",
    "zzyzx", "pizza", "worker",
]  # fmt: skip
NEAR = {
    "원피슈": "원피스", "뷸라으쓰": "블라우스", "티숏츠": "티셔츠", "후드칩업": "후드집업",
    "카드건": "카디건", "스니킈즈": "스니커즈",
    "레깅쑤": "레깅스", "트랜취코투": "트렌치코트", "미니스컷": "미니스커트", "와이드펜쯔": "와이드 팬츠",
    "가쥭자켓": "가죽자켓", "체쿠무니": "체크무늬",
    "스웨터어": "스웨터", "데님팬스": "데님 팬츠", "양마알": "양말", "목도뤼": "목도리",
    "raing": "rain", "cardagin": "cardigan", "blezzer": "blazer", "swaetter": "sweater",
    "lofurs": "loafers", "trowsers": "trousers",
    "jackit": "jacket", "snikers": "sneakers", "hoody": "hoody", "overzised": "oversized",
    "corderoy": "corduroy",
    "turtelnek": "turtleneck", "windbraker": "windbreaker", "legings": "leggings",
}  # fmt: skip


@pytest.fixture(scope="module")
def words():
    return Vocabulary.fit(lookbook())


@pytest.mark.parametrize(("typed", "meant"), MENDED.items())
def test_slips_are_mended(words, typed, meant):
    assert [korean.key(word) for word in words.parse(typed).wanted] == [korean.key(meant)]


@pytest.mark.parametrize(("typed", "meant"), NEAR.items())
def test_what_is_near_is_offered_or_taken(words, typed, meant):
    assert korean.key(meant) in map(korean.key, (*words.parse(typed).wanted, *words.near(typed)))


@pytest.mark.parametrize("word", LEFT)
def test_ordinary_words_are_left_and_nothing_is_offered_for_them(words, word):
    said = words.parse(word)
    assert (said.wanted, said.excluded, said.unknown) == ((), (), (word,))
    assert words.near(word) == ()


@pytest.mark.parametrize("typed", ["XL", "xl"])
def test_two_letters_are_no_slip_of_the_keyboard(words, typed):
    assert words.parse(typed).wanted == ()
