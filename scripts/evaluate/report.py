"""The report to look at: every table, then query by query what was answered and why, worst failures first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from retrieval import photo
from retrieval.types import (
    Answer,
    ColourReason,
    Garment,
    GarmentReason,
    PatternReason,
    Reason,
    Recommendation,
    WordReason,
)
from scripts.evaluate.garment_rows import Systems
from scripts.evaluate.garment_to_look import NDCG, measure
from scripts.evaluate.page import Pictures, figure, page, palette_bar, table
from scripts.evaluate.section import Section, written

MOST_CASES = 60
"""Queries shown: the worst ones."""


def write(sections: Sequence[Section], systems: Systems | None, folder: Path) -> Path:
    """`folder/index.html` with its pictures beside it, for nobody but who has the photos already.

    Args:
        systems: over garments and looks that are not of the report part: failures are there to be mended.
    """
    folder.mkdir(parents=True, exist_ok=True)
    body = [*map(_section, sections), *(_cases(systems, folder) if systems else ())]
    target = folder / "index.html"
    target.write_text(page("codibot: evaluation", body), "utf-8")
    return target


def _section(section: Section) -> str:
    rows = (
        [line.row, *(written(line.cells.get(column)) for column in section.columns)] for line in section.lines
    )
    return f"<h2>{section.title}</h2>{table(['row', *section.columns], rows)}"


def _cases(systems: Systems, folder: Path) -> Iterator[str]:
    pictures = Pictures(folder / "pictures")
    for sees in systems.codibots:
        values = measure(systems.whole(sees), systems.bench).values[NDCG]
        worst = np.argsort(np.where(np.isnan(values), np.inf, values), kind="stable")[:MOST_CASES].tolist()
        yield f"<h2>Worst first, {sees}; none of these garments and looks is of the report part</h2>"
        yield '<p class="dim">Green: that type in a close colour; amber: that type; red: neither.</p>'
        for place, answer in zip(worst, systems.answers(sees, worst), strict=True):
            yield _case(systems, place, float(values[place]), answer, pictures)


def _case(systems: Systems, place: int, value: float, answer: Answer, pictures: Pictures) -> str:
    query, garments = systems.bench.queries[place], systems.garments[place]
    cutout = systems.cutter.cut(photo.open(query.photo))
    seen = [f"{each.type} {each.confidence:.2f}" for each in garments]
    asked = [
        figure(pictures.plain(query.photo), [query.id, f"truly: {query.type}"]),
        figure(pictures.cut_out(query.photo, cutout), [f"seen: {', '.join(seen)}"]),
    ]
    found = [_answered(systems, place, each, pictures) for each in answer.recommendations]
    head = f"<b>{query.type}</b> <span class='dim'>nDCG@10 {value:.3f}</span>{_palettes(garments)}"
    return f'<div class="case">{head}<div class="row">{"".join([*asked, *found])}</div></div>'


def _palettes(garments: Sequence[Garment]) -> str:
    return "".join(palette_bar(each.palette) for each in garments)


def _answered(systems: Systems, place: int, found: Recommendation, pictures: Pictures) -> str:
    row = systems.bench.place_of(found.look_id)
    outlined = [reason for reason in found.reasons if isinstance(reason, GarmentReason)]
    path = systems.bench.photos[row]
    source = pictures.boxed(path, outlined[0].box) if outlined else pictures.plain(path)
    reasons = [_reason(reason) for reason in found.reasons]
    gain = int(systems.bench.gains[place, row])
    return figure(source, [f"{found.rank}. {found.score:.3f}", *reasons], f"g{gain}")


def _reason(reason: Reason) -> str:
    match reason:
        case GarmentReason():
            return f"{reason.type} {reason.similarity:.2f}"
        case ColourReason():
            return f"{reason.query_hex} ~ {reason.look_hex}"
        case PatternReason():
            return reason.pattern
        case WordReason():
            return f"{reason.asked}: {reason.matched}"
