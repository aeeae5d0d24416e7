"""What refuses, in both languages, and what only looks as if it did."""

import pytest

from retrieval.words import Vocabulary
from tests.retrieval.keyword_check import lookbook


@pytest.fixture(scope="module")
def words():
    return Vocabulary.fit(lookbook())


@pytest.mark.parametrize(
    ("typed", "wanted", "excluded"),
    [
        ("anything but skirts", (), ("skirts",)),
        ("everything except skirts", (), ("skirts",)),
        ("all but jeans", (), ("jeans",)),
        ("anything at all but skirts", (), ("skirts",)),
        ("any colour but red", (), ("red",)),
        ("trousers instead of skirts", ("trousers",), ("skirts",)),
        ("I don’t like skirts.", (), ("skirts",)),
        ("nothing but jeans", ("jeans",), ()),
        ("black but comfortable", ("black", "comfortable"), ()),
        ("I don't know what to wear with jeans", ("jeans",), ()),
        ("why not jeans", ("jeans",), ()),
        ("치마만 아니면 돼요", (), ("치마",)),
        ("치마는 빼고 추천해 주세요", (), ("치마",)),
        ("치마 빼 주세요", (), ("치마",)),
        ("치마는 안 좋아해요", (), ("치마",)),
        ("치마 싫음", (), ("치마",)),
        ("ㅜㅐ 나ㅑㄳㄴ", (), ("skirts",)),
    ],
)
def test_refusals(words, typed, wanted, excluded):
    said = words.parse(typed)
    assert (said.wanted, said.excluded, said.unknown) == (wanted, excluded, ())
