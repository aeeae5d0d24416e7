"""The records of the wardrobe: a piece, an outfit, and the look that captions make of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from scripts.draw.fabrics import Cloth


@dataclass(frozen=True)
class Piece:
    """One worn piece: how it is cut, of which cloth, and what a shop calls it."""

    cut: str  # a name in scripts.draw.compose.CUTS
    cloth: Cloth
    type: str  # one of retrieval.types.TYPES; empty for a trimming
    name_ko: str
    fabric_ko: str
    options: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Outfit:
    """What one figure wears, and the figure itself."""

    gender: str  # men or women: the figure
    style: str
    season: str
    pieces: tuple[Piece, ...]
    pose: str
    skin: str
    hair: str
    hair_style: str
    backdrop: str
    wall: str
    seed: int
    tucked: bool = False
    flipped: bool = False
    moods: tuple[str, ...] = ()

    @property
    def worn_by(self) -> str:
        """Whom the look suits: unisex where nothing on it is cut for one gender."""
        free = self.style in ("casual", "sports", "street", "american_casual") and self.seed % 4 == 1
        return "unisex" if free and all(p.type in UNISEX or not p.type for p in self.pieces) else self.gender


UNISEX = frozenset({"t-shirt", "knit", "shirt", "trousers", "outerwear", "shoes", "bag", "hat", "shorts"})
"""Types that anybody wears."""
