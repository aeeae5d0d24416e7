"""Pieces of HTML that both pages are made of: pictures written small beside the page, words escaped."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from html import escape
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

from retrieval import photo
from retrieval.types import Box, Cutout, Palette

SIDE = 220
"""Long side of a picture on a page, in pixels."""
WHITE = np.uint8(255)

PAGES = Path(__file__).parent / "pages"


class Pictures:
    """Writes small pictures into a folder beside the page, each once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def plain(self, source: Path) -> str:
        """The photo itself; gives its address relative to the page."""
        return self._write(source, f"{source.stem}.webp", lambda image: image)

    def boxed(self, source: Path, box: Box) -> str:
        """The photo with a garment outlined."""
        name = f"{source.stem}-{box.x0}-{box.y0}-{box.x1}-{box.y1}.webp"

        def outline(image: Image.Image) -> Image.Image:
            width = max(2, image.width // 80)
            corners = (box.x0, box.y0, box.x1 - 1, box.y1 - 1)
            ImageDraw.Draw(image).rectangle(corners, outline=(255, 45, 120), width=width)
            return image

        return self._write(source, name, outline)

    def cut_out(self, source: Path, cutout: Cutout) -> str:
        """What the cutter kept, on white."""
        name = f"{source.stem}-cutout.webp"
        target = self._folder / name
        if not target.exists():
            kept = np.where(cutout.mask[..., None], photo.open(source).rgb, WHITE)
            _small(Image.fromarray(kept)).save(target, quality=80)
        return f"{self._folder.name}/{name}"

    def _write(self, source: Path, name: str, draw: Callable[[Image.Image], Image.Image]) -> str:
        target = self._folder / name
        if not target.exists():
            with Image.open(source) as opened:
                image = opened.convert("RGB")
            _small(draw(image)).save(target, quality=80)
        return f"{self._folder.name}/{name}"


def page(title: str, body: Iterable[str], script: str = "") -> str:
    """A whole page, needing nothing but itself and its pictures."""
    style = (PAGES / "style.css").read_text("utf-8")
    head = f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{escape(title)}</title>'
    told = "".join(body)
    return f"{head}<style>{style}</style><h1>{escape(title)}</h1>{told}<script>{script}</script></html>"


def figure(source: str, lines: Sequence[str], kind: str = "") -> str:
    """A picture with lines of text under it."""
    told = "<br>".join(escape(line) for line in lines)
    return f'<figure class="{kind}"><img loading="lazy" src="{source}" alt=""><div>{told}</div></figure>'


def palette_bar(palette: Palette) -> str:
    """The swatches in a row, as wide as their shares."""
    parts = (
        f'<span style="flex:{each.share};background:{each.hex}" title="{escape(each.name.en)}"></span>'
        for each in palette
    )
    return f'<div class="palette">{"".join(parts)}</div>'


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of words."""
    head = "".join(f"<th>{escape(column)}</th>" for column in columns)
    body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return f'<div class="wide"><table><tr>{head}</tr>{body}</table></div>'


def _small(image: Image.Image) -> Image.Image:
    image.thumbnail((SIDE, SIDE * 2), Image.Resampling.LANCZOS)
    return image
