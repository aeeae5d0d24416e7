"""Cloths: a colour, a weave and a pattern, painted as tiles that turn with the part they cover."""

from __future__ import annotations

import colorsys
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
import skia

from scripts.draw.light import Draw

TILE = 96


@dataclass(frozen=True)
class Cloth:
    """What a piece is made of."""

    hex: str
    weave: str = "plain"  # plain, denim, knit, cable, corduroy, leather, wool, satin, fleece, tweed
    pattern: str = "solid"  # stripe, pinstripe, breton, check, gingham, glen, tartan, floral, dots
    accent: str = "#f4f1ea"
    gloss: float = 0.0
    stiff: float = 0.5  # 0 falls in many soft folds, 1 stands in few crisp ones

    @property
    def shown(self) -> str:
        """The pattern in the four words of `truth.jsonl`."""
        striped, checked = ("stripe", "pinstripe", "breton"), ("check", "gingham", "glen", "tartan")
        if self.pattern == "solid":
            return "solid"
        return "striped" if self.pattern in striped else "checked" if self.pattern in checked else "printed"

    def tinted(self, factor: float) -> Cloth:
        """The same cloth lighter (over 1) or darker."""
        return replace(self, hex=shade(self.hex, factor), accent=shade(self.accent, factor))

    def paint(self, angle: float = 0.0, x: float = 0.0, y: float = 0.0) -> Draw:
        """Fill everything with this cloth, its grain turned by `angle` degrees about (x, y)."""
        matrix = skia.Matrix.RotateDeg(angle, skia.Point(x, y)).preTranslate(x, y).preScale(0.5, 0.5)

        def draw(canvas: skia.Canvas) -> None:
            canvas.drawPaint(skia.Paint(Shader=_shader(_tile(self), matrix)))

        return draw

    def bump(self, angle: float = 0.0, x: float = 0.0, y: float = 0.0) -> Draw | None:
        """The weave's own relief, where it has one that can be seen."""
        if self.weave not in _BUMPS:
            return None
        matrix = skia.Matrix.RotateDeg(angle, skia.Point(x, y)).preTranslate(x, y).preScale(0.5, 0.5)
        return lambda canvas: canvas.drawPaint(skia.Paint(Shader=_shader(_BUMPS[self.weave](), matrix)))


def rgb(hex_: str) -> tuple[int, int, int]:
    """'#rrggbb' as three bytes."""
    return int(hex_[1:3], 16), int(hex_[3:5], 16), int(hex_[5:7], 16)


def color(hex_: str, alpha: float = 1.0) -> int:
    """A skia colour."""
    return int(skia.ColorSetARGB(int(alpha * 255), *rgb(hex_)))


def shade(hex_: str, factor: float) -> str:
    """Lighter or darker by `factor` in HLS lightness; below 1 a little richer."""
    h, lightness, s = colorsys.rgb_to_hls(*(v / 255 for v in rgb(hex_)))
    r, g, b = colorsys.hls_to_rgb(
        h, min(1.0, lightness * factor), min(1.0, s * (1.06 if factor < 1 else 1.0))
    )
    return f"#{round(r * 255):02x}{round(g * 255):02x}{round(b * 255):02x}"


def pen(
    hex_: str, width: float = 1.0, alpha: float = 1.0, blur: float = 0.0, dash: tuple[float, ...] = ()
) -> skia.Paint:
    """A line's paint."""
    paint = skia.Paint(
        Color=color(hex_, alpha), AntiAlias=True, Style=skia.Paint.kStroke_Style, StrokeWidth=width,
        StrokeCap=skia.Paint.kRound_Cap, StrokeJoin=skia.Paint.kRound_Join,
    )  # fmt: skip
    if blur:
        paint.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, blur))
    if dash:
        paint.setPathEffect(skia.DashPathEffect.Make(list(dash), 0))
    return paint


def fill(hex_: str, alpha: float = 1.0, blur: float = 0.0) -> skia.Paint:
    """An area's paint."""
    paint = skia.Paint(Color=color(hex_, alpha), AntiAlias=True)
    if blur:
        paint.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, blur))
    return paint


def _shader(tile: skia.Image, matrix: skia.Matrix) -> skia.Shader:
    return tile.makeShader(
        skia.TileMode.kRepeat, skia.TileMode.kRepeat, skia.SamplingOptions(skia.FilterMode.kLinear), matrix
    )


def _image(pixels: np.ndarray) -> skia.Image:
    rgba = np.dstack([np.clip(pixels, 0, 255).astype(np.uint8), np.full(pixels.shape[:2], 255, np.uint8)])
    return skia.Image.fromarray(np.ascontiguousarray(rgba), colorType=skia.kRGBA_8888_ColorType)


