"""The parser's coarse classes, and the one table that maps data sets' labels to them and to garment types."""

from __future__ import annotations

from functools import cache

import numpy as np
import numpy.typing as npt

from retrieval.types import TYPES

Prior = npt.NDArray[np.float32]

REGIONS = (
    "background",
    "skin",  # and hair
    "top",
    "outerwear",
    "trousers",  # and jeans, leggings
    "shorts",
    "skirt",
    "dress",  # or suit in one
    "shoes",
    "bag",
    "headwear",
    "other",  # worn, but no piece that is searched for: belts, scarves, socks, glasses, jewellery
)
"""In the order of the network's logits."""

BACKGROUND, SKIN, OTHER = REGIONS.index("background"), REGIONS.index("skin"), REGIONS.index("other")

GARMENT_REGIONS = frozenset(REGIONS) - {"background", "skin", "other"}
"""The regions that are pieces of clothing."""

LABELS: dict[str, tuple[str, str | None]] = {
    # Clothing Co-Parsing: what is drawn on a look's mask -> region, garment type.
    "null": ("background", None),
    "skin": ("skin", None),
    "hair": ("skin", None),
    "blouse": ("top", "shirt"),
    "bra": ("top", None),
    "hoodie": ("top", "knit"),
    "intimate": ("top", None),
    "jumper": ("top", "knit"),
    "shirt": ("top", "shirt"),
    "sweater": ("top", "knit"),
    "sweatshirt": ("top", "knit"),
    "t-shirt": ("top", "t-shirt"),
    "top": ("top", "top"),
    "blazer": ("outerwear", "blazer"),
    "cape": ("outerwear", "outerwear"),
    "cardigan": ("outerwear", "knit"),
    "coat": ("outerwear", "outerwear"),
    "jacket": ("outerwear", "outerwear"),
    "vest": ("outerwear", "outerwear"),
    "jeans": ("trousers", "trousers"),
    "leggings": ("trousers", "trousers"),
    "pants": ("trousers", "trousers"),
    "shorts": ("shorts", "shorts"),
    "skirt": ("skirt", "skirt"),
    "bodysuit": ("dress", "dress"),
    "dress": ("dress", "dress"),
    "romper": ("dress", "dress"),
    "suit": ("dress", "dress"),
    "swimwear": ("dress", None),
    "boots": ("shoes", "shoes"),
    "clogs": ("shoes", "shoes"),
    "flats": ("shoes", "shoes"),
    "heels": ("shoes", "shoes"),
    "loafers": ("shoes", "shoes"),
    "pumps": ("shoes", "shoes"),
    "sandals": ("shoes", "shoes"),
    "shoes": ("shoes", "shoes"),
    "sneakers": ("shoes", "shoes"),
    "wedges": ("shoes", "shoes"),
    "bag": ("bag", "bag"),
    "purse": ("bag", "bag"),
    "wallet": ("bag", "bag"),
    "hat": ("headwear", "hat"),
    "accessories": ("other", None),
    "belt": ("other", None),
    "bracelet": ("other", None),
    "earrings": ("other", None),
    "glasses": ("other", None),
    "gloves": ("other", None),
    "necklace": ("other", None),
    "panties": ("other", None),
    "ring": ("other", None),
    "scarf": ("other", None),
    "socks": ("other", None),
    "stockings": ("other", None),
    "sunglasses": ("other", None),
    "tie": ("other", None),
    "tights": ("other", None),
    "watch": ("other", None),
}

DONORS: dict[str, tuple[str, str]] = {
    # clothing-dataset: the donors' words for a lying garment -> region, garment type.
    "Blazer": ("outerwear", "blazer"),
    "Blouse": ("top", "shirt"),
    "Body": ("dress", "top"),
    "Dress": ("dress", "dress"),
    "Hat": ("headwear", "hat"),
    "Hoodie": ("top", "knit"),
    "Longsleeve": ("top", "knit"),
    "Outwear": ("outerwear", "outerwear"),
    "Pants": ("trousers", "trousers"),
    "Polo": ("top", "t-shirt"),
    "Shirt": ("top", "shirt"),
    "Shoes": ("shoes", "shoes"),
    "Shorts": ("shorts", "shorts"),
    "Skirt": ("skirt", "skirt"),
    "T-Shirt": ("top", "t-shirt"),
    "Top": ("top", "top"),
    "Undershirt": ("top", "t-shirt"),
}


LEAK = 0.05
"""How likely a type is that a region does not hold, beside one that it holds: regions are misread too."""


@cache
def type_prior(region: str) -> Prior:
    """How likely each of TYPES is in a region before more is known, shape (types,), not normalised."""
    held = {kind for name, kind in (*LABELS.values(), *DONORS.values()) if name == region}
    return np.array([1 if kind in held else LEAK for kind in TYPES], dtype=np.float32)


@cache
def kin(kind: str) -> frozenset[str]:
    """The types worn where one is worn, itself among them: a blazer's are outerwear and cardigans."""
    regions = {region for region, each in LABELS.values() if each == kind}
    return frozenset(each for region, each in LABELS.values() if each and region in regions) | {kind}


def region_of_label(label: str) -> int:
    """The region's number of a Clothing Co-Parsing label; raises KeyError for an unknown one."""
    return REGIONS.index(LABELS[label][0])


def region_of_donor(word: str) -> int:
    """The region's number of a donor's word for a lying garment; raises KeyError for an unknown one."""
    return REGIONS.index(DONORS[word][0])
