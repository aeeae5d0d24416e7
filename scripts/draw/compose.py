"""An outfit becomes a picture and its truth: parts are cut, sorted as one dresses, laid and measured."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO

import numpy as np
import numpy.typing as npt
from PIL import Image

from scripts.draw import body
from scripts.draw.backdrop import HEIGHT, WIDTH, backdrop
from scripts.draw.figure import MAN, WOMAN, Figure
from scripts.draw.garments import bags, bottoms, hats, outerwear, shoes, skirts, tops, trimmings
from scripts.draw.garments.kit import Job, Parts
from scripts.draw.light import SCALE, Sheet
from scripts.draw.outfit import Outfit, Piece
from scripts.draw.poses import POSES

CUTS: dict[str, Callable[..., Parts]] = {
    "jersey": tops.jersey,
    "shirt": tops.shirt,
    "knit": tops.knit,
    "hoodie": tops.hoodie,
    "coat": outerwear.coat,
    "blazer": outerwear.blazer,
    "jacket": outerwear.jacket,
    "trousers": bottoms.trousers,
    "shorts": bottoms.shorts,
    "skirt": skirts.skirt,
    "dress": skirts.dress,
    "shoes": shoes.shoes,
    "bag": bags.bag,
    "hat": hats.hat,
    "tie": trimmings.tie,
    "scarf": trimmings.scarf,
    "glasses": trimmings.glasses,
    "socks": trimmings.socks,
    "belt": trimmings.belt,
}
_TOPS = ("jersey", "shirt", "knit", "hoodie", "dress")
_COVERS = ("coat", "blazer", "jacket")
QUALITY = 80


@dataclass(frozen=True)
class Truth:
    """What is truly on the picture: one piece and its visible box in pixels."""

    type: str
    name_ko: str
    box: tuple[int, int, int, int]
    hex: str
    pattern: str
    fabric: str


def draw(outfit: Outfit) -> tuple[npt.NDArray[np.uint8], list[Truth]]:
    """The picture, shape (HEIGHT, WIDTH, 3), and the truth of every piece that shows."""
    pose = next(p for p in POSES if p.name == outfit.pose)
    figure = Figure(WOMAN if outfit.gender == "women" else MAN, pose)
    feet = [(float(a[0]), float(a[1]) + 0.36 * figure.u) for a in figure.ankles]
    sheet = Sheet(backdrop(outfit.backdrop, outfit.wall, feet, outfit.seed))
    for part in sorted(_parts(outfit, figure), key=lambda p: p.z):
        sheet.lay(part)
    picture = _reduced(sheet.rgb)
    truths = [_truth(sheet, k + 1, piece, outfit.flipped) for k, piece in enumerate(outfit.pieces)]
    if outfit.flipped:
        picture = picture[:, ::-1]
    return np.ascontiguousarray(picture), [t for t in truths if t and t.type]


def _parts(outfit: Outfit, figure: Figure) -> Parts:
    parts = [*body.body(figure, outfit.skin), *body.head(figure, outfit.skin, outfit.hair, outfit.hair_style)]
    outer = any(p.cut in _COVERS for p in outfit.pieces)
    upper = [k for k, p in enumerate(outfit.pieces) if p.cut in _TOPS]
    for k, piece in enumerate(outfit.pieces):
        top = piece.cut in _TOPS
        covered = top and (outer or any(j > k for j in upper))
        job = Job(figure, piece.cloth, k + 1, outfit.seed * 31 + k, covered, outfit.tucked and top)
        parts += CUTS[piece.cut](job, **piece.options)
    return parts


def _reduced(rgb: npt.NDArray[np.float32]) -> npt.NDArray[np.uint8]:
    drawn = Image.fromarray((np.clip(rgb, 0, 1) * 255 + 0.5).astype(np.uint8))
    return np.asarray(drawn.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS))


def _truth(sheet: Sheet, number: int, piece: Piece, flipped: bool) -> Truth | None:
    drawn = sheet.box_of(number)
    if drawn is None:
        return None
    x0, y0, x1, y1 = (round(v / SCALE) for v in drawn)
    if flipped:
        x0, x1 = WIDTH - x1, WIDTH - x0
    return Truth(
        piece.type, piece.name_ko, (x0, y0, x1, y1), piece.cloth.hex, piece.cloth.shown, piece.fabric_ko
    )


def webp(picture: npt.NDArray[np.uint8], quality: int = QUALITY) -> bytes:
    """The picture's bytes as WebP, the same every time."""
    sink = BytesIO()
    Image.fromarray(picture).save(sink, "WEBP", quality=quality, method=4)
    return sink.getvalue()
