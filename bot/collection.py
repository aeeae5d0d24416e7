"""Names of collections: how they are typed, tidied, and carried by buttons."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from bot.errors import Sorry
from storage.types import SavedLook

LONGEST_NAME = 30
_NUMBER = re.compile(r"#?(\d{1,4})(?:번째|번|호)?,?")
_QUOTES = "“”‘’\"'「」『』"


@dataclass(frozen=True, slots=True)
class Asked:
    """The words after `/save`: numbers, each once, then perhaps a collection's name."""

    numbers: tuple[int, ...]
    collection: str

    @classmethod
    def read(cls, words: str) -> Self:
        """Reads `3, 5번 출근룩`; `3 18도 룩` is number 3 and the name 18도 룩. Raises Sorry."""
        parts = re.sub(r"(?<=\d),(?=\d)", ", ", words).split()
        found = [_NUMBER.fullmatch(part) for part in parts]
        count = next((place for place, number in enumerate(found) if number is None), len(parts))
        numbers = dict.fromkeys(int(number[1]) for number in found[:count] if number)
        return cls(tuple(numbers), tidy(" ".join(parts[count:])))


def tidy(name: str) -> str:
    """A name on one line, without quotes; perhaps nothing is left. Raises Sorry where it is too long."""
    tidied = " ".join(unicodedata.normalize("NFC", name).split()).strip(_QUOTES + " ")
    if len(tidied) > LONGEST_NAME:
        raise Sorry("collection-long", limit=LONGEST_NAME)
    return tidied


def key_of(name: str) -> str:
    """What a button carries in place of a name, which may be longer than a button holds."""
    return hashlib.blake2s(name.encode(), digest_size=4).hexdigest()


def collections_of(saved: Iterable[SavedLook]) -> dict[str, int]:
    """Every collection in the order of its first look, with how many looks it holds."""
    return dict(Counter(each.collection for each in saved if each.collection))


def named_by(key: str, saved: Iterable[SavedLook]) -> str:
    """The collection that a button's key means. Raises Sorry where it is gone."""
    for name in collections_of(saved):
        if key_of(name) == key:
            return name
    raise Sorry("collection-gone")
