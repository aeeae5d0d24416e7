"""A wardrobe as people see it: numbered pictures of the pieces, their list, and its buttons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageDraw
from telegram import InlineKeyboardMarkup

from bot.conversation.question import ALBUM
from bot.language import Voice
from bot.pictures.drawing import INK, PAPER, as_jpeg, font
from bot.rendering.keyboards import Row, markup
from bot.rendering.naming import piece_name
from bot.rendering.texts import SURE, seen
from bot.taps import button
from retrieval.types import UNKNOWN, Garment, WornPiece

SIDE, ROOM = 640, 540
NUMBER_SIDE = 72
ROW = 5


@dataclass(frozen=True, slots=True)
class Owned:
    """A piece of a wardrobe: its id in storage, its number there now, and what was seen of it."""

    id: int
    number: int
    garment: Garment
    is_wish: bool


@dataclass(frozen=True, slots=True)
class PieceList:
    """A list as it was sent: piece ids by the numbers drawn on its pictures, and its page, from 0."""

    id: str
    pieces: Mapping[int, int]
    page: int


def picture(cutout: bytes, number: int) -> bytes:
    """A cutout (WebP) on paper with its number, as a JPEG."""
    card = Image.new("RGB", (SIDE, SIDE), PAPER)
    with Image.open(BytesIO(cutout)) as opened:
        piece = opened.convert("RGBA")
    piece.thumbnail((ROOM, ROOM), Image.Resampling.LANCZOS)
    card.paste(piece, ((SIDE - piece.width) // 2, (SIDE - piece.height) // 2), piece)
    draw, centre = ImageDraw.Draw(card), 24 + NUMBER_SIDE // 2
    draw.circle((centre, centre), NUMBER_SIDE // 2, INK, "white", 4)
    draw.text((centre, centre), str(number), "white", font(NUMBER_SIDE // 2), anchor="mm")
    return as_jpeg(card)


def name(say: Voice, garment: Garment) -> str:
    """`네이비 셔츠`; a garment of an unsure type is called one."""
    kind = garment.type if garment.confidence >= SURE else UNKNOWN
    colour = garment.palette[0].name if garment.palette else None
    return piece_name(say, WornPiece(kind, colour))


def text(say: Voice, listed: PieceList, everything: Sequence[Owned]) -> str:
    """The list under the pictures; a piece that was taken out meanwhile is named so."""
    there, count = {each.id: each for each in everything}, len(everything)
    lines = [_line(say, number, there.get(piece_id)) for number, piece_id in listed.pieces.items()]
    hint = say("wardrobe-hint") if count > 1 else say("wardrobe-hint-one")
    return "\n".join([say("wardrobe-title", count=count), "", *lines, "", hint])


def keyboard(say: Voice, listed: PieceList, everything: Sequence[Owned]) -> InlineKeyboardMarkup:
    """A button for each piece that is there, what to wear, and the pages."""
    there, count = {each.id for each in everything}, len(everything)
    numbers = [number for number, piece_id in listed.pieces.items() if piece_id in there]
    pieces = [button(str(number), "mine", listed.id, number) for number in numbers]
    wear = [button(say("button-wear"), "wear", 0)] if count > 1 else []
    return markup(pieces[:ROW], pieces[ROW:], wear, _pages(say, listed.page, count))


def actions(say: Voice, listed: PieceList, number: int, piece: Owned) -> InlineKeyboardMarkup:
    """What can be done with one piece."""
    label = say("button-unwish" if piece.is_wish else "button-wish")
    wish = button(label, "wish", listed.id, number, _other(piece))
    shed = button(say("button-shed", number=number), "shed", listed.id, number)
    back = button(say("button-back"), "pieces", listed.id)
    return markup([wish], [shed], [back])


def which(say: Voice, answer_id: str, garments: Sequence[Garment]) -> InlineKeyboardMarkup:
    """Which of several garments of a photo is to be kept."""
    rows = [[button(name(say, each), "own", answer_id, place)] for place, each in enumerate(garments)]
    return markup(*rows)


def _line(say: Voice, number: int, piece: Owned | None) -> str:
    if piece is None:
        return say("wardrobe-taken-out", number=number)
    return say("caption", number=number, title=seen(say, piece.garment)) + (" 🔔" if piece.is_wish else "")


def _other(piece: Owned) -> int:
    """The state that the wish button leads to."""
    return int(not piece.is_wish)


def _pages(say: Voice, page: int, count: int) -> Row:
    before = [button(say("button-earlier-saved"), "wardrobe", page - 1)] if page else []
    more = [button(say("button-more-saved"), "wardrobe", page + 1)] if count > (page + 1) * ALBUM else []
    return [*before, *more]
