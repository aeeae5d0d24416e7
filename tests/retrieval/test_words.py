"""Keywords: parsed, scored, given reasons, excluded, offered near ones."""

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from retrieval.language.ngrams import Ngrams
from retrieval.types import WordReason
from retrieval.words import Vocabulary
from tests.retrieval.keyword_check import EXCLUDING, QUERIES, look, lookbook

LOOKS = lookbook()


@pytest.fixture(scope="module")
def words():
    return Vocabulary.fit(LOOKS)


def best(words, keywords):
    return [LOOKS[row] for row in np.argsort(-words.scores(keywords), kind="stable")[:10]]


@pytest.mark.parametrize(
    ("keywords", "wanted", "excluded", "unknown"),
    [
        ("아메카지 얼죽코 구두 리플로우 슈페너", ("아메카지", "얼죽코", "구두"), (), ("리플로우", "슈페너")),
        ("코트를, 원피수랑 #데님팬츠", ("코트", "원피스", "데님팬츠"), (), ()),
        ("wide leg trousers and a white tee", ("wide leg trousers", "white", "tee"), (), ()),
        ("검정코트에 청바지", ("검정", "코트", "청바지"), (), ()),
        ("rjawjd zhxm", ("검정", "코트"), (), ()),
        ("ㅓㄷ무ㄴ", ("jeans",), (), ()),
        ("출근룩 추천해줘", ("출근",), (), ()),
        ("주말에 입을 편한 느낌", ("주말", "편한"), (), ()),
        ("18도에 입을 옷", ("17~19도",), (), ()),
        ("영하 5도 데이트", ("4도 이하", "데이트"), (), ()),
        ("no skirts", (), ("skirts",), ()),
        ("without heels, jeans", ("jeans",), ("heels",), ()),
        ("no skirts or heels", (), ("skirts", "heels"), ()),
        ("jeans but no black skirts", ("jeans",), ("black skirts",), ()),
        ("치마 말고 바지", ("바지",), ("치마",), ()),
        ("치마빼고", (), ("치마",), ()),
        ("코트 제외", (), ("코트",), ()),
        ("코트는 싫어요", (), ("코트",), ()),
        ("검정 치마 말고", (), ("검정 치마",), ()),
        ("코트, 치마랑 힐 말고", ("코트",), ("힐", "치마"), ()),
        ("clak akfrh", (), ("치마",), ()),
        ("-치마 코트", ("코트",), ("치마",), ()),
        ("코트 말고도", ("코트",), (), ()),
        ("no qqqq", (), (), ("qqqq",)),
        ("말고", (), (), ()),
        ("", (), (), ()),
        (" , #  ", (), (), ()),
    ],
)
def test_keywords_are_taken_apart(words, keywords, wanted, excluded, unknown):
    parsed = words.parse(keywords)
    assert (parsed.wanted, parsed.excluded, parsed.unknown) == (wanted, excluded, unknown)


@pytest.mark.parametrize("keywords", ["", "qqqq zzzz", "코트 청바지 하객", "no skirts", "a" * 5000])
def test_scores_are_float32_between_0_and_1(words, keywords):
    scores = words.scores(keywords)
    assert scores.dtype == np.float32
    assert scores.shape == (len(LOOKS),)
    assert np.isfinite(scores).all()
    assert scores.min() >= 0
    assert scores.max() <= 1


def test_an_empty_lookbook_has_no_scores():
    words = Vocabulary.fit([])
    assert words.scores("코트").shape == (0,)
    assert words.excludes("no coats").shape == (0,)


def test_a_look_without_words_scores_nothing():
    words = Vocabulary.fit([look("a"), look("b", tags=("코트",)), look("c")])
    assert [score > 0 for score in words.scores("코트")] == [False, True, False]


@pytest.mark.parametrize("tag", sorted({tag for each in LOOKS for tag in each.tags}))
def test_whole_tags_outrank_all_else(words, tag):
    scores = words.scores(tag)
    holds = np.array([tag in each.tags for each in LOOKS])
    answered = {reason.matched for each in LOOKS for reason in words.matched(tag, each)}
    others = np.array([not answered & set(each.tags) for each in LOOKS])
    assert scores[holds].min() > scores[others].max(initial=0)


def test_more_words_answered_stand_first(words):
    top = best(words, "스타디움 재킷 데님 팬츠")[0]
    assert {"스타디움 재킷", "데님 팬츠"} <= set(top.tags)


