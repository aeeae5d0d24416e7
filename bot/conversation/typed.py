"""What a typed sentence chooses: gender, seasons and style in either language; the rest are keywords."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from typing import Literal, TypeVar

from retrieval.types import SEASONS, Gender, Season, UnknownWord

T = TypeVar("T")

Move = Literal["back", "skip", "next", "more", "done", "cancel"]

SEOUL = timezone(timedelta(hours=9), "Seoul")  # no summer time there since 1988

_PARTICLES = (
    "이랑|랑|하고|이나|나|과|와|은|는|이|가|을|를|으로|로|에|도|만|용|옷|것|거|꺼|코디|이에요|예요|이요|요"
)

_REFUSING = r"(?:not|no|except|without|anything but)(?: in| for)?"
_REFUSED = r"(?:은|는|이|가)?\s*(?:말고|말구|빼고|빼구|제외(?:하고|한)?|아니고|아닌|싫어요?)"

_MEN = ("남자", "남성", "남", "남학생", "men", "man", "mens", "men's", "men’s", "male", "guy", "guys", "boy")
_WOMEN = ("여자", "여성", "여", "여학생", "women", "woman", "women's", "women’s", "female", "lady", "girl")
_EVERYONE = ("남녀", "공용", "남녀공용", "유니섹스", "unisex", "both")
_GENDERS: dict[str, Gender] = {
    **dict.fromkeys(_MEN, "men"),
    **dict.fromkeys(_WOMEN, "women"),
    **dict.fromkeys(_EVERYONE, "all"),
}
_OTHER: dict[Gender, Gender] = {"men": "women", "women": "men", "all": "all"}
_SEASONS: dict[str, Season] = {
    **dict.fromkeys(("봄", "spring"), "spring"),
    **dict.fromkeys(("여름", "summer"), "summer"),
    **dict.fromkeys(("가을", "autumn", "fall"), "autumn"),
    **dict.fromkeys(("겨울", "winter"), "winter"),
}
_ALL_YEAR = dict.fromkeys(("사계절", "사철", "일년내내", "all year", "all seasons", "any season"), True)
_STYLES: dict[str, str] = {
    **dict.fromkeys(("아메카지", "아메리칸 캐주얼", "american casual", "amekaji"), "american_casual"),
    **dict.fromkeys(("캐주얼", "캐쥬얼", "casual"), "casual"),
    **dict.fromkeys(("댄디", "dandy"), "dandy"),
    **dict.fromkeys(("포멀", "포말", "정장", "formal"), "formal"),
    **dict.fromkeys(("스포츠", "스포티", "sports", "sporty"), "sports"),
    **dict.fromkeys(("스트릿", "스트리트", "street", "streetwear"), "street"),
}
_BACK = ("뒤로", "이전", "back")
_SKIP = ("건너뛰기", "건너뛸래요", "패스", "없음", "없어요", "아니요", "skip", "pass", "none", "no")
_NEXT = ("다음", "next")
_MORE = (
    "더",
    "더 보기",
    "더 보여줘",
    "더 보여 주세요",
    "다른 거",
    "다른 거 보여줘",
    "다른 코디",
    "more",
    "show more",
)
_DONE = ("완료", "확인", "끝", "네", "예", "응", "좋아", "좋아요", "ok", "okay", "yes", "good", "done")
_CANCEL = ("취소", "취소할래요", "그만", "그만할래요", "cancel", "stop", "never mind")
_MOVES: dict[str, Move] = {
    **dict.fromkeys(_BACK, "back"),
    **dict.fromkeys(_SKIP, "skip"),
    **dict.fromkeys(_NEXT, "next"),
    **dict.fromkeys((*_MORE, "show me more", "more please", "can you show me more"), "more"),
    **dict.fromkeys(_DONE, "done"),
    **dict.fromkeys(_CANCEL, "cancel"),
}
_ANY = frozenset(
    ["전체", "모두", "전부", "다", "상관없음", "상관없어", "아무거나", "all", "any", "everyone", "anything"],
)
_TAKEN = "\0"
"""Where a word was that named a choice: what only tied it to its neighbours goes with it."""
_LINK = r"(?:(?<!\w)(?:and|or|for|그리고|또는|이랑|랑|하고)(?!\w)|[\s,&/+·])"
_GAP = re.compile(rf"{_LINK}*{_TAKEN}(?:{_LINK}|{_TAKEN})*")


@dataclass(frozen=True, slots=True)
class Typed:
    """A sentence understood. `seasons` empty means all of them, None that none was named.

    `keywords` is the sentence without gender and seasons: style words stay, for they are tags as well. What
    the lookbook makes of them, and which it does not know, is `bot.conversation.understanding`'s to say.
    """

    gender: Gender | None = None
    seasons: frozenset[Season] | None = None
    style: str | None = None
    everything: bool = False  # "all", of whatever was asked
    move: Move | None = None
    keywords: str = ""
    unknown: tuple[UnknownWord, ...] = ()

    @property
    def names_facets(self) -> bool:
        """Whether it says whom or when."""
        return self.gender is not None or self.seasons is not None


def understand(text: str) -> Typed:
    """Reads a sentence: `여름이랑 가을`, `women, summer`, `데님 꾸안꾸`, `건너뛰기`."""
    plain = plainly(text)
    if plain in _MOVES:
        return Typed(move=_MOVES[plain])
    if plain.removesuffix("요") in _ANY or plain in _ANY:
        return Typed(everything=True)
    no_genders, rest = _refused(plain, _GENDERS)
    genders, rest = _take(rest, _GENDERS)
    all_year, rest = _take(rest, _ALL_YEAR)
    no_seasons, rest = _refused(rest, _SEASONS)
    seasons, rest = _take(rest, _SEASONS)
    styles, _ = _take(rest, _STYLES)
    return Typed(
        gender=_one_gender(genders, no_genders),
        seasons=frozenset() if all_year else _seasons(seasons, no_seasons),
        style=styles[0] if styles else None,
        keywords=_GAP.sub(" ", rest).strip(),
    )


def plainly(text: str) -> str:
    """A sentence in lower case, its letters composed, without the marks at its end."""
    return " ".join(unicodedata.normalize("NFC", text).lower().split()).strip(" .!?~")


def names_style(word: str) -> bool:
    """Whether a keyword is a style's name."""
    return word.lower() in _STYLES


