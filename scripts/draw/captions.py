"""What a shop's editors would write under a look: Korean title, tags, moods and occasions."""

from __future__ import annotations

import numpy as np

from scripts.draw.outfit import Outfit, Piece

STYLE_KO = {
    "american_casual": "아메카지",
    "casual": "캐주얼",
    "dandy": "댄디",
    "formal": "포멀",
    "sports": "스포츠",
    "street": "스트릿",
}
SEASON_KO = {"spring": "봄", "summer": "여름", "autumn": "가을", "winter": "겨울"}
MOODS = {
    "american_casual": ("빈티지", "워크웨어", "내추럴", "꾸안꾸"), "casual": ("꾸안꾸", "편한", "데일리", "무난한"),
    "dandy": ("남친룩", "깔끔한", "세련된", "단정한"), "formal": ("우아한", "단정한", "고급스러운", "클래식"),
    "sports": ("애슬레저", "편한", "활기찬", "원마일웨어"), "street": ("힙한", "유니크한", "레트로", "트렌디"),
}  # fmt: skip
OCCASIONS = {
    "american_casual": ("주말", "캠퍼스", "여행", "나들이"), "casual": ("데일리", "캠퍼스", "카페", "여행", "데이트"),
    "dandy": ("데이트", "소개팅", "출근", "모임"), "formal": ("출근", "하객", "면접", "미팅"),
    "sports": ("운동", "러닝", "산책", "원마일"), "street": ("페스티벌", "캠퍼스", "쇼핑", "콘서트"),
}  # fmt: skip
PATTERN_KO = {"stripe": "스트라이프", "pinstripe": "핀스트라이프", "breton": "스트라이프", "check": "체크", "gingham": "깅엄체크", "glen": "글렌체크",
              "tartan": "체크", "floral": "플라워", "dots": "도트", "camo": "카모플라쥬"}  # fmt: skip


def seasons_of(outfit: Outfit) -> tuple[str, ...]:
    """The seasons a look is good for: spring and autumn share what is worn in between."""
    if outfit.season in ("spring", "autumn") and outfit.seed % 3 == 0:
        return ("spring", "autumn")
    return (outfit.season,)


def title(outfit: Outfit) -> str:
    """One sentence as on a shop's outfit page."""
    rng = np.random.default_rng(outfit.seed)
    worn = [p for p in outfit.pieces if p.type not in ("shoes", "bag", "hat", "")]
    names = [_described(p) for p in worn]
    style = STYLE_KO[outfit.style]
    ends = (f"마무리한 {style} 룩", f"완성한 {style} 코디", f"연출한 {style} 룩")
    end = str(rng.choice(ends))
    if len(names) == 1:
        return f"{with_object(names[0])} 단독으로 입어 {end}"
    first, rest = names[-1], names[:-1]
    if len(rest) == 1:
        return f"{first}에 {with_object(rest[0])} 매치해 {end}"
    return f"{first}에 {with_object(rest[0])} 매치하고 {with_object(rest[1])} 더해 {end}"


def tags(outfit: Outfit) -> tuple[str, ...]:
    """Style, mood, occasion, season words, fabrics, patterns and the worn pieces' shop names."""
    rng = np.random.default_rng(outfit.seed + 5)
    words = [STYLE_KO[outfit.style]]
    words += [str(w) for w in rng.choice(MOODS[outfit.style], 2, replace=False)]
    words += [str(w) for w in rng.choice(OCCASIONS[outfit.style], 2, replace=False)]
    seasons = seasons_of(outfit)
    words += [SEASON_KO[s] for s in seasons] + (["간절기"] if len(seasons) > 1 else [])
    words += [PATTERN_KO[p.cloth.pattern] for p in outfit.pieces if p.cloth.pattern in PATTERN_KO]
    words += [p.fabric_ko for p in outfit.pieces if p.fabric_ko not in ("코튼", "")]
    words += [p.name_ko for p in outfit.pieces]
    return tuple(dict.fromkeys(words))


def with_object(word: str) -> str:
    """The word with 을 or 를, by its last syllable."""
    code = ord(word[-1]) - 0xAC00
    return word + ("를" if not 0 <= code < 11172 or code % 28 == 0 else "을")


def _described(piece: Piece) -> str:
    pattern = PATTERN_KO.get(piece.cloth.pattern, "")
    return (
        f"{pattern} {piece.name_ko}"
        if pattern and "체크" not in piece.name_ko and "플로럴" not in piece.name_ko
        else piece.name_ko
    )