@lru_cache(maxsize=256)
def _tile(cloth: Cloth) -> skia.Image:
    """One repeat of the cloth, TILE pixels of the drawn picture a side."""
    pattern = PATTERNS[cloth.pattern](cloth)
    noise = np.random.default_rng(7).normal(0, 1, (TILE, TILE))
    return _image(WEAVES.get(cloth.weave, _plain)(pattern, noise))


def _ground(cloth: Cloth) -> np.ndarray:
    return np.tile(np.array(rgb(cloth.hex), float), (TILE, TILE, 1))


def _bands(cloth: Cloth, period: int, width: int, axis: int, strength: float = 1.0) -> np.ndarray:
    """Soft-edged bands of the accent colour."""
    k = np.arange(TILE) % period
    on = np.clip(width - np.abs(k - period / 2) * 2 + 1, 0, 2) / 2 * strength
    on = on[:, None, None] if axis == 0 else on[None, :, None]
    return np.broadcast_to(on, (TILE, TILE, 1)).astype(float)


def _mix(base: np.ndarray, accent: str, on: np.ndarray) -> np.ndarray:
    return np.asarray(base * (1 - on) + np.array(rgb(accent), float) * on)


def _stripe(cloth: Cloth) -> np.ndarray:
    return _mix(_ground(cloth), cloth.accent, _bands(cloth, 12, 4, 1))


def _pinstripe(cloth: Cloth) -> np.ndarray:
    return _mix(_ground(cloth), cloth.accent, _bands(cloth, 16, 1, 1, 0.55))


def _breton(cloth: Cloth) -> np.ndarray:
    return _mix(_ground(cloth), cloth.accent, _bands(cloth, 24, 9, 0))


def _check(cloth: Cloth) -> np.ndarray:
    a, b = _bands(cloth, 48, 20, 0, 0.5), _bands(cloth, 48, 20, 1, 0.5)
    base = _mix(_mix(_ground(cloth), cloth.accent, a), cloth.accent, b)
    dark = shade(cloth.hex, 0.35)
    return _mix(
        _mix(base, dark, np.roll(_bands(cloth, 48, 3, 0, 0.6), 24, 0)),
        dark,
        np.roll(_bands(cloth, 48, 3, 1, 0.6), 24, 1),
    )


def _gingham(cloth: Cloth) -> np.ndarray:
    a, b = _bands(cloth, 16, 8, 0, 0.5), _bands(cloth, 16, 8, 1, 0.5)
    return _mix(_mix(_ground(cloth), cloth.accent, a), cloth.accent, b)


def _glen(cloth: Cloth) -> np.ndarray:
    a, b = _bands(cloth, 48, 2, 0, 0.55), _bands(cloth, 48, 2, 1, 0.55)
    fine = (_bands(cloth, 4, 2, 0, 0.28) + _bands(cloth, 4, 2, 1, 0.28)) * (np.arange(TILE) % 48 < 22)[
        None, :, None
    ]
    return _mix(
        _mix(_mix(_ground(cloth), cloth.accent, np.clip(fine, 0, 1)), cloth.accent, a), cloth.accent, b
    )


def _tartan(cloth: Cloth) -> np.ndarray:
    base = _check(cloth)
    thin = "#e9dfc4"
    return _mix(_mix(base, thin, _bands(cloth, 48, 1, 0, 0.6)), thin, _bands(cloth, 48, 1, 1, 0.6))


def _scattered(
    cloth: Cloth, draw: Callable[[skia.Canvas, np.random.Generator], None], count: int
) -> np.ndarray:
    """Motifs strewn over the tile so that it repeats without a seam."""
    pixels = np.zeros((TILE, TILE, 4), np.uint8)
    surface = skia.Surface(pixels)
    canvas = surface.getCanvas()
    canvas.clear(color(cloth.hex))
    rng = np.random.default_rng(11)
    for k in range(count):
        # Roberts' R2 sequence: evenly strewn, in no rows.
        x, y = (np.array([0.7548777, 0.5698403]) * (k + 1) % 1) * TILE
        seed = rng.integers(1 << 30)
        for dx in (-TILE, 0, TILE):
            for dy in (-TILE, 0, TILE):
                canvas.save()
                canvas.translate(float(x + dx), float(y + dy))
                draw(canvas, np.random.default_rng(seed))
                canvas.restore()
    del canvas, surface
    return pixels[..., :3].astype(float)


def _floral(cloth: Cloth) -> np.ndarray:
    def blossom(canvas: skia.Canvas, rng: np.random.Generator) -> None:
        size, turn = rng.uniform(3.5, 6.5), rng.uniform(0, 72)
        canvas.drawOval(skia.Rect.MakeXYWH(size, size * 0.2, size * 1.5, size * 0.6), fill("#6f7f5c", 0.8))
        for k in range(5):
            canvas.save()
            canvas.rotate(float(turn + 72 * k))
            canvas.drawOval(skia.Rect.MakeXYWH(-size * 0.36, -size, size * 0.72, size), fill(cloth.accent))
            canvas.restore()
        canvas.drawCircle(0, 0, float(size * 0.25), fill(shade(cloth.accent, 0.6)))

    return _scattered(cloth, blossom, 12)


