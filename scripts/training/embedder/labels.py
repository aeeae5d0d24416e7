"""What the sets say of a garment, as numbers: type, the set's own word, colour, pattern, gender, season."""

from __future__ import annotations

from collections.abc import Mapping

from retrieval.regions import DONORS, LABELS
from retrieval.types import TYPES

UNKNOWN = -1

_ARTICLES: Mapping[str, tuple[str, ...]] = {
    "t-shirt": ("Tshirts", "Lounge Tshirts"),
    "top": ("Tops", "Tunics", "Baby Dolls"),
    "knit": ("Sweaters", "Sweatshirts", "Shrug"),
    "shirt": ("Shirts",),
    "kurta": ("Kurtas", "Kurtis", "Kurta Sets"),
    "trousers": (
        "Trousers", "Jeans", "Track Pants", "Leggings", "Capris", "Jeggings", "Lounge Pants", "Patiala",
        "Salwar", "Churidar", "Tights", "Salwar and Dupatta",
    ),
    "shoes": (
        "Sports Shoes", "Casual Shoes", "Formal Shoes", "Heels", "Flats", "Sandals", "Sports Sandals",
        "Flip Flops", "Booties",
    ),
    "dress": ("Dresses", "Jumpsuit", "Rompers", "Nightdress"),
    "outerwear": ("Jackets", "Rain Jacket", "Waistcoat"),
    "blazer": ("Blazers", "Nehru Jackets"),
    "shorts": ("Shorts", "Lounge Shorts"),
    "skirt": ("Skirts",),
    "hat": ("Caps", "Hat"),
    "bag": ("Handbags", "Backpacks", "Clutches"),
}  # fmt: skip
TYPE_OF_ARTICLE: Mapping[str, str] = {word: kind for kind, words in _ARTICLES.items() for word in words}
"""Fashion Product Images' articleType -> garment type, where it is one of the fourteen."""

PATTERNS: Mapping[str, tuple[str, ...]] = {
    "solid": ("solid", "plain"),
    "striped": ("striped", "stripe", "stripes", "pinstripe"),
    "checked": ("check", "checks", "checked", "chequered", "plaid", "tartan"),
    "printed": ("print", "prints", "printed", "floral", "graphic"),
}
"""A pattern, and the words of a product's name that say so."""

GENDERS = ("Men", "Women", "Unisex", "Girls", "Boys")
SEASONS = ("Spring", "Summer", "Fall", "Winter")
DONOR_WORDS = tuple(DONORS)
WORN_WORDS = tuple(LABELS)


def type_number(kind: str | None) -> int:
    """The type's place among the fourteen; UNKNOWN for None."""
    return UNKNOWN if kind is None else TYPES.index(kind)


def number(word: str, words: tuple[str, ...]) -> int:
    """The word's place; UNKNOWN where it is not there."""
    return words.index(word) if word in words else UNKNOWN


def pattern_number(name: str) -> int:
    """The first pattern that a product's name speaks of; UNKNOWN where it is silent."""
    said = set(name.lower().replace("-", " ").split())
    for place, words in enumerate(PATTERNS.values()):
        if said.intersection(words):
            return place
    return UNKNOWN
