"""The small words around keywords: what refuses, what joins, what says nothing, and degrees of warmth."""

from __future__ import annotations

import re

from retrieval.occasions import weather_at

LAST_REFUSED = "⊖"
"""Stands in for the words that refuse what was said before them (말고, 빼고, 제외)."""
NEXT_REFUSED = frozenset(
    {"no", "not", "without", "except", "excluding", "exclude", "minus", "non", "never", "nor", "avoid",
     "skip", "hate", "don't", "dont", "노"}
)  # fmt: skip
AND = frozenset({"and", "or", "&", "+", "n", "및", "또는", "혹은", "그리고", "하고", "이랑", "랑"})
JOINING = ("랑", "하고", "과", "와", "이나", "나")
SILENT = frozenset(
    {
        "a", "an", "the", "with", "for", "in", "of", "to", "my", "i", "me", "we", "want", "wanna", "wear",
        "wearing", "look", "looks", "outfit", "outfits", "something", "some", "style", "styles", "please",
        "any",
        "that", "this", "is", "are", "but", "very", "too", "really", "like", "give", "show", "find", "need",
        "clothes", "on", "at", "have", "go", "goes", "going", "when", "what", "should", "can", "you", "it",
        "so",
        "day", "days", "weather", "vibe", "vibes", "feel", "feeling", "mood", "color", "colour", "nice",
        "good",
        "men", "women", "man", "woman", "men's", "women's", "mens", "womens", "male", "female", "person",
        "룩", "코디", "옷", "옷차림", "입을", "입고", "입는", "입은", "입기", "입을만한", "신을", "신고",
        "신은", "좀", "더", "잘",
        "꼭", "추천", "추천해줘", "추천해주세요", "추천해", "해줘", "주세요", "보여줘", "보여주세요",
        "찾아줘", "찾아주세요",
        "느낌", "느낌의", "느낌으로", "분위기", "분위기의", "스타일", "스타일의", "스타일로", "있는",
        "어울리는", "위한", "들어간",
        "매치한", "싶어", "싶어요", "싶은", "좋은", "좋아", "좋아요", "갈", "가는", "때", "할", "하는",
        "날", "날씨", "날씨에",
        "에", "용", "거", "것", "걸로", "남자", "여자", "남성", "여성", "사람", "색", "색깔", "그냥",
        "말고도", "너무", "아주", "같은",
    }
)  # fmt: skip

_REFUSING = re.compile(
    r"(?:은|는)?\s*(?:(?:말고|말구)(?!도)|빼고|빼구|빼줘요?|뺀|제외(?:하고|한|해줘요?|해주세요|해)?|없이|없는|아니고|아닌)"
    r"|(?:은|는|이|가)?\s*싫(?:어요?|은데|고)"
    r"|\s*안\s*(?:입는|입을|입고|신는|신을|신고|들어간)"
)
_BREAKS = re.compile(r"[,;·|\n。、!?]+|\bbut\b", re.IGNORECASE)
_DEGREES = re.compile(
    r"(영하\s*|-)?(\d{1,2})(?:\s*(?:~|–|-|to)\s*(\d{1,2}))?\s*(?:도|°c?|℃|degrees?)(?![a-z])"
    r"(?:\s*(?:이상|이하|and over|and under))?",
    re.IGNORECASE,
)


def clauses(text: str) -> list[str]:
    """`text` at its commas and buts; a refusal does not reach beyond them."""
    return _BREAKS.split(text)


def mark_refusals(text: str) -> str:
    """`text` with every 말고, 빼고, 제외 and their like as `LAST_REFUSED`, and -word as "no word"."""
    return re.sub(r"(?<!\S)-(?=\w)", "no ", _REFUSING.sub(f" {LAST_REFUSED} ", text))


def name_temperatures(text: str) -> str:
    """`text` with degrees Celsius as the weather they are: 18도 is 17~19도, and that is itself."""
    return _DEGREES.sub(lambda found: f" {weather_at(_degrees(found))} ", text)


def _degrees(found: re.Match[str]) -> int:
    """The middle of a range."""
    first = int(found[2]) * (-1 if found[1] else 1)
    return first if found[3] is None else (first + int(found[3])) // 2
