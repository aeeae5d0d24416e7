"""What sources call genders and seasons, in English and Korean, as a lookbook writes them."""

from __future__ import annotations

import re
import unicodedata

from retrieval.types import SEASONS, LookGender, Season

_GENDERS: dict[LookGender, tuple[str, ...]] = {
    "men": ("men", "man", "mens", "male", "m", "남", "남자", "남성", "남성용", "맨"),
    "women": ("women", "woman", "womens", "female", "w", "f", "여", "여자", "여성", "여성용", "우먼"),
    "unisex": ("unisex", "all", "both", "공용", "남녀공용", "유니섹스", "남녀"),
}
_SEASONS: dict[Season, tuple[str, ...]] = {
    "spring": ("spring", "봄"),
    "summer": ("summer", "여름"),
    "autumn": ("autumn", "fall", "가을"),
    "winter": ("winter", "겨울"),
}
_ALL_SEASONS = ("all seasons", "four seasons", "year round", "사계절")
_GENDER_OF = {word: gender for gender, words in _GENDERS.items() for word in words}
_SEASON_OF = {word: season for season, words in _SEASONS.items() for word in words}
_BETWEEN = re.compile(r"[|,/;·&+]")


def gender_of(text: str) -> LookGender | None:
    """The gender a source means; none where it says nothing that is understood."""
    return _GENDER_OF.get(_plain(text).replace("'", ""))


def seasons_of(text: str) -> tuple[Season, ...] | None:
    """The seasons a source means, in the year's order; none where a word of it is not understood."""
    found: set[Season] = set()
    for part in filter(None, (_plain(part) for part in _BETWEEN.split(text))):
        if part in _ALL_SEASONS:
            found.update(SEASONS)
        elif part in _SEASON_OF:
            found.add(_SEASON_OF[part])
        else:
            return None
    return tuple(season for season in SEASONS if season in found)


def _plain(text: str) -> str:
    return re.sub(r"[\s_-]+", " ", unicodedata.normalize("NFC", text)).strip().casefold()
