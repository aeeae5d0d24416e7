"""What a post says of itself: guessed from what was seen on its photo, offered, or typed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from bot.language import Voice
from bot.rendering.texts import SURE
from retrieval.index.catalogue import Catalogue
from retrieval.types import UNKNOWN, Facets, Garment, Season, Sight
from storage.types import Choices

MOST_OFFERED = 12
MOST_TAGS, LONGEST_TAG = 12, 20


def tags(say: Voice, sight: Sight) -> tuple[str, ...]:
    """`네이비 셔츠`, `데님 팬츠`: each piece that was told apart, in the lookbook's language."""
    return tuple(dict.fromkeys(_tag(say, each) for each in sight.garments if _is_sure(each)))


def offered(guessed: Iterable[str], catalogue: Catalogue, seasons: frozenset[Season]) -> tuple[str, ...]:
    """The guesses, then what tells most of the looks of the season."""
    telling = catalogue.telling_tags(catalogue.rows(Facets(seasons=seasons)))
    return tuple(dict.fromkeys([*guessed, *telling]))[:MOST_OFFERED]


def tags_in(words: str) -> tuple[str, ...]:
    """`#데님 팬츠, 꾸안꾸`: parted by commas, hashes or lines, each short and once."""
    parts = (" ".join(part.split()) for part in re.split(r"[#,|\n]", unicodedata.normalize("NFC", words)))
    return tuple(dict.fromkeys(part[:LONGEST_TAG].strip() for part in parts if part))[:MOST_TAGS]


def gender(choices: Choices) -> str:
    """Whoever looks for men's clothes mostly wears them."""
    return choices.gender if choices.gender in ("men", "women") else "unisex"


def _is_sure(garment: Garment) -> bool:
    return garment.type != UNKNOWN and garment.confidence >= SURE


def _tag(say: Voice, garment: Garment) -> str:
    colour = garment.palette[0].name.ko if garment.palette else ""
    return f"{colour} {say(f'type-{garment.type}')}".strip()
