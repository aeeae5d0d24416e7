"""The plain records that cross the doors of `retrieval`: frozen, typed, loading nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import numpy as np
import numpy.typing as npt

Gender = Literal["all", "men", "women"]
LookGender = Literal["men", "women", "unisex"]
Season = Literal["spring", "summer", "autumn", "winter"]
Lens = Literal["all", "picture", "colour", "words"]

GENDERS: tuple[Gender, ...] = ("all", "men", "women")
SEASONS: tuple[Season, ...] = ("spring", "summer", "autumn", "winter")
STYLES = ("american_casual", "casual", "dandy", "formal", "sports", "street")
LENSES: tuple[Lens, ...] = ("all", "picture", "colour", "words")

UNKNOWN = "unknown"
TYPES = (
    "t-shirt", "top", "knit", "shirt", "kurta", "trousers", "shoes",
    "dress", "outerwear", "blazer", "shorts", "skirt", "hat", "bag",
)  # fmt: skip
"""The fourteen garment types, in the order of the type head's logits."""
LEGS = frozenset({"trousers", "shorts", "skirt", "dress"})
"""Worn in one place, below the waist, and taken for one another; nearly every photo of a wearer shows one."""
PLAIN = "solid"
PATTERNS = (PLAIN, "striped", "checked", "printed")
"""What a cloth shows, in the order of the parser's logits; a picture on a T-shirt is a print."""

Rgb = npt.NDArray[np.uint8]
"""Pixels, shape (height, width, 3), sRGB."""
Mask = npt.NDArray[np.bool_]
"""Foreground, shape (height, width)."""
Vector = npt.NDArray[np.float32]
"""Shape (dim,), float32."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels of the upright photo; `x1` and `y1` are exclusive."""

    x0: int
    y0: int
    x1: int
    y1: int


@dataclass(frozen=True, slots=True)
class Photo:
    """An upright picture; `rgb` may be smaller than the photo itself, whose size is `width` x `height`."""

    rgb: Rgb
    width: int
    height: int
    digest: str  # sha256 of the bytes it was read from


@dataclass(frozen=True, slots=True, eq=False)
class Region:
    """One piece on a photo, its mask of the size of `Photo.rgb`, its box in pixels of the upright photo."""

    name: str  # one of regions.GARMENT_REGIONS
    mask: Mask
    box: Box
    confidence: float  # mean probability of the region inside the mask, 0 to 1
    type_probabilities: tuple[float, ...] = ()  # one for each of TYPES, as the parser sees them; may be empty
    pattern_probabilities: tuple[float, ...] = ()  # one for each of PATTERNS; may be empty


@dataclass(frozen=True, slots=True)
class Cutout:
    """A photo's foreground: a mask of the size of `Photo.rgb`, and how far to trust it (0 to 1).

    A cutter that reads what it cuts gives the regions too, whether somebody wears them, and if so how likely
    each of TYPES is worn, whether or not a region tells of it.
    """

    mask: Mask
    confidence: float
    fell_back: bool = False  # the mask kept too little or too much, so it is the whole photo
    regions: tuple[Region, ...] = ()
    wearer: bool = False
    wears: tuple[float, ...] = ()  # one for each of TYPES; empty where nobody is known to wear anything


SUSPICIOUS = 0.825
"""A cutout of a lower confidence may have holes, have lost a sleeve or kept the bed.

Of hand-made masks one in twenty is below.
"""


@dataclass(frozen=True, slots=True)
class ColourName:
    """What a colour is called, in both languages of the chat."""

    ko: str
    en: str


@dataclass(frozen=True, slots=True)
class Swatch:
    """One colour of a garment: sRGB hex (#rrggbb), CIELAB (D65), share of the pixels (0 to 1), names."""

    hex: str
    lab: tuple[float, float, float]
    share: float
    name: ColourName


Palette = tuple[Swatch, ...]
"""Up to five swatches, largest share first, shares summing to 1."""


@dataclass(frozen=True, slots=True, eq=False)
class Garment:
    """One piece of clothing, on a person's photo or worn in a look."""

    type: str  # one of TYPES, or UNKNOWN
    confidence: float  # of the type, 0 to 1
    type_probabilities: tuple[float, ...]  # one for each of TYPES; empty when no head gave them
    box: Box
    embedding: Vector  # centred and of unit length
    palette: Palette
    pattern: str | None = None  # one of PATTERNS, where one is likely enough to be told


