"""The wardrobe: outfits put together by style, season and gender, so that every kind is worn often enough."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import numpy as np

from retrieval.types import SEASONS, STYLES
from scripts.draw.body import HAIRS, SKINS
from scripts.draw.closet import CLOSET, SEASON_LETTERS, STYLE_LETTERS, Item
from scripts.draw.colours import NEUTRAL_SHOES, SCHEMES, THREAD, WASHES, Scheme
from scripts.draw.fabrics import Cloth, shade
from scripts.draw.outfit import Outfit, Piece

Rng = np.random.Generator

FABRICS = {
    "plain": "코튼", "denim": "데님", "knit": "니트", "cable": "꽈배기", "corduroy": "코듀로이", "leather": "레더", "wool": "울",
    "satin": "새틴", "fleece": "플리스", "tweed": "트위드",
}  # fmt: skip
GLOSS = {"leather": 0.75, "satin": 0.3}
STIFF = {
    "denim": 0.85,
    "leather": 0.8,
    "wool": 0.7,
    "satin": 0.1,
    "corduroy": 0.8,
    "tweed": 0.8,
    "knit": 0.5,
    "cable": 0.7,
}
OUTER_CHANCE = {"spring": 0.55, "summer": 0.06, "autumn": 0.75, "winter": 0.95}
WANTED = (
    "t-shirt",
    "knit",
    "shirt",
    "outerwear",
    "blazer",
    "shorts",
    "hat",
    "bag",
    "skirt",
    "dress",
    "top",
    "trousers",
)
POSES_BARE = ("rest", "pocket", "pockets", "hip", "stride", "stroll", "easy")


class Wardrobe:
    """Chooses pieces, the least worn first, so that the closet is used evenly."""

    def __init__(self, seed: int) -> None:
        self.rng = np.random.default_rng(seed)
        self.worn: Counter[tuple[str, str, int]] = Counter()

    def outfits(self, count: int) -> Iterator[Outfit]:
        """`count` outfits in equal numbers for each gender and season, styles in turn."""
        cells = [(g, s) for g in ("men", "women") for s in SEASONS]
        for k in range(count):
            gender, season = cells[k % len(cells)]
            turn = k // len(cells)
            yield self._outfit(
                gender,
                season,
                STYLES[turn % len(STYLES)],
                WANTED[(turn // len(STYLES) + turn) % len(WANTED)],
                k,
            )

    def _outfit(self, gender: str, season: str, style: str, wanted: str, number: int) -> Outfit:
        rng = np.random.default_rng(9000 + number)
        scheme = SCHEMES[season][(number // 8 + int(rng.integers(3))) % len(SCHEMES[season])]
        items = self._items(gender, season, style, wanted, rng)
        pieces = tuple(_piece(item, scheme, rng) for item in items)
        hair = ("long", "bob", "bun") if gender == "women" else ("short", "two_block", "swept")
        bag = next((i for i in items if i.slot == "bag"), None)
        return Outfit(
            gender, style, season, pieces, _pose(bag, rng), SKINS[int(rng.choice(len(SKINS), p=(0.34, 0.32, 0.18, 0.08, 0.05, 0.03)))],
            HAIRS[int(rng.integers(len(HAIRS)))], hair[int(rng.integers(3))], ("sweep", "wall", "pavement", "sweep")[int(rng.integers(4))],
            scheme.wall, number + 1, any(i.tucks for i in items) and rng.random() < 0.6, bool(rng.random() < 0.5),
        )  # fmt: skip

    def _items(self, gender: str, season: str, style: str, wanted: str, rng: Rng) -> list[Item]:
        def take(slot: str, want: str = "") -> Item | None:
            return self._take(gender, season, style, slot, want if want else "", rng)

        def wish(slot: str) -> str:
            return wanted if any(i.slot == slot and i.type == wanted for i in CLOSET) else ""

        chosen: list[Item | None] = []
        dress = take("dress") if gender == "women" and (wanted == "dress" or rng.random() < 0.08) else None
        if dress:
            chosen.append(dress)
        else:
            mid = wanted == "knit" or (
                wanted not in ("t-shirt", "shirt", "top") and season != "summer" and rng.random() < 0.5
            )
            inner = take("mid", wish("mid")) if mid else take("top", wish("top"))
            chosen += [inner or take("top"), take("bottom", wish("bottom"))]
        if rng.random() < OUTER_CHANCE[season] * (0.5 if dress else 1) or wanted in ("outerwear", "blazer"):
            chosen.append(take("outer", wish("outer")))
        chosen.append(take("shoes"))
        if wanted == "bag" or rng.random() < (0.5 if gender == "women" else 0.25):
            chosen.append(take("bag"))
        if wanted == "hat" or rng.random() < {"street": 0.35, "sports": 0.35}.get(style, 0.08):
            chosen.append(take("hat"))
        return [item for item in chosen if item]

    def _take(self, gender: str, season: str, style: str, slot: str, want: str, rng: Rng) -> Item | None:
        fits = [
            (k, i) for k, i in enumerate(CLOSET)
            if i.slot == slot and gender[0] in i.genders and SEASON_LETTERS[season] in i.seasons and STYLE_LETTERS[style] in i.styles
        ]  # fmt: skip
        fits = [f for f in fits if f[1].type == want] or fits
        if not fits:
            return None
        k, item = min(fits, key=lambda f: (self.worn[gender, season, f[0]], rng.random()))
        self.worn[gender, season, k] += 1
        return item


def _pose(bag: Item | None, rng: Rng) -> str:
    kind = bag.options["kind"] if bag else ""
    choices = {
        "tote": ("carry",),
        "shoulder": ("rest", "strap", "stride"),
        "backpack": ("strap", "rest"),
    }.get(kind, POSES_BARE)
    return str(rng.choice(choices))


def _piece(item: Item, scheme: Scheme, rng: Rng) -> Piece:
    weave = str(rng.choice(item.weaves))
    pattern = str(rng.choice(item.patterns))
    hex_ = _colour(item, scheme, rng)
    accent = THREAD if weave == "denim" else _accent(pattern, hex_, scheme)
    cloth = Cloth(hex_, weave, pattern, accent, GLOSS.get(weave, 0.0), STIFF.get(weave, 0.5))
    fabric = (
        "나일론"
        if item.name_ko in ("바람막이", "숏패딩", "나일론 쇼츠", "백팩")
        else "린넨"
        if "린넨" in item.name_ko
        else FABRICS[weave]
    )
    return Piece(item.cut, cloth, item.type, item.name_ko, fabric, dict(item.options))


def _colour(item: Item, scheme: Scheme, rng: Rng) -> str:
    fixed = {
        "denim": WASHES, "white": NEUTRAL_SHOES, "black": ("#232326", "#2c2d33", "#1f2430"),
        "khaki": ("#c4ae86", "#8b8560", "#6a6b4c"),
    }  # fmt: skip
    if item.role in fixed:
        return str(rng.choice(fixed[item.role]))
    return shade(str(getattr(scheme, item.role)), float(rng.uniform(0.95, 1.04)))


def _accent(pattern: str, hex_: str, scheme: Scheme) -> str:
    if pattern in ("breton", "stripe", "gingham", "floral", "dots", "check", "tartan"):
        return scheme.accent if scheme.accent != hex_ else scheme.base
    light = int(hex_[1:3], 16) + int(hex_[3:5], 16) + int(hex_[5:7], 16) > 390
    return shade(hex_, 0.45) if light else "#ece7dc"
