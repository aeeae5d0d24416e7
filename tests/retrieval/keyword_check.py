"""A lookbook in the manner of a shop's outfit pages, and keywords with the tags that answer them.

The rule: a tag answers if it is the word, its translation or synonym, or a kind of it.
"""

import random
from pathlib import Path

from retrieval.types import Look

TOPS = (
    "반소매 티셔츠",
    "후드 티셔츠",
    "맨투맨/스웨트셔츠",
    "니트/스웨터",
    "셔츠/블라우스",
    "피케/카라 티셔츠",
    "가디건",
)
BOTTOMS = (
    "데님 팬츠",
    "슈트 팬츠/슬랙스",
    "코튼 팬츠",
    "미니스커트",
    "롱스커트",
    "숏 팬츠",
    "트레이닝/조거 팬츠",
)
OUTER = (
    "스타디움 재킷",
    "트렌치코트",
    "더플 코트",
    "레더/라이더스 재킷",
    "숏패딩",
    "트러커 재킷",
    "슈트/블레이저 재킷",
    "",
)
SHOES = ("캔버스/단화", "구두", "힐/펌프스", "로퍼", "샌들", "스포츠/운동화", "앵클/첼시 부츠")
OTHER = ("캠프/야구 모자", "메신저/크로스 백", "토트백", "비니", "안경", "벨트", "")
COLOURS = ("블랙", "네이비", "베이지", "카키", "버건디", "화이트", "파스텔")
DETAILS = ("스트라이프", "체크", "플라워", "레터링", "오버핏", "코듀로이", "레더", "워싱")
MOODS = ("꾸안꾸", "화사한", "미니멀", "빈티지", "시크한", "러블리", "간절기", "레이어드룩")
OCCASIONS = ("출근", "데이트", "하객", "여행", "캠퍼스", "데일리")
SEASONS = ("봄", "여름", "가을", "겨울")


def look(name, tags=(), title="", seasons=frozenset()):
    return Look(name, Path(name), "unisex", seasons, "", title, tuple(tags), "drawn")


def lookbook(n=280):
    """`n` looks with one tag of each group, always the same."""
    dice = random.Random(7)
    groups = (TOPS, BOTTOMS, OUTER, SHOES, OTHER, COLOURS, DETAILS, MOODS, OCCASIONS, SEASONS)
    looks = []
    for number in range(n):
        tags = tuple(filter(None, (dice.choice(group) for group in groups)))
        looks.append(look(f"look{number}", tags, f"{tags[0]}에 {tags[1]}를 매치해 완성한 {tags[-3]} 룩"))
    return looks


TROUSERS = {"데님 팬츠", "슈트 팬츠/슬랙스", "코튼 팬츠", "트레이닝/조거 팬츠"}
SKIRTS = {"미니스커트", "롱스커트"}
COATS = {"트렌치코트", "더플 코트"}
KNITS = {"니트/스웨터", "가디건"}
BLAZER = {"슈트/블레이저 재킷"}
HEELS = {"힐/펌프스"}
CAP = {"캠프/야구 모자"}
JACKETS = {"스타디움 재킷", "레더/라이더스 재킷", "트러커 재킷", *BLAZER}
TEES = {"반소매 티셔츠", "피케/카라 티셔츠"}

QUERIES = {
    # particles and compounds
    "코트를": COATS, "치마에": SKIRTS, "청바지랑": {"데님 팬츠"}, "블랙으로": {"블랙"}, "로퍼가": {"로퍼"},
    "데이트룩": {"데이트"}, "출근룩": {"출근"}, "하객룩으로": {"하객"}, "데님팬츠": {"데님 팬츠"},
    "바지는": TROUSERS,
    "야구모자": CAP, "크로스백": {"메신저/크로스 백"}, "반팔티": {"반소매 티셔츠"}, "체크무늬": {"체크"},
    "숏팬츠": {"숏 팬츠"},
    # one syllable
    "봄": {"봄"}, "힐": HEELS, "백": {"메신저/크로스 백", "토트백"}, "청": {"데님 팬츠", "트러커 재킷"},
    "캡": CAP,
    # slips
    "가디간": {"가디건"}, "트랜치코트": {"트렌치코트"}, "스트라이브": {"스트라이프"},
    "코듀러이": {"코듀로이"},
    "벨투": {"벨트"}, "로우퍼": {"로퍼"}, "네이뷔": {"네이비"}, "맨트맨": {"맨투맨/스웨트셔츠"},
    "후두티": {"후드 티셔츠"},
    "슬렉스": {"슈트 팬츠/슬랙스"}, "쎈들": {"샌들"}, "블래이저": BLAZER, "버건디이": {"버건디"},
    "sneekers": {"스포츠/운동화", "캔버스/단화"},
    "cardigen": {"가디건"}, "jens": {"데님 팬츠"},
    # synonyms
    "골덴": {"코듀로이"}, "가죽": {"레더", "레더/라이더스 재킷"}, "치마": SKIRTS,
    "청자켓": {"트러커 재킷"}, "얼죽코": COATS,
    "운동화": {"스포츠/운동화"}, "꽃무늬": {"플라워"}, "줄무늬": {"스트라이프"}, "남색": {"네이비"},
    "정장바지": {"슈트 팬츠/슬랙스"},
    "아우터": {*COATS, *JACKETS, "숏패딩", "가디건"}, "신발": set(SHOES),
    "가방": {"메신저/크로스 백", "토트백"},
    "니트": KNITS, "모자": {*CAP, "비니"}, "재킷": JACKETS, "검은색": {"블랙"},
    # English
    "jeans": {"데님 팬츠"}, "skirts": SKIRTS, "trench coat": {"트렌치코트"}, "hoodie": {"후드 티셔츠"},
    "tee": TEES | {"후드 티셔츠"},
    "boots": {"앵클/첼시 부츠"}, "loafers": {"로퍼"}, "blazer": BLAZER, "black": {"블랙"},
    "striped": {"스트라이프"},
    "puffer": {"숏패딩"}, "trousers": TROUSERS, "wedding guest": {"하객"},
    "sweatshirt": {"맨투맨/스웨트셔츠"},
    "summer": {"여름"}, "corduroy": {"코듀로이"}, "high heels": HEELS, "shorts": {"숏 팬츠"},
    "shirt": {"셔츠/블라우스"},
    # Korean on an English keyboard
    "rjawjd": {"블랙"}, "zhxm": COATS, "cjdqkwl": {"데님 팬츠"}, "clak": SKIRTS, "qha": {"봄"},
    "rkwnr": {"레더", "레더/라이더스 재킷"},
    "gkror": {"하객"},
    # moods and occasions
    "꾸안꾸": {"꾸안꾸"}, "출근할 때": {"출근"}, "여행 갈 때": {"여행"}, "학교": {"캠퍼스"},
    "date night": {"데이트"},
    "시크": {"시크한"}, "사랑스러운 느낌": {"러블리"}, "직장인": {"출근"}, "간절기": {"간절기"},
    "결혼식": {"하객"}, "심플한": {"미니멀"},
}  # fmt: skip

EXCLUDING = {
    "no skirts": SKIRTS, "치마 말고": SKIRTS, "치마 빼고": SKIRTS, "without heels": HEELS,
    "코트 제외": COATS,
    "모자는 싫어요": {*CAP, "비니"}, "청바지 없이": {"데님 팬츠"}, "블랙 말고": {"블랙"},
    "치마랑 힐 빼고": SKIRTS | HEELS,
    "no hats, please": {*CAP, "비니"}, "하객 말고 출근": {"하객"},
}  # fmt: skip
