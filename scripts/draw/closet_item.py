"""A row of the closet: one garment that can be worn, with its cut, cloths, seasons and styles."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

ALL = "acdfps"
"""Styles by letter: american_casual, casual, dandy, formal, sports (p), street."""
STYLE_LETTERS = {
    "american_casual": "a",
    "casual": "c",
    "dandy": "d",
    "formal": "f",
    "sports": "p",
    "street": "s",
}
SEASON_LETTERS = {"spring": "s", "summer": "u", "autumn": "a", "winter": "w"}


@dataclass(frozen=True)
class Item:
    """One row of the closet. `role` names the scheme's colour it takes; `weaves` its cloths."""

    name_ko: str
    type: str
    slot: str  # outer, mid, top, bottom, dress, shoes, bag, hat
    cut: str
    seasons: str
    styles: str
    role: str
    weaves: tuple[str, ...] = ("plain",)
    patterns: tuple[str, ...] = ("solid",)
    genders: str = "mw"
    tucks: bool = False
    options: dict[str, Any] = field(default_factory=dict)


def item(
    name: str, type_: str, slot: str, cut: str, seasons: str, styles: str, role: str, **more: Any
) -> Item:
    known = {k: more.pop(k) for k in ("weaves", "patterns", "genders", "tucks") if k in more}
    return Item(name, type_, slot, cut, seasons, styles, role, options=more, **known)
