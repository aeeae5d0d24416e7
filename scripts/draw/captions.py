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
WEATHER = {
    "spring": ("산뜻한", "나들이", "따뜻한 날"),
    "summer": ("시원한", "바캉스", "더운 날"),
    "autumn": ("쌀쌀한", "선선한", "바람 부는 날"),
    "winter": ("따뜻한", "포근한", "추운 날"),
}
MOODS = {
    "american_casual": ("빈티지", "워크웨어", "내추럴", "꾸안꾸"),
    "casual": ("꾸안꾸", "편한", "데일리", "무난한"),
    "dandy": ("남친룩", "깔끔한", "세련된", "단정한"),
    "formal": ("우아한", "단정한", "고급스러운", "클래식"),
    "sports": ("애슬레저", "편한", "활기찬", "원마일웨어"),
    "street": ("힙한", "유니크한", "레트로", "트렌디"),
}
OCCASIONS = {
    "american_casual": ("주말", "캠퍼스", "여행", "나들이"),
    "casual": ("데일리", "캠퍼스", "카페", "여행", "데이트"),
    "dandy": ("데이트", "소개팅", "출근", "모임"),
    "formal": ("출근", "하객", "면접", "미팅"),
    "sports": ("운동", "러닝", "산책", "원마일"),
    "street": ("페스티벌", "캠퍼스", "쇼핑", "콘서트"),
}
WOMEN_MOODS = {
    "dandy": ("시크", "깔끔한", "세련된", "모던"),
    "casual": ("꾸안꾸", "편한", "데일리", "러블리"),
}
PATTERN_KO = {
    "stripe": "스트라이프",
    "pinstripe": "핀스트라이프",
    "breton": "스트라이프",
    "check": "체크",
    "gingham": "깅엄체크",
    "glen": "글렌체크",
    "tartan": "체크",
    "floral": "플라워",
    "dots": "도트",
}
LEADS = {
    "화사한": "화사한 포인트",
    "파스텔": "부드러운 파스텔",
    "컬러포인트": "컬러 포인트",
    "톤온톤": "톤온톤 매치",
    "차분한": "차분한 무드",
    "시원한": "시원한 한 벌",
    "클래식": "클래식한 배색",
    "모던": "모던한 무드",
    "내추럴": "내추럴 무드",
    "빈티지": "빈티지 감성",
    "우아한": "우아한 하루",
    "포근한": "포근한 하루",
}
DRESSED_UP = ("클래식", "우아한", "모던")
"""Moods of colours that no editor would lead a sporty or a street look with."""

WORDS_OF_CUT = {"knee": ("와이드", 0.15), "drop": ("오버핏", 0.12)}
"""An option of a piece's cut, the word it earns, and from where on."""


def seasons_of(outfit: Outfit) -> tuple[str, ...]:
    """The seasons a look is good for: spring and autumn share what is worn in between."""
    if outfit.season in ("spring", "autumn") and outfit.seed % 3 == 0:
        return ("spring", "autumn")
    return (outfit.season,)


def title(outfit: Outfit) -> str:
    """One or two sentences as on a shop's outfit page."""
    rng = np.random.default_rng(outfit.seed)
    names = [_described(piece) for piece in _from_outside(outfit)]
    style = STYLE_KO[outfit.style]
    end = str(rng.choice([f"마무리한 {style} 룩", f"완성한 {style} 코디", f"연출한 {style} 룩"]))
    mood = outfit.moods[0] if outfit.moods else ""
    lead = f"{LEADS[mood]}: " if mood in LEADS and rng.random() < 0.4 and _suits(mood, outfit.style) else ""
    if len(names) == 1:
        return f"{lead}{with_object(names[0])} 단독으로 입어 {end}"
    if len(names) == 2:
        return f"{lead}{names[0]}에 {with_object(names[1])} 매치해 {end}"
    return f"{lead}{names[0]}에 {with_object(names[1])} 매치하고 {with_object(names[2])} 더해 {end}"


def tags(outfit: Outfit) -> tuple[str, ...]:
    """Style, mood, occasion, season words, fabrics, patterns, cuts and the worn pieces' shop names."""
    rng = np.random.default_rng(outfit.seed + 5)
    moods = (WOMEN_MOODS if outfit.worn_by == "women" else {}).get(outfit.style, MOODS[outfit.style])
    words = [
        STYLE_KO[outfit.style],
        *_some(moods, 2, rng),
        *outfit.moods[:1],
        *_some(OCCASIONS[outfit.style], 2, rng),
    ]
    seasons = seasons_of(outfit)
    words += [SEASON_KO[s] for s in seasons] + (["간절기"] if len(seasons) > 1 else [])
    words += _some(WEATHER[outfit.season], 1, rng)
    words += [PATTERN_KO[p.cloth.pattern] for p in outfit.pieces if p.cloth.pattern in PATTERN_KO]
    words += [p.fabric_ko for p in _from_outside(outfit) if p.fabric_ko not in ("코튼", "")]
    words += [
        word
        for p in outfit.pieces
        for key, (word, least) in WORDS_OF_CUT.items()
        if float(p.options.get(key, 0)) >= least
    ]
    words += ["레이어드룩"] if len(_from_outside(outfit)) > 3 else []
    words += [p.name_ko for p in outfit.pieces]
    return tuple(dict.fromkeys(words))


def with_object(word: str) -> str:
    """The word with 을 or 를, by its last syllable."""
    code = ord(word[-1]) - 0xAC00
    return word + ("를" if not 0 <= code < 11172 or code % 28 == 0 else "을")


def _suits(mood: str, style: str) -> bool:
    return mood not in DRESSED_UP or style not in ("sports", "street", "american_casual")


def _some(words: tuple[str, ...], count: int, rng: np.random.Generator) -> list[str]:
    return [str(word) for word in rng.choice(words, count, replace=False)]


def _from_outside(outfit: Outfit) -> list[Piece]:
    """The garments a title names: outer layer, layers beneath it from outside in, then the bottom."""
    layers = [p for p in outfit.pieces if p.type not in ("shoes", "bag", "hat", "")]
    bottoms = [p for p in layers if p.type in ("trousers", "shorts", "skirt")]
    return [p for p in reversed(layers) if p not in bottoms] + bottoms


def _described(piece: Piece) -> str:
    pattern = PATTERN_KO.get(piece.cloth.pattern, "")
    said = pattern and "체크" not in piece.name_ko and "플로럴" not in piece.name_ko
    return f"{pattern} {piece.name_ko}" if said else piece.name_ko