def present_season(day: date | None = None) -> Season:
    """The season of a day, by Seoul's calendar today: spring is March to May."""
    month = (day or datetime.now(SEOUL).date()).month
    return SEASONS[(month - 3) % 12 // 3]


def numbers(text: str) -> tuple[int, ...]:
    """The numbers of `3 5`, `3, 5번`, each once, in order."""
    return tuple(dict.fromkeys(int(found) for found in re.findall(r"\d{1,4}", text)))


def _one_gender(named: list[Gender], refused: list[Gender]) -> Gender | None:
    """Men and women together are everyone; who refuses the one wants the other."""
    if not named and len(set(refused)) == 1:
        return _OTHER[refused[0]]
    return None if not named else named[0] if len(set(named)) == 1 else "all"


def _seasons(named: list[Season], refused: list[Season]) -> frozenset[Season] | None:
    """Those named; where some are only refused, all the others."""
    return frozenset(named or (set(SEASONS) if refused else ())).difference(refused) or None


def _refused(text: str, lexicon: Mapping[str, T]) -> tuple[list[T], str]:
    """What of the lexicon is refused (`겨울 빼고`, `not summer`); and the rest."""
    run = f"(?:{_words(lexicon)})+"
    refusal = re.compile(rf"(?<!\w)(?:{_REFUSING}\s+({run})|({run}){_REFUSED})(?!\w)")
    runs = ["".join(both) for both in refusal.findall(text)]
    found = [lexicon[word] for each in runs for word in re.findall(_words(lexicon), each)]
    return found, refusal.sub(_TAKEN, text)


def _words(lexicon: Mapping[str, T]) -> str:
    """An alternative of a pattern for each word, the longest first."""
    return "|".join(re.escape(word) for word in sorted(lexicon, key=len, reverse=True))


def _take(text: str, lexicon: Mapping[str, T]) -> tuple[list[T], str]:
    """What the lexicon's words in the text mean, with particles or run together (봄가을); and the rest."""
    words = _words(lexicon)
    whole = re.compile(rf"(?<!\w)((?:{words})+)(?:{_PARTICLES}){{0,3}}(?!\w)")
    found = [lexicon[word] for run in whole.findall(text) for word in re.findall(words, run)]
    return found, whole.sub(_TAKEN, text)
