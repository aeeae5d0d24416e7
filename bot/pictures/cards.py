"""Cards: what codibot saw on a photo, drawn to be read at a glance on a phone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from bot.language import Language
from bot.pictures.drawing import FRAME, INK, PAPER, font
from retrieval.types import Box, Mask, Palette, Rgb, Swatch

Size = tuple[int, int]
Place = tuple[int, int, int, int]
"""Left, top, right, bottom in pixels of the card."""

CARD: Size = (1080, 720)
MARGIN = 40
GROUND = (236, 233, 227)
FAINT = (122, 119, 113)
HAIR = (208, 204, 196)
ROUND = 32
STAGE: Place = (MARGIN, MARGIN, 540, CARD[1] - MARGIN)
COLUMN = 590
"""Where the words begin."""
MOST_DOTS = 3


@dataclass(frozen=True, slots=True)
class CardLabels:
    """The words on a card, in the language of the chat: its title, and what each garment is called."""

    language: Language
    title: str
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Marked:
    """A number on a picture and the box, in the picture's own pixels, that it stands for."""

    number: int | None  # none: outlined, but not numbered
    box: Box


@dataclass(frozen=True, slots=True)
class View:
    """A picture with what is outlined on it."""

    image: Image.Image
    marks: tuple[Marked, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One piece of an outfit as its line says it."""

    number: int
    name: str
    palette: Palette


def palette_card(piece: Image.Image, title: str, palette: Palette, language: Language) -> Image.Image:
    """One garment: its cutout (see `cut_out`) on neutral ground, its name, its colours and their shares."""
    card = Image.new("RGB", CARD, PAPER)
    draw = ImageDraw.Draw(card)
    draw.rounded_rectangle(STAGE, ROUND, GROUND)
    _stand(card, piece, STAGE)
    _bold(draw, (COLUMN, 92), title, _fitted(title, 62, CARD[0] - MARGIN - COLUMN))
    _bar(card, (COLUMN, 150, CARD[0] - MARGIN, 182), palette)
    for row, swatch in enumerate(palette):
        _swatch(draw, 222 + 92 * row, swatch, language)
    return card


def outfit_card(views: Sequence[View], lines: Sequence[Line], title: str, language: Language) -> Image.Image:
    """Several garments: the photo, or photos, with a number on each piece, and a line for each number."""
    height = max(CARD[1], 190 + 96 * len(lines))
    card = Image.new("RGB", (CARD[0], height), PAPER)
    draw = ImageDraw.Draw(card)
    _hang(card, views, (STAGE[0], STAGE[1], STAGE[2], height - MARGIN))
    _bold(draw, (COLUMN, 82), title, _fitted(title, 44, CARD[0] - MARGIN - COLUMN))
    for row, line in enumerate(lines):
        _line(draw, 150 + 96 * row, line, language)
    return card


def match_card(mine: Sequence[View], theirs: View, mine_title: str, their_title: str) -> Image.Image:
    """The person's piece, or pieces, on the left; the look on the right, what matched outlined on both."""
    card = Image.new("RGB", (CARD[0], 840), PAPER)
    draw = ImageDraw.Draw(card)
    middle, bottom = CARD[0] // 2, 840 - MARGIN
    for left, views, title in ((MARGIN, mine, mine_title), (middle + 10, [theirs], their_title)):
        place = (left, 110, left + middle - MARGIN - 10, bottom)
        _bold(draw, (left + 6, 64), title, 36)
        _hang(card, views, place)
    return card


def trimmed(rgb: Rgb, mask: Mask) -> Image.Image:
    """The mask's pixels in the box they fill, everything else transparent."""
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    inside = slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1)
    alpha = np.where(mask[inside], np.uint8(255), np.uint8(0))
    return Image.fromarray(np.dstack([rgb[inside], alpha]))


def scaled(box: Box, scale: float) -> Box:
    """A box of the upright photo on a picture of it that is `scale` times as large."""
    return Box(round(box.x0 * scale), round(box.y0 * scale), round(box.x1 * scale), round(box.y1 * scale))


def _stand(card: Image.Image, piece: Image.Image, stage: Place) -> None:
    """Puts a cutout in the middle of a stage, over its own soft shadow."""
    left, top, right, bottom = stage
    small = _contained(piece, (right - left - 72, bottom - top - 72))
    at = (left + right - small.width) // 2, (top + bottom - small.height) // 2
    # Smoothed a little: a mask of the network's size has steps.
    edge = small.getchannel("A").filter(ImageFilter.GaussianBlur(1.2))
    room = Image.new("L", (small.width + 96, small.height + 96))
    room.paste(edge.point(lambda value: value * 0.34), (48, 48))
    shadow = room.filter(ImageFilter.GaussianBlur(16))
    dark = Image.new("RGB", shadow.size, (70, 62, 52))
    card.paste(dark, (at[0] - 48, at[1] - 48 + 14), shadow)
    card.paste(small.convert("RGB"), at, edge)


