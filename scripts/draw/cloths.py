"""From closet to piece: which cloth, pattern and colour an item is made of under a colour scheme."""

from __future__ import annotations

import numpy as np

from scripts.draw.closet_item import Item
from scripts.draw.colours import NEUTRAL_SHOES, THREAD, WASHES, Scheme
from scripts.draw.fabrics import Cloth, rgb, shade
from scripts.draw.outfit import Piece

Rng = np.random.Generator

FABRICS = {
    "plain": "코튼",
    "denim": "데님",
    "knit": "니트",
    "cable": "꽈배기",
    "corduroy": "코듀로이",
    "leather": "레더",
    "wool": "울",
    "satin": "새틴",
    "fleece": "플리스",
    "tweed": "트위드",
}
NYLON = ("바람막이", "숏패딩", "나일론 쇼츠", "백팩", "블루종")
GLOSS = {"leather": 0.75, "satin": 0.3}
STIFF = {
    "denim": 0.85,
    "leather": 0.8,
    "wool": 0.7,
    "satin": 0.1,
    "corduroy": 0.8,
    "tweed": 0.8,
    "knit": 0.6,
    "cable": 0.8,
}
FIXED = {
    "denim": WASHES,
    "white": NEUTRAL_SHOES,
    "black": ("#232326", "#2c2d33", "#1f2430"),
    "khaki": ("#c4ae86", "#8b8560", "#6a6b4c"),
}
"""Roles that keep their own colours under every scheme."""
TRIMMINGS = {
    "tie": "넥타이",
    "belt": "벨트",
    "scarf": "머플러",
    "glasses": "선글라스",
    "socks": "양말",
    "stockings": "스타킹",
}


def piece_of(item: Item, scheme: Scheme, rng: Rng) -> Piece:
    """The item in a cloth, pattern and colour of its own."""
    weave, pattern = str(rng.choice(item.weaves)), str(rng.choice(item.patterns))
    hex_ = _colour(item, scheme, rng)
    if pattern in ("stripe", "gingham", "floral", "dots", "breton") and item.role == "light":
        hex_ = shade(hex_, 1.03)
    accent = THREAD if weave == "denim" else _accent(pattern, hex_, scheme)
    cloth = Cloth(hex_, weave, pattern, accent, GLOSS.get(weave, 0.0), STIFF.get(weave, 0.5))
    return Piece(item.cut, cloth, item.type, item.name_ko, _fabric(item.name_ko, weave), dict(item.options))


def trimming(cut: str, scheme: Scheme, rng: Rng) -> Piece:
    """A tie, belt, scarf, pair of glasses or of socks."""
    cloths = {
        "tie": Cloth(
            shade(scheme.accent, 0.8), "plain", str(rng.choice(["solid", "stripe", "dots"])), "#e9e3d6"
        ),
        "belt": Cloth(scheme.leather, "leather"),
        "scarf": Cloth(scheme.accent, "knit", str(rng.choice(["solid", "check"])), scheme.light),
        "glasses": Cloth("#1d1b1b"),
        "stockings": Cloth("#2b2727"),
        "socks": Cloth(str(rng.choice(["#f4f2ec", "#f4f2ec", "#2a2a2c"]))),
    }
    if cut == "stockings":
        return Piece("socks", cloths[cut], "", TRIMMINGS[cut], "", {"height": 0.97, "ribbed": False})
    return Piece(cut, cloths[cut], "", TRIMMINGS[cut], "", {})


def _fabric(name: str, weave: str) -> str:
    return (
        "나일론"
        if name in NYLON
        else "린넨"
        if "린넨" in name
        else "피케"
        if "피케" in name
        else FABRICS[weave]
    )


def _colour(item: Item, scheme: Scheme, rng: Rng) -> str:
    if item.role in FIXED:
        return str(rng.choice(FIXED[item.role]))
    return shade(str(getattr(scheme, item.role)), float(rng.uniform(0.95, 1.04)))


def _accent(pattern: str, hex_: str, scheme: Scheme) -> str:
    """A second colour that can be seen against the first."""
    light = sum(rgb(hex_)) > 390
    if pattern in ("breton", "stripe", "gingham", "floral", "dots", "check", "tartan"):
        far = [
            c for c in (scheme.accent, scheme.main, scheme.base) if abs(sum(rgb(c)) - sum(rgb(hex_))) > 150
        ]
        if far:
            return far[0]
    return shade(hex_, 0.45) if light else "#ece7dc"
