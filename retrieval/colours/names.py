"""What colours are called in a Korean shop: fifteen basic names, and the shop words that say it closer."""

from __future__ import annotations

from dataclasses import dataclass

from retrieval.types import ColourName


@dataclass(frozen=True, slots=True)
class Term:
    """A colour's name with the sRGB colours that people show for it; `basic` is its basic name in Korean."""

    name: ColourName
    basic: str
    prototypes: tuple[str, ...]

    @property
    def achromatic(self) -> bool:
        """Whether it names a grey, black or white, which has no hue to speak of."""
        return self.name.en in ACHROMATIC


ACHROMATIC = {"white", "grey", "black", "charcoal", "light grey"}


def _term(ko: str, en: str, basic: str, prototypes: str) -> Term:
    return Term(ColourName(ko, en), basic, tuple(f"#{each}" for each in prototypes.split()))


# The fifteen basic names are those of the Korean standard KS A 0011.
BASIC = (
    _term("빨강", "red", "빨강", "c8102e e0201b b5232f"),
    _term("주황", "orange", "주황", "f07c1e e8632a"),
    _term("노랑", "yellow", "노랑", "f6d32d ffe14d"),
    _term("연두", "yellow green", "연두", "a6cf4a bfe06a"),
    _term("초록", "green", "초록", "1f8a4c 2f6b3c 14532d"),
    _term("청록", "teal", "청록", "0f7f80 1f5f63"),
    _term("파랑", "blue", "파랑", "1f5fbf 2f6fd0 3a5a9a"),
    _term("남색", "indigo", "남색", "2a2f7a 34408f"),
    _term("보라", "purple", "보라", "6b3fa0 53307a 8a5fb0"),
    _term("자주", "magenta", "자주", "8f1f5f a8327a"),
    _term("분홍", "pink", "분홍", "f2a0b5 f4c2cf e87a9a"),
    _term("갈색", "brown", "갈색", "6b4226 7a4a2a 4f3222"),
    _term("하양", "white", "하양", "ffffff f7f7f7"),
    _term("회색", "grey", "회색", "8c8c8c a8a8a8 c4c4c4 6e6e6e"),
    _term("검정", "black", "검정", "000000 141414 1e1e1e"),
)

SHOP = (
    _term("네이비", "navy", "남색", "1b2440 232d4b 141b33 2b3553"),
    _term("베이지", "beige", "갈색", "d8c3a5 c9b393 e0cfb5"),
    _term("카키", "khaki", "초록", "5a5a3c 6b6747 4a4c35"),
    _term("올리브", "olive", "초록", "6b6b24 7f7a34"),
    _term("아이보리", "ivory", "하양", "f6f1e1 efe8d6"),
    _term("크림", "cream", "하양", "f7e9c6 fbf0d0"),
    _term("버건디", "burgundy", "빨강", "5e1428 6d1a2d"),
    _term("와인", "wine", "자주", "72223f 7d2a4a"),
    _term("차콜", "charcoal", "회색", "36383c 44464a 2e3033"),
    _term("라이트그레이", "light grey", "회색", "d4d4d4 dedede"),
    _term("머스타드", "mustard", "노랑", "c99a2c d4a42e b8892a"),
    _term("카멜", "camel", "갈색", "b5814a c08f5a"),
    _term("브릭", "brick", "빨강", "9c4a34 a8503c"),
    _term("코랄", "coral", "분홍", "f2735f f58a78"),
    _term("살구", "apricot", "주황", "f6c3a0 f0b48e"),
    _term("핫핑크", "hot pink", "분홍", "e6267f f03c96"),
    _term("인디핑크", "dusty pink", "분홍", "c98f93 d3a3a5"),
    _term("라벤더", "lavender", "보라", "c3b4dd b4a5d0 d6cbe8"),
    _term("민트", "mint", "청록", "a8dcc8 bce6d6 8fd0b8"),
    _term("스카이블루", "sky blue", "파랑", "a5c8e6 8fbbe0 bcd8ee"),
    _term("데님", "denim blue", "파랑", "5b7596 6f88a6 46607f"),
    _term("코발트", "cobalt blue", "파랑", "1a3fa8 2348c0"),
    _term("모카", "mocha", "갈색", "8a6f5c 9a7f6a"),
    _term("다크브라운", "dark brown", "갈색", "3b2820 33241d"),
    _term("그레이지", "greige", "회색", "b0a696 bfb6a6"),
)
"""Each shop word is one kind of its basic colour."""

_BASIC_OF = {
    term.name: next(basic.name for basic in BASIC if basic.name.ko == term.basic) for term in (*BASIC, *SHOP)
}


def basic_name(name: ColourName) -> ColourName:
    """The basic name that a colour's name belongs to: 남색 for 네이비. Raises KeyError for an unknown one."""
    return _BASIC_OF[name]


def basic_named(word: str) -> ColourName | None:
    """The basic name that a word says in either language: 남색 for `navy`; none for an unknown one."""
    return next((basic for name, basic in _BASIC_OF.items() if word.lower() in (name.ko, name.en)), None)