def _hang(card: Image.Image, views: Sequence[View], place: Place) -> None:
    """Hangs pictures side by side into a place, each with what is outlined on it."""
    across = 1 if len(views) == 1 else 2 if len(views) <= 6 else 3
    down = -(-len(views) // across)
    gap = 16
    width = (place[2] - place[0] - gap * (across - 1)) // across
    height = (place[3] - place[1] - gap * (down - 1)) // down
    for number, view in enumerate(views):
        left = place[0] + number % across * (width + gap)
        top = place[1] + number // across * (height + gap)
        _frame(card, view, (left, top, left + width, top + height))


def _frame(card: Image.Image, view: View, place: Place) -> None:
    left, top, right, bottom = place
    picture = _contained(view.image.convert("RGB"), (right - left, bottom - top))
    scale = picture.width / view.image.width
    for mark in view.marks:
        _outline(picture, mark.box, scale)
    for mark in view.marks:
        if mark.number is not None:
            _number(picture, mark, scale)
    ImageDraw.Draw(card).rounded_rectangle(place, ROUND, GROUND)
    at = (left + right - picture.width) // 2, (top + bottom - picture.height) // 2
    card.paste(picture, at, _rounded(picture.size, ROUND))


def _outline(picture: Image.Image, box: Box, scale: float) -> None:
    """Light with a dark edge, so that it shows on white linen and on black wool."""
    draw = ImageDraw.Draw(picture)
    left, top, right, bottom = _inside(picture, box, scale)
    draw.rounded_rectangle((left, top, right, bottom), 14, outline=INK, width=8)
    draw.rounded_rectangle((left + 2, top + 2, right - 2, bottom - 2), 12, outline=FRAME, width=4)


def _number(picture: Image.Image, mark: Marked, scale: float) -> None:
    left, top, _, _ = _inside(picture, mark.box, scale)
    x = min(max(left + 4, 30), picture.width - 30)
    y = min(max(top + 4, 30), picture.height - 30)
    _badge(ImageDraw.Draw(picture), (x, y), str(mark.number), 24)


def _badge(draw: ImageDraw.ImageDraw, centre: tuple[int, int], text: str, radius: int) -> None:
    draw.circle(centre, radius, FRAME, "white", 3)
    draw.text(centre, text, "white", font(round(radius * 1.2)), anchor="mm", stroke_width=1)


def _inside(picture: Image.Image, box: Box, scale: float) -> Place:
    """A box in the picture's pixels, large enough to be drawn."""
    left, top = max(0, round(box.x0 * scale)), max(0, round(box.y0 * scale))
    right = min(picture.width - 1, max(left + 32, round(box.x1 * scale)))
    bottom = min(picture.height - 1, max(top + 32, round(box.y1 * scale)))
    return min(left, right - 32), min(top, bottom - 32), right, bottom


def _bar(card: Image.Image, place: Place, palette: Palette) -> None:
    """All colours in a row, each as broad as its share."""
    left, top, right, bottom = place
    bar = Image.new("RGB", (right - left, bottom - top), GROUND)
    draw, from_ = ImageDraw.Draw(bar), 0.0
    for swatch in palette:
        to = from_ + swatch.share * bar.width
        draw.rectangle((round(from_), 0, round(to), bar.height), swatch.hex)
        from_ = to
    card.paste(bar, (left, top), _rounded(bar.size, bar.height // 2))
    ImageDraw.Draw(card).rounded_rectangle(place, bar.height // 2, outline=HAIR, width=2)


def _swatch(draw: ImageDraw.ImageDraw, top: int, swatch: Swatch, language: Language) -> None:
    middle = top + 36
    # A thin outline, for white garments are white on paper too.
    draw.circle((COLUMN + 36, middle), 35, swatch.hex, HAIR, 2)
    draw.text((COLUMN + 96, middle), _name(swatch, language), INK, font(36), anchor="lm")
    draw.text((CARD[0] - MARGIN, middle), f"{swatch.share:.0%}", FAINT, font(34), anchor="rm")


def _line(draw: ImageDraw.ImageDraw, top: int, line: Line, language: Language) -> None:
    _badge(draw, (COLUMN + 26, top + 30), str(line.number), 26)
    _bold(draw, (COLUMN + 72, top + 16), line.name, 34)
    for place, swatch in enumerate(line.palette[:MOST_DOTS]):
        draw.circle((COLUMN + 84 + 32 * place, top + 56), 12, swatch.hex, HAIR, 2)
    if line.palette:
        after = COLUMN + 84 + 32 * min(MOST_DOTS, len(line.palette))
        draw.text((after, top + 56), _name(line.palette[0], language), FAINT, font(26), anchor="lm")


def _name(swatch: Swatch, language: Language) -> str:
    return swatch.name.ko if language == "ko" else swatch.name.en


def _bold(draw: ImageDraw.ImageDraw, at: tuple[int, int], text: str, size: int) -> None:
    """The font has one weight; a thin stroke makes it heavier."""
    draw.text(at, text, INK, font(size), anchor="lm", stroke_width=1)


def _fitted(text: str, size: int, width: int) -> int:
    """The size at which the text fits into a width, at most `size`."""
    return min(size, int(size * width / max(font(size).getlength(text), 1)))


def _contained(image: Image.Image, room: Size) -> Image.Image:
    """As large as fits into the room, but at most three times its size."""
    scale = min(room[0] / image.width, room[1] / image.height, 3.0)
    size = max(1, round(image.width * scale)), max(1, round(image.height * scale))
    return image.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)


def _rounded(size: Size, radius: int) -> Image.Image:
    """A mask with round corners, drawn large and shrunk so that they are smooth."""
    large = Image.new("L", (size[0] * 2, size[1] * 2))
    ImageDraw.Draw(large).rounded_rectangle((0, 0, large.width - 1, large.height - 1), radius * 2, 255)
    return large.resize(size, Image.Resampling.BILINEAR)
