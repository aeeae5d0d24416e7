"""Korean as it is typed: jamo, particles, and the two-set keyboard layout under an English one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate

_LETTERS = "rRseEfaqQtTdwWczxvgkoiOjpuPhynbml"
_JAMO = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎㅏㅐㅑㅒㅓㅔㅕㅖㅗㅛㅜㅠㅡㅣ"
_KEYS = dict(zip(_LETTERS, _JAMO, strict=True))
_LEADS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_TAILS = " ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"
_PAIRS = {
    "ㅗㅏ": "ㅘ", "ㅗㅐ": "ㅙ", "ㅗㅣ": "ㅚ", "ㅜㅓ": "ㅝ", "ㅜㅔ": "ㅞ", "ㅜㅣ": "ㅟ", "ㅡㅣ": "ㅢ",
    "ㄱㅅ": "ㄳ", "ㄴㅈ": "ㄵ", "ㄴㅎ": "ㄶ", "ㄹㄱ": "ㄺ", "ㄹㅁ": "ㄻ", "ㄹㅂ": "ㄼ", "ㄹㅅ": "ㄽ",
    "ㄹㅌ": "ㄾ", "ㄹㅍ": "ㄿ", "ㄹㅎ": "ㅀ", "ㅂㅅ": "ㅄ",
}  # fmt: skip
_SOUNDS = str.maketrans(
    "\u1101\u1104\u1108\u110a\u110d\u1166\u1168", "\u1100\u1103\u1107\u1109\u110c\u1162\u1164"
)
"""Conjoining jamo that are heard as one: ㄲㄸㅃㅆㅉ as ㄱㄷㅂㅅㅈ, ㅔ as ㅐ, ㅖ as ㅒ."""
_SILENT = "\u110b"
"""ㅇ before a vowel."""
_SYLLABLE = re.compile(
    "([ㄱ-ㅎ])([ㅏ-ㅣ]{1,2})((?:[ㄱ-ㅎ]{1,2}?)??)(?=[ㄱ-ㅎ][ㅏ-ㅣ]|$|[^ㄱ-ㅣ])"
)  # a tail ends where the next lead and vowel begin

_ENDINGS = (
    "에서는", "이라도", "이랑은", "으로만", "에서", "에는", "으로", "이랑", "하고", "까지", "부터", "처럼",
    "이나", "라도", "같은", "스러운", "스럽게", "하는", "하기", "가는",
    "느낌", "스타일", "코디", "패션", "용으로", "할때", "갈때",
    "은", "는", "이", "가", "을", "를", "에", "로", "랑", "과", "와", "도", "만", "의", "나", "용",
    "할", "갈", "룩",
)  # fmt: skip


def normal(text: str) -> str:
    """`text` in NFC and lower case, without the '#' of a hashtag, single spaces between its words."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().replace("#", " ").split())


@lru_cache(maxsize=8192)
def key(text: str) -> str:
    """What two spellings of one word share: normal, without spaces, hyphens, dots and apostrophes."""
    return re.sub(r"[\s\-_.'’·]", "", normal(text))


def jamo(text: str) -> str:
    """`text` with every syllable taken apart into its letters (NFD), as one string."""
    return unicodedata.normalize("NFD", text)


def stems(word: str) -> Iterator[str]:
    """`word` without one or two of its particles and look-words (출근룩으로 -> 출근룩, 출근)."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) > len(ending):
            stem = word[: -len(ending)].rstrip()
            yield stem
            yield from (stem[: -len(e)].rstrip() for e in _ENDINGS if stem.endswith(e) and len(stem) > len(e))


def singulars(word: str) -> tuple[str, ...]:
    """`word`, and if it is Latin what it may be the plural of."""
    ends = ("s", "es") if word.isascii() and len(word) > 3 else ()
    return (word, *(word[: -len(end)] for end in ends if word.casefold().endswith(end)))


def from_keyboard(word: str) -> str:
    """Latin letters as the two-set Korean layout types them (`rjawjd` -> 검정); "" if they make no syllables.

    Keys with no letter of their own under Shift type the plain one, as the layout does.
    """
    letters = "".join(_KEYS.get(c, _KEYS.get(c.lower(), c)) for c in word)
    typed = _SYLLABLE.sub(_compose, letters)
    return typed if typed and all("가" <= c <= "힣" for c in typed) else ""


def to_keyboard(word: str) -> str:
    """Korean letters as the Latin ones on the same keys: English typed on the Korean layout."""
    apart = {pair: keys for keys, pair in _PAIRS.items()}
    letters = "".join(_letters(c) for c in word)
    single = "".join(apart.get(c, c) for c in letters)
    latin = dict(zip(_JAMO, _LETTERS, strict=True))
    return "".join(latin.get(c, c) for c in single).casefold()


def distance(a: str, b: str) -> float:
    """Edits that turn the jamo of `a` into those of `b` (Damerau 1964, each letter moved once at most).

    A letter for one that sounds alike (샌들, 쎈들) is half an edit, a silent one (로우퍼) as well.
    """
    one, other = jamo(a), jamo(b)
    before: list[float] = []
    row = list(accumulate(map(_missing, other), initial=0.0))
    for i, left in enumerate(one):
        last, row = row, [row[0] + _missing(left)]
        for j, right in enumerate(other):
            edits = [last[j + 1] + _missing(left), row[j] + _missing(right), last[j] + change(left, right)]
            if i and j and left == other[j - 1] and right == one[i - 1]:
                edits.append(before[j - 1] + 1)
            row.append(min(edits))
        before = last
    return row[-1]


def change(left: str, right: str) -> float:
    """What it costs to put one letter for another: 0, half if both sound alike, 1."""
    if left == right:
        return 0
    return 0.5 if left.translate(_SOUNDS) == right.translate(_SOUNDS) else 1


def _missing(letter: str) -> float:
    return 0.5 if letter == _SILENT else 1.0


def _compose(match: re.Match[str]) -> str:
    lead, vowel, tail = (_PAIRS.get(part, part) for part in match.groups())
    if vowel not in _VOWELS or (tail or " ") not in _TAILS:
        return match.group()
    index = (_LEADS.index(lead) * 21 + _VOWELS.index(vowel)) * 28 + _TAILS.index(tail or " ")
    return chr(0xAC00 + index)


def _letters(syllable: str) -> str:
    if not "가" <= syllable <= "힣":
        return syllable
    rest, tail = divmod(ord(syllable) - 0xAC00, 28)
    lead, vowel = divmod(rest, 21)
    return (_LEADS[lead] + _VOWELS[vowel] + _TAILS[tail]).strip()