def _dots(cloth: Cloth) -> np.ndarray:
    y, x = np.indices((TILE, TILE))
    row = (y // 12) % 2
    far = np.hypot((x + row * 6) % 12 - 6, y % 12 - 6)
    return _mix(_ground(cloth), cloth.accent, np.clip(3.2 - far, 0, 1)[..., None])


PATTERNS: dict[str, Callable[[Cloth], np.ndarray]] = {
    "solid": _ground, "stripe": _stripe, "pinstripe": _pinstripe, "breton": _breton, "check": _check,
    "gingham": _gingham, "glen": _glen, "tartan": _tartan, "floral": _floral, "dots": _dots,
}  # fmt: skip


def _plain(base: np.ndarray, noise: np.ndarray) -> np.ndarray:
    return np.asarray(base * (1 + 0.012 * noise[..., None]))


def _denim(base: np.ndarray, noise: np.ndarray) -> np.ndarray:
    """Twill: diagonal threads, pale weft showing through, vertical slubs."""
    y, x = np.indices(noise.shape)
    twill = 0.05 * np.sin((x + y * 2) * 2 * np.pi / 6)
    slub = np.repeat(noise[:1], TILE, 0) * 0.03
    return np.asarray(base * (1 + twill[..., None] + slub[..., None] + 0.03 * noise[..., None]) + 6)


def _wool(base: np.ndarray, noise: np.ndarray) -> np.ndarray:
    return np.asarray(base * (1 + 0.035 * noise[..., None]) + 1.5 * noise.T[..., None])


def _tweed(base: np.ndarray, noise: np.ndarray) -> np.ndarray:
    y, x = np.indices(noise.shape)
    bone = 0.10 * np.sign(np.sin((x + np.where((x // 12) % 2, y, -y)) * 2 * np.pi / 6))
    return np.asarray(base * (1 + bone[..., None] + 0.07 * noise[..., None]))


def _knit(base: np.ndarray, noise: np.ndarray) -> np.ndarray:
    y, x = np.indices(noise.shape)
    loop = 0.045 * np.cos(x * 2 * np.pi / 6) + 0.03 * np.cos((y * 2 + np.abs(x % 6 - 3) * 2) * 2 * np.pi / 8)
    return np.asarray(base * (1 + loop[..., None] + 0.02 * noise[..., None]))


def _fleece(base: np.ndarray, noise: np.ndarray) -> np.ndarray:
    soft = np.sum([np.roll(noise, (i, j), (0, 1)) for i in range(3) for j in range(3)], 0) / 3
    return np.asarray(base * (1 + 0.09 * soft[..., None]))


WEAVES: dict[str, Callable[[np.ndarray, np.ndarray], np.ndarray]] = {
    "denim": _denim, "wool": _wool, "tweed": _tweed, "knit": _knit, "cable": _knit, "fleece": _fleece,
}  # fmt: skip


def _grey_tile(height: np.ndarray) -> skia.Image:
    return _image(np.repeat((128 + 127 * height)[..., None], 3, 2))


@lru_cache(maxsize=1)
def _rib_bump() -> skia.Image:
    _, x = np.indices((TILE, TILE))
    return _grey_tile(0.16 * np.cos(x * 2 * np.pi / 6))


@lru_cache(maxsize=1)
def _cord_bump() -> skia.Image:
    _, x = np.indices((TILE, TILE))
    return _grey_tile(0.20 * np.abs(np.cos(x * np.pi / 6)) - 0.12)


@lru_cache(maxsize=1)
def _cable_bump() -> skia.Image:
    """Two strands winding round each other between purl gutters."""
    y, x = np.indices((TILE, TILE))
    across = x % 32 - 16
    sway = 4.5 * np.sin(y * 2 * np.pi / 32)
    strand = np.maximum(np.exp(-(((across - sway) / 3.6) ** 2)), np.exp(-(((across + sway) / 3.6) ** 2)))
    gutter = -0.3 * np.exp(-((np.abs(across) - 12.5) ** 2) / 3)
    return _grey_tile(0.55 * strand + gutter - 0.15 + 0.06 * np.cos(x * 2 * np.pi / 4))


@lru_cache(maxsize=1)
def _nap_bump() -> skia.Image:
    noise = np.random.default_rng(3).normal(0, 1, (TILE, TILE))
    soft = np.sum([np.roll(noise, (i, j), (0, 1)) for i in range(4) for j in range(4)], 0) / 4
    return _grey_tile(0.05 * soft)


_BUMPS: dict[str, Callable[[], skia.Image]] = {
    "knit": _rib_bump, "cable": _cable_bump, "corduroy": _cord_bump, "fleece": _nap_bump,
}  # fmt: skip
