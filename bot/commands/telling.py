"""How the command line tells an answer to a person."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from retrieval.index.catalogue import Catalogue
from retrieval.types import (
    Answer,
    ColourReason,
    Garment,
    GarmentReason,
    Palette,
    PatternReason,
    Reason,
    Recommendation,
    WordReason,
    WornPiece,
)


def tell(catalogue: Catalogue, photos: Iterable[Path], garments: Iterable[Garment], answer: Answer) -> None:
    """Prints what was seen on the photos and the looks that answer."""
    console = Console()
    console.print(Text(", ".join(str(photo) for photo in photos), style="bold"))
    for garment in garments:
        console.print(Text.assemble("  ", seen(garment)))
    if answer.pairings:
        console.print(Text(f"  often worn with: {_worn_with(answer.pairings)}"))
    console.print(_table(catalogue, answer.recommendations))


def seen(garment: Garment) -> Text:
    """A garment in one line: type, how sure, pattern where one is told, colours."""
    what = f"{garment.type} {garment.confidence:.0%}"
    return Text.assemble(", ".join(filter(None, (what, garment.pattern))), "  ", colours(garment.palette))


def colours(palette: Palette) -> Text:
    """A palette in one line, each name behind a patch of its colour."""
    line = Text()
    for swatch in palette:
        line.append("██ ", swatch.hex).append(f"{swatch.name.ko} {swatch.share:.0%}  ")
    return line


def _table(catalogue: Catalogue, recommendations: Iterable[Recommendation]) -> Table:
    table = Table("rank", "look", "score", "title", "reasons", "worn with", box=None, header_style="dim")
    for each in recommendations:
        look = catalogue.look(each.look_id)
        reasons = "; ".join(_reason(reason) for reason in each.reasons)
        score, title = f"{each.score:.3f}", look.title if look else ""
        cells = (f"{each.rank}", each.look_id, score, title, reasons, _worn_with(each.worn_with))
        # As Text, for rich would take brackets in a title for its markup.
        table.add_row(*(Text(cell) for cell in cells))
    return table


def _worn_with(pieces: Iterable[WornPiece]) -> str:
    return ", ".join(" ".join(filter(None, (_colour(piece), piece.tag or piece.type))) for piece in pieces)


def _colour(piece: WornPiece) -> str:
    return piece.colour.ko if piece.colour else ""


def _reason(reason: Reason) -> str:
    match reason:
        case GarmentReason():
            return f"{reason.type} {reason.similarity:.0%}"
        case ColourReason():
            return f"{reason.query_hex} ~ {reason.look_hex}"
        case PatternReason():
            return reason.pattern
        case WordReason():
            return f"{reason.asked} = {reason.matched}"
