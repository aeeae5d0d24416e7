"""The card of a sight: one garment with its colours, or several with their numbers."""

from __future__ import annotations

from collections.abc import Sequence

from PIL import Image

from bot.pictures import cards
from bot.pictures.cards import CardLabels, Line, Marked, View, scaled
from bot.pictures.drawing import as_jpeg
from retrieval.garment import pieces_of
from retrieval.seeing import Cut
from retrieval.types import Garment, Photo, Sight


def draw(cuts: Sequence[Cut], sight: Sight, piece: int | None, labels: CardLabels) -> bytes:
    """A JPEG of a sight, or of one of its garments; `cuts` are the photos it was seen on, in their order."""
    alone = 0 if len(sight.garments) == 1 else piece
    card = _outfit(cuts, sight, labels) if alone is None else _garment(cuts, sight, alone, labels)
    return as_jpeg(card)


def _garment(cuts: Sequence[Cut], sight: Sight, number: int, labels: CardLabels) -> Image.Image:
    pieces = [piece for photo, cutout in cuts for piece in pieces_of(photo, cutout, "lying")]
    seen = pieces[number]
    standing = cards.trimmed(seen.photo.rgb, seen.cutout.mask)
    return cards.palette_card(standing, labels.title, sight.garments[number].palette, labels.language)


def _outfit(cuts: Sequence[Cut], sight: Sight, labels: CardLabels) -> Image.Image:
    views, first = [], 0
    for photo, cutout in cuts:
        garments = sight.garments[first : first + len(pieces_of(photo, cutout, "lying"))]
        views.append(_view(photo, garments, first))
        first += len(garments)
    each = zip(labels.names, sight.garments, strict=True)
    lines = [Line(number, name, garment.palette) for number, (name, garment) in enumerate(each, 1)]
    return cards.outfit_card(views, lines, labels.title, labels.language)


def _view(photo: Photo, garments: Sequence[Garment], before: int) -> View:
    """A photo with the numbers of its garments, counted on from those `before`."""
    scale = photo.rgb.shape[1] / photo.width
    marks = [Marked(number, scaled(each.box, scale)) for number, each in enumerate(garments, before + 1)]
    return View(Image.fromarray(photo.rgb), tuple(marks))
