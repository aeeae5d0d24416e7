"""The page that `codibot check` writes: what a lookbook holds, and every kind of thing found in it."""

from __future__ import annotations

import base64
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from html import escape
from io import BytesIO

import numpy as np
from PIL import Image

from bot.pages import svg
from bot.pages.page import figure, page
from retrieval import photo
from retrieval.colours.difference import lab_of
from retrieval.errors import PhotoError
from retrieval.lookbook.review import Finding, FindingKind, Review
from retrieval.palette import name_of
from retrieval.types import SEASONS, ColourName, Look, Sight

MOST_TAGS = 25
MOST_COLOURS = 16
MOST_NAMED = 12
MOST_PICTURES = 6
PICTURE_SIDE = 160

HEADINGS: dict[FindingKind, str] = {
    "row": "Rows to mend",
    "photo": "Photos that cannot be used",
    "small": "Small photos",
    "same": "One photo in several rows",
    "alike": "Photos that show the same",
    "contradiction": "Tags that the picture contradicts",
    "unseen": "No wearer or garment found",
    "few-looks": "Filters with few looks",
    "rare-tag": "Tags that stand on one look",
}

Seen = Callable[[str], Sight | None]


def lookbook_page(review: Review, seen: Seen) -> str:
    """The whole page; `seen` gives the colours of garments that an index knows."""
    book = review.lookbook
    if book is None:
        return page("A lookbook that cannot be read", "", _found(review))
    about = f"{book.root}: {len(book.looks):,} looks, kind {book.kind}."
    plots = f'<div class="plots">{"".join(_plots(book.looks, review, seen))}</div>'
    return page(f"Lookbook {book.name}", about, [plots, *_found(review)])


def _plots(looks: Sequence[Look], review: Review, seen: Seen) -> Iterator[str]:
    genders = Counter(look.gender for look in looks)
    yield figure("Looks by gender", svg.bars([(each, genders[each]) for each in ("men", "women", "unisex")]))
    seasons = Counter(season for look in looks for season in look.seasons)
    without = sum(not look.seasons for look in looks)
    named = [(each, seasons[each]) for each in SEASONS]
    yield figure("Looks by season", svg.bars([*named, ("no season", without)]))
    styles = Counter(look.style or "no style" for look in looks).most_common(MOST_COLOURS)
    yield figure("Looks by style", svg.bars(styles))
    yield _colour_plot(review, seen)
    tags = Counter(tag for look in looks for tag in look.tags).most_common(MOST_TAGS)
    yield figure("The commonest tags", svg.bars(tags))


def _colour_plot(review: Review, seen: Seen) -> str:
    """Main colours: of the garments where an index saw them, else of the middle of the photo."""
    counts: Counter[ColourName] = Counter()
    shown: dict[ColourName, str] = {}
    for each in review.photos:
        sight = seen(each.digest)
        for name, hexed in _main_colours(sight) if sight else [_middle(each.colour)]:
            counts[name] += 1
            shown.setdefault(name, hexed)
    common = counts.most_common(MOST_COLOURS)
    bars = svg.bars([(name.ko, count) for name, count in common], [shown[name] for name, _ in common])
    return figure("Main colours", bars)


def _main_colours(sight: Sight) -> list[tuple[ColourName, str]]:
    swatches = [garment.palette[0] for garment in sight.garments if garment.palette]
    return [(swatch.name, swatch.hex) for swatch in swatches]


def _middle(colour: tuple[int, int, int]) -> tuple[ColourName, str]:
    lightness, a, b = lab_of(np.array([colour], dtype=np.uint8))[0]
    return name_of((float(lightness), float(a), float(b))), "#{:02x}{:02x}{:02x}".format(*colour)


def _found(review: Review) -> Iterator[str]:
    if not review.findings:
        yield "<h2>Nothing to mend, nothing to note</h2>"
    for kind, heading in HEADINGS.items():
        if findings := review.of(kind):
            urgent = ' class="must"' if findings[0].must else ""
            yield f"<h2{urgent}>{heading}: {len(findings):,}</h2>"
            yield _named(findings)
            yield _pictures(findings)


def _named(findings: Sequence[Finding]) -> str:
    items = [f"<li>{escape(finding.text)}</li>" for finding in findings[:MOST_NAMED]]
    more = len(findings) - MOST_NAMED
    rest = f'<p class="soft">and {more:,} more</p>' if more > 0 else ""
    return f"<ul>{''.join(items)}</ul>{rest}"


def _pictures(findings: Sequence[Finding]) -> str:
    looks = list(
        {look.id: look for finding in findings[:MOST_PICTURES] for look in finding.looks[:2]}.values()
    )
    shown = [f"<figure>{drawn}{escape(look.id)}</figure>" for look in looks if (drawn := _picture(look))]
    return f'<div class="examples">{"".join(shown[:MOST_PICTURES])}</div>' if shown else ""


def _picture(look: Look) -> str | None:
    try:
        small = Image.fromarray(photo.open(look.photo).rgb)
    except PhotoError:
        return None
    small.thumbnail((PICTURE_SIDE, PICTURE_SIDE))
    encoded = BytesIO()
    small.save(encoded, "JPEG", quality=80)
    data = base64.b64encode(encoded.getvalue()).decode()
    return f'<img alt="look {escape(look.id)}" src="data:image/jpeg;base64,{data}">'
