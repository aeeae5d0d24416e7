"""What people say to a bot beside any wish for clothes, and the few orders that they give in words."""

from __future__ import annotations

import re
from typing import Literal

from bot.collection import Asked

Aside = Literal["thanks", "hello", "praise", "dislike", "shop", "help", "language"]

_ASIDES: dict[Aside, str] = {
    "thanks": r"(?:정말|너무|진짜)?\s*(?:고마워|고맙|감사|땡큐)\S*"
    r"|(?:no |many )?(?:thanks|thank you|thx)(?: so much| a lot| very much)?",
    "hello": r"(?:안녕|반가워|반갑)\S*|하이|hi|hello|hey|good (?:morning|afternoon|evening)",
    "praise": r"(?:다|너무|정말|진짜)?\s*(?:예뻐|예쁘네|이뻐|이쁘네|멋져|멋있|좋네|최고)\S*"
    r"|(?:다|너무|정말|진짜)?\s*(?:마음에|맘에) ?(?:들어|드네)\S*"
    r"|(?:so |very |really |still )?(?:pretty|beautiful|lovely|awesome|amazing|perfect|great)"
    r"|i (?:love|like) (?:it|them|this|these)",
    "dislike": r"(?:다|좀|너무)?\s*(?:별로|(?:마음에|맘에) ?안 ?(?:들|드)|이상해|싫어)\S*"
    r"|i (?:don['’]t|do not) like (?:it|them|this|these)|not good|ugly",
    "shop": r".*(?:어디서? ?(?:살|사|구매|구할)|얼마(?:예|인|야)|가격|파는 ?(?:곳|데)).*"
    r"|.*(?:where (?:can|do|could) i (?:buy|get)|how much (?:is|are|does)|for sale).*",
    "help": r"help|도움말?|도와 ?줘\S*|사용법|(?:이거 )?어떻게 (?:써|쓰|사용|하)\S*"
    r"|뭐 ?하는 (?:봇|거|곳)\S*|뭐\S* 할 수 있\S*"
    r"|what (?:can|do) you do|how (?:does|do) (?:this|it|you) work|what is this",
    "language": r"(?:speak |in )?(?:korean|english)(?: please)?|language"
    r"|(?:한국어|영어|한국말)\S*(?: (?:해|말해)\S*(?: 주세요)?)?|언어\S*",
}
_READ: dict[Aside, re.Pattern[str]] = {aside: re.compile(said) for aside, said in _ASIDES.items()}

_NUMBERS = r"\d{1,4}(?:\s?번)?(?:[\s,]\s?\d{1,4}(?:\s?번)?){0,9}"
_PUT_BY = r"(?:저장|찜|save)(?:(?:해|할게|하자)\S{0,6})?(?:\s(?:줘|주세요|it|this|that|please|number)){0,2}"
_SAVING = re.compile(
    rf"(?:(?:이거|이것|이 코디)\s?)?{_PUT_BY}"
    rf"|{_PUT_BY}\s?(?P<behind>{_NUMBERS})"
    rf"|(?P<before>{_NUMBERS})(?:을|를)?\s?{_PUT_BY}"
)
_NUMBER = re.compile(r"(\d{1,4})\s*번?(?:이요|요)?")


def aside_in(plain: str) -> Aside | None:
    """What a sentence says instead of a wish, if that is all; `plain` as `typed.plainly` makes it."""
    return next((aside for aside, said in _READ.items() if said.fullmatch(plain)), None)


def saving_in(plain: str) -> Asked | None:
    """`3번 저장해줘`, `save 2`: what is to be saved; without numbers the picture that is replied to."""
    found = _SAVING.fullmatch(plain)
    if found is None:
        return None
    numbers = re.findall(r"\d+", found["behind"] or found["before"] or "")
    return Asked(tuple(map(int, numbers)), "")


def number_in(plain: str) -> int | None:
    """A number by itself, as it stands on a picture."""
    found = _NUMBER.fullmatch(plain)
    return int(found[1]) if found else None
