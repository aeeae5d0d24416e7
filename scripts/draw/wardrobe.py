"""The wardrobe: outfits put together by style, season and gender, so that every kind is worn often enough."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np

from retrieval.types import SEASONS, STYLES
from scripts.draw.backdrop import PLACES_OF_STYLE
from scripts.draw.body import HAIR_STYLES, HAIRS, SKINS
from scripts.draw.closet import CLOSET
from scripts.draw.closet_item import SEASON_LETTERS, STYLE_LETTERS, Item
from scripts.draw.cloths import piece_of, trimming
from scripts.draw.colours import SCHEMES, SUITS, Scheme
from scripts.draw.outfit import Outfit, Piece

Rng = np.random.Generator

OUTER_CHANCE = {"spring": 0.5, "summer": 0.05, "autumn": 0.7, "winter": 0.92}
HAT_CHANCE = {"street": 0.4, "sports": 0.4, "american_casual": 0.22, "casual": 0.1}
WANTED = {
    "men": ("t-shirt", "knit", "shirt", "outerwear", "blazer", "shorts", "hat", "bag", "trousers"),
    "women": (
        "t-shirt",
        "knit",
        "shirt",
        "outerwear",
        "blazer",
        "shorts",
        "skirt",
        "dress",
        "top",
        "hat",
        "bag",
        "top",
    ),
}
SKIN_SHARES = (0.34, 0.32, 0.18, 0.08, 0.05, 0.03)
POSES_FREE = ("rest", "pocket", "pockets", "hip", "stride", "stroll", "easy", "walk", "lean")
POSES_WITH = {
    "tote": ("carry",),
    "shoulder": ("rest", "pocket", "stride"),
    "backpack": ("pocket", "rest", "walk", "pockets"),
}


class Wardrobe:
    """Chooses pieces, the least worn first, so that the closet is used evenly."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.worn: Counter[tuple[str, str, int]] = Counter()

    def outfits(self, count: int) -> Iterator[Outfit]:
        """`count` outfits in equal numbers for each gender and season, the styles in turn."""
        cells = [(gender, season) for gender in ("men", "women") for season in SEASONS]
        for k in range(count):
            turn, cell = divmod(k, len(cells))
            gender, season = cells[cell]
            wanted = WANTED[gender][(turn + turn // len(STYLES)) % len(WANTED[gender])]
            yield self._outfit(gender, season, STYLES[turn % len(STYLES)], wanted, k)

    def _outfit(self, gender: str, season: str, style: str, wanted: str, number: int) -> Outfit:
        rng = np.random.default_rng((self.seed, number))
        scheme = SCHEMES[season][(number // 8 + int(rng.integers(3))) % len(SCHEMES[season])]
        if style == "formal" and gender == "men":
            scheme = replace(scheme, main=str(rng.choice(SUITS)), base=str(rng.choice(SUITS)))
        items = self._items(gender, season, style, wanted, rng)
        pieces = _suited(_set_off([piece_of(item, scheme, rng) for item in items], items), style, rng)
        tucked = any(item.tucks for item in items) and bool(
            rng.random() < (0.9 if style == "formal" else 0.5)
        )
        return Outfit(
            gender=gender,
            style=style,
            season=season,
            pieces=(*pieces, *_trimmings(pieces, gender, season, style, tucked, scheme, rng)),
            pose=_pose(items, rng),
            skin=SKINS[int(rng.choice(len(SKINS), p=SKIN_SHARES))],
            hair=HAIRS[int(rng.integers(len(HAIRS)))],
            hair_style=_hair_style(items, gender, rng),
            backdrop=str(rng.choice(PLACES_OF_STYLE[style])),
            wall=scheme.wall,
            moods=scheme.moods,
            seed=number + 1,
            tucked=tucked,
            flipped=bool(rng.random() < 0.5) and not any("print_" in item.options for item in items),
        )

    def _items(self, gender: str, season: str, style: str, wanted: str, rng: Rng) -> list[Item]:
        """Dress or top and bottom, perhaps a layer between, perhaps one over, shoes, perhaps bag and hat."""

        def take(slot: str) -> Item | None:
            return self._take(gender, season, style, slot, wanted, rng)

        dress = take("dress") if gender == "women" and (wanted == "dress" or rng.random() < 0.06) else None
        chosen: list[Item | None] = (
            [dress] if dress else [*self._upper(take, season, wanted, rng), take("bottom")]
        )
        if wanted in ("outerwear", "blazer") or rng.random() < OUTER_CHANCE[season] * (0.5 if dress else 1):
            chosen.append(take("outer"))
        chosen.append(take("shoes"))
        if wanted == "bag" or rng.random() < (0.4 if gender == "women" else 0.18):
            chosen.append(take("bag"))
        if wanted == "hat" or rng.random() < HAT_CHANCE.get(style, 0.03):
            chosen.append(take("hat"))
        return [item for item in chosen if item]

    @staticmethod
    def _upper(take: Callable[[str], Item | None], season: str, wanted: str, rng: Rng) -> list[Item | None]:
        shown = wanted in ("t-shirt", "shirt", "top")
        if wanted != "knit" and (shown or season == "summer" or rng.random() < 0.5):
            return [take("top")]
        middle = take("mid")
        if middle and middle.options.get("neck") == "v":
            inner = take("top")
            return [inner, middle] if inner and inner.type == "shirt" and inner.cut == "shirt" else [middle]
        return [middle or take("top")]

    def _take(self, gender: str, season: str, style: str, slot: str, wanted: str, rng: Rng) -> Item | None:
        """The least worn item of a slot that fits; of the wanted type where there is one."""
        fits = [(k, item) for k, item in enumerate(CLOSET) if _fits(item, gender, season, style, slot)]
        fits = [(k, item) for k, item in fits if item.type == wanted] or fits
        if not fits:
            return None
        k, item = min(fits, key=lambda fit: (self.worn[gender, season, fit[0]], rng.random()))
        self.worn[gender, season, k] += 1
        return item


def _fits(item: Item, gender: str, season: str, style: str, slot: str) -> bool:
    worn = item.slot == slot and gender[0] in item.genders
    return worn and SEASON_LETTERS[season] in item.seasons and STYLE_LETTERS[style] in item.styles


def _set_off(pieces: list[Piece], items: list[Item]) -> list[Piece]:
    """A coat in the colour of the knit beneath it is dyed a deeper tone, so that both can be seen."""
    beneath = {item.role for item in items if item.slot in ("top", "mid", "dress")}
    return [
        replace(piece, cloth=piece.cloth.tinted(0.6))
        if item.slot == "outer" and item.role in beneath
        else piece
        for piece, item in zip(pieces, items, strict=True)
    ]


def _hair_style(items: list[Item], gender: str, rng: Rng) -> str:
    """Any of the gender's, but no bun beneath a hat."""
    styles = [s for s in HAIR_STYLES[gender] if s != "bun" or all(item.slot != "hat" for item in items)]
    return str(rng.choice(styles))


def _suited(pieces: list[Piece], style: str, rng: Rng) -> tuple[Piece, ...]:
    """A formal blazer and its slacks or skirt are mostly cut from one cloth."""
    blazer = next((p for p in pieces if p.type == "blazer"), None)
    if style != "formal" or blazer is None or rng.random() < 0.25:
        return tuple(pieces)
    return tuple(
        replace(p, cloth=blazer.cloth) if p.cloth.weave == "wool" and p.type in ("trousers", "skirt") else p
        for p in pieces
    )


def _trimmings(
    pieces: tuple[Piece, ...], gender: str, season: str, style: str, tucked: bool, scheme: Scheme, rng: Rng
) -> list[Piece]:
    """What finishes it: tie, belt, scarf, sunglasses, socks."""
    cuts = [p.cut for p in pieces]
    made = []
    if (
        gender == "men"
        and style == "formal"
        and "shirt" in cuts
        and "knit" not in cuts
        and rng.random() < 0.75
    ):
        made.append(trimming("tie", scheme, rng))
    if tucked and "trousers" in cuts and "shirt" in cuts:
        made.append(trimming("belt", scheme, rng))
    if season == "winter" and "coat" in cuts and rng.random() < 0.5:
        made.append(trimming("scarf", scheme, rng))
    if style == "street" and season != "winter" and rng.random() < 0.35:
        made.append(trimming("glasses", scheme, rng))
    sandals = any(p.options.get("kind") == "sandals" for p in pieces)
    bare = any(
        p.cut == "shorts" or (float(p.options.get("hem", 9)) < 5.2 and p.cut in ("skirt", "dress"))
        for p in pieces
    )
    if gender == "women" and season in ("autumn", "winter") and (bare or "dress" in cuts or "skirt" in cuts):
        made.append(trimming("stockings", scheme, rng))
    elif bare and not sandals and style in ("sports", "street", "casual", "american_casual"):
        made.append(trimming("socks", scheme, rng))
    return made


def _pose(items: list[Item], rng: Rng) -> str:
    kind = next((str(item.options["kind"]) for item in items if item.slot == "bag"), "")
    return str(rng.choice(POSES_WITH.get(kind, POSES_FREE)))