@dataclass(frozen=True, slots=True, eq=False)
class Sight:
    """What codibot sees on one photo: its garments and whether its cutout can be trusted."""

    digest: str
    width: int
    height: int
    garments: tuple[Garment, ...]
    cutout_confidence: float
    fell_back: bool
    wearer: bool = False  # somebody wears the garments
    wears: tuple[float, ...] = ()  # how likely each of TYPES, told from the whole photo; may be empty

    @property
    def outfit(self) -> tuple[float, ...]:
        """What is worn on the whole, where several garments are: one alone is asked for as a piece."""
        return self.wears if len(self.garments) > 1 else ()


@dataclass(frozen=True, slots=True)
class Facets:
    """The two choices that exclude. No season named means all looks, those without seasons too."""

    gender: Gender = "all"
    seasons: frozenset[Season] = frozenset()


@dataclass(frozen=True, slots=True)
class Look:
    """One photo of an outfit with what the lookbook says of it."""

    id: str
    photo: Path  # absolute
    gender: LookGender
    seasons: frozenset[Season]
    style: str
    title: str
    tags: tuple[str, ...]
    credit: str
    link: str = ""
    brands: tuple[str, ...] = ()
    fabrics: tuple[str, ...] = ()
    further: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class Query:
    """The whole question: pieces (or none), facets, style, keywords as typed, lens, which ranks to give."""

    garments: tuple[Garment, ...] = ()
    facets: Facets = Facets()
    style: str | None = None
    keywords: str = ""
    lens: Lens = "all"
    k: int = 10
    offset: int = 0  # 10 with k = 10 gives ranks 11 to 20
    liked: tuple[str, ...] = ()  # ids of looks of which more is asked for; they are not answered again
    disliked: tuple[str, ...] = ()
    outfit: tuple[float, ...] = ()  # of a whole outfit: how likely each of TYPES is worn; may be empty


@dataclass(frozen=True, slots=True)
class GarmentReason:
    """A piece of the look resembles the query garment: `similarity` is their cosine."""

    type: str
    box: Box
    similarity: float
    asked: int = 0  # which of the query's garments


@dataclass(frozen=True, slots=True)
class ColourReason:
    """A colour that both share."""

    query_hex: str
    look_hex: str


@dataclass(frozen=True, slots=True)
class PatternReason:
    """A pattern that both have; never the plainest one."""

    pattern: str


@dataclass(frozen=True, slots=True)
class WordReason:
    """A keyword that was asked for and the whole tag of the look that answers it."""

    asked: str
    matched: str


Reason = GarmentReason | ColourReason | PatternReason | WordReason


@dataclass(frozen=True, slots=True)
class WornPiece:
    """A piece of a look: its type, its main colour where it was seen, the look's tag that names it, or ""."""

    type: str
    colour: ColourName | None = None
    tag: str = ""


Slot = Literal["closest", "other_colour", "dressier", "relaxed", "other_season"]
"""In which way a look differs from the closest one."""


@dataclass(frozen=True, slots=True)
class Recommendation:
    """A look with its place in the answer, why it is there, and the other pieces it is worn with."""

    look_id: str
    rank: int  # from 1
    score: float  # higher is better
    reasons: tuple[Reason, ...]
    worn_with: tuple[WornPiece, ...]
    slot: Slot | None = None  # why it has its place, where that is more than its score


@dataclass(frozen=True, slots=True)
class Answer:
    """Recommendations in order, their commonest pairings, and how many looks the facets left.

    `fitting` is how many of those the keywords wanted fit; None where none were wanted. `close` is false
    where not even the best look wears anything much like what was asked for.
    """

    recommendations: tuple[Recommendation, ...]
    pairings: tuple[WornPiece, ...]
    candidates: int
    fitting: int | None = None
    close: bool = True


@dataclass(frozen=True, slots=True)
class UnknownWord:
    """A word that neither the lookbook nor the glossary holds, as typed, and known ones spelt nearly so."""

    typed: str
    near: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Understood:
    """Keywords understood: words wanted, words excluded (those of one text only together), and the rest."""

    wanted: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    unknown: tuple[UnknownWord, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class WearQuery:
    """What can be worn of a person's own pieces, inside facets; `among` narrows the looks to some ids."""

    pieces: tuple[Garment, ...]
    facets: Facets = Facets()
    k: int = 10
    offset: int = 0
    among: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Wearable:
    """A look that wears some of the pieces: their places among those asked, and what of it is missing."""

    look_id: str
    rank: int  # from 1
    owned: tuple[int, ...]
    missing: tuple[WornPiece, ...]


@dataclass(frozen=True, slots=True)
class Wear:
    """Looks by how many of their pieces are owned, and how many there are in all."""

    looks: tuple[Wearable, ...]
    total: int
