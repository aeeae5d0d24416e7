"""`codibot inspect`: what codibot sees on a photo, as pictures and figures."""

from __future__ import annotations

import json
from pathlib import Path

from rich.console import Console
from rich.text import Text

from bot.commands import records
from bot.commands.errors import CommandError
from bot.commands.records import Json
from bot.commands.telling import seen
from bot.pictures import cards, drawing
from bot.settings import Settings
from retrieval import cutout, embedding
from retrieval.garment import pieces_of
from retrieval.seeing import Cut, cut_out, describe
from retrieval.types import Cutout, Sight


def run(settings: Settings, photo: Path, out: Path | None, as_json: bool) -> int:
    """Writes the pictures into `out` and prints the figures. Raises PhotoError, CommandError."""
    cut = cut_out(photo, cutout.make(settings.cutout))
    sight = describe([cut], embedding.make(settings.embedder), "lying")[0]
    files = _write_pictures(cut, sight, out or settings.data / "inspect" / photo.stem)
    if as_json:
        print(json.dumps(_as_json(photo, cut[1], sight, files), ensure_ascii=False, indent=2))
    else:
        _tell(cut[1], sight, files)
    return 0


def _write_pictures(cut: Cut, sight: Sight, out: Path) -> dict[str, Path]:
    opened, foreground = cut
    pictures = {
        "cutout": drawing.cut_out(opened, foreground),
        "garments": drawing.overlay(opened, foreground, sight.garments),
    }
    pieces = pieces_of(opened, foreground, "lying")
    for number, (piece, garment) in enumerate(zip(pieces, sight.garments, strict=True), 1):
        name = "palette" if len(sight.garments) == 1 else f"palette-{number}"
        standing = cards.trimmed(piece.photo.rgb, piece.cutout.mask)
        pictures[name] = cards.palette_card(standing, garment.type, garment.palette, "ko")
    files = {name: out / f"{name}.png" for name in pictures}
    try:
        out.mkdir(parents=True, exist_ok=True)
        for name, picture in pictures.items():
            picture.save(files[name])
    except OSError as error:
        why = error.strerror or error
        raise CommandError(f"The pictures cannot be written into {out}: {why}.") from error
    return files


def _as_json(photo: Path, foreground: Cutout, sight: Sight, files: dict[str, Path]) -> Json:
    return {
        "photo": str(photo),
        "width": sight.width,
        "height": sight.height,
        "cutout": {
            "confidence": round(float(foreground.confidence), records.DECIMALS),
            "share": round(float(foreground.mask.mean()), records.DECIMALS),
            "fell_back": foreground.fell_back,
        },
        "garments": [records.garment(each) for each in sight.garments],
        "files": {name: str(path) for name, path in files.items()},
    }


def _tell(foreground: Cutout, sight: Sight, files: dict[str, Path]) -> None:
    console = Console()
    kept = "the whole photo" if foreground.fell_back else f"{foreground.mask.mean():.0%} of the photo"
    console.print(f"cutout: {kept}, confidence {foreground.confidence:.0%}", highlight=False)
    for garment in sight.garments:
        console.print(seen(garment))
    for path in files.values():
        console.print(Text(str(path)), soft_wrap=True)