def test_a_wider_word_finds_its_kinds_and_a_narrower_its_own_first(words):
    assert words.matched("아우터", look("x", tags=("트렌치코트",))) == (WordReason("아우터", "트렌치코트"),)
    assert words.matched("트렌치코트", look("x", tags=("셔츠/블라우스",))) == ()


def test_a_word_itself_is_before_its_kinds_and_those_before_what_only_sounds_like_it():
    scores = Vocabulary.fit([look("a", ("니트",)), look("b", ("가디건",)), look("c", ("니삭스",))]).scores(
        "니트"
    )
    assert scores[0] - scores[1] > 0.1  # more than the tie-break gives
    assert scores[1] > scores[2]
    assert scores[2] < 0.06


def test_reasons_are_whole_tags_and_true(words):
    reasons = words.matched("jeans 로퍼를 하객", look("x", tags=("데님 팬츠", "벨트", "로퍼")))
    assert reasons == (WordReason("jeans", "데님 팬츠"), WordReason("로퍼", "로퍼"))


def test_an_occasion_without_its_tag_is_answered_by_what_suits_it():
    words = Vocabulary.fit([look("a", tags=("데님 팬츠", "스니커즈")), look("b", tags=("블레이저", "로퍼"))])
    at_work = words.scores("출근")
    assert at_work[1] > at_work[0]
    assert words.matched("출근", look("b", tags=("블레이저",))) == ()


def test_titles_fabrics_styles_and_seasons_count_less_than_tags():
    looks = [
        look("tag", tags=("여름",)), look("season", seasons=frozenset({"summer"})),
        look("title", title="여름에 입는 룩"), look("none", tags=("겨울",)),
    ]  # fmt: skip
    scores = Vocabulary.fit(looks).scores("여름")
    assert scores[0] > scores[1] > scores[2] > scores[3]


@pytest.mark.parametrize(
    ("keywords", "tags", "refused"),
    [
        ("no skirts", ("플리츠 스커트",), True),
        ("치마 말고", ("데님 팬츠",), False),
        ("힐 빼고", ("펌프스",), True),
        ("힐 빼고", ("로퍼",), False),
        ("신발 제외", ("캔버스/단화",), True),
        ("셔츠 제외", ("셔츠 원피스",), False),
        ("no black skirts", ("블랙", "스커트"), True),
        ("no black skirts", ("레드", "스커트"), False),
        ("코트", ("코트",), False),
    ],
)
def test_excluded_words_exclude_their_kinds_alone(keywords, tags, refused):
    assert Vocabulary.fit([look("a", tags=tags)]).excludes(keywords).tolist() == [refused]


@pytest.mark.parametrize("word", ["서울", "부산", "가수", "hello", "house", "슈페너", "안녕하세요"])
def test_other_words_are_not_bent_into_fashion(words, word):
    assert words.parse(word).unknown == (word,)


@pytest.mark.parametrize("phrase", ["코트", "데님 팬츠", "슬랙스", "trench coat", "banana banana"])
def test_a_phrase_is_as_near_to_itself_as_can_be(phrase):
    ngrams = Ngrams(
        ("니트", phrase, "후드 티셔츠"), csr_matrix(np.array([[1, 1, 0], [0, 1, 1]], dtype=np.float32))
    )
    cosines = ngrams.near_phrases(phrase)
    assert cosines[1] == pytest.approx(1, abs=1e-5)
    assert cosines.max() == cosines[1]


def test_near_words_are_offered_for_unknown_ones(words):
    assert words.near("원피슈", 1) == ("원피스",)
    assert words.near("raing", 3) == ("rain", "ring")  # and not rainy or raining, its equals


def share_right(words, keywords, tags):
    """P@10 where at most as many looks are asked for as there are."""
    possible = min(10, sum(bool(tags & set(each.tags)) for each in LOOKS))
    assert possible, f"the check itself asks for nothing: {keywords}"
    return sum(bool(tags & set(each.tags)) for each in best(words, keywords)[:possible]) / possible


def test_keyword_check(words):
    right = {keywords: share_right(words, keywords, tags) for keywords, tags in QUERIES.items()}
    assert np.mean(list(right.values())) >= 0.95, {
        asked: share for asked, share in right.items() if share < 1
    }
    assert [keywords for keywords in QUERIES if not words.scores(keywords).any()] == []


def test_exclusion_check(words):
    for keywords, tags in EXCLUDING.items():
        refused = words.excludes(keywords)
        assert refused.tolist() == [bool(set(each.tags) & tags) for each in LOOKS], keywords
