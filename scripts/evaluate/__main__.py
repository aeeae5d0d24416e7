"""`make evaluate`: how good the answers are, as tables, as JSON, and as pages to look at."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence

from rich.console import Console

from retrieval import embedding
from retrieval.types import Query
from scripts.evaluate import catalogue_sections, demo_sections, keywords
from scripts.evaluate.bench import Bench, report_bench, tuning_bench
from scripts.evaluate.garment_rows import Systems
from scripts.evaluate.garment_to_look import NDCG, Measured, line_of, measure
from scripts.evaluate.ours import Codibot
from scripts.evaluate.places import Places
from scripts.evaluate.section import Line, Section, as_json, show
from scripts.evaluate.truth import worn_truth

QUICK_TENTHS = 3
QUICK_QUERIES = 20
"""Of the quick run, put under every facet."""
RAREST = 10
"""A type with fewer queries is not taken out of the catalogue."""


def main(argv: Sequence[str] | None = None) -> int:
    """Measures, shows each table as it comes, writes."""
    asked = _arguments().parse_args(argv)
    console, places, sections = Console(width=170), Places(), []
    for section in _sections(asked, places, console):
        show(section, console)
        sections.append(section)
    places.work.mkdir(parents=True, exist_ok=True)
    written = places.work / ("quick.json" if asked.quick else "evaluation.json")
    written.write_text(json.dumps(as_json(sections), ensure_ascii=False, indent=1), "utf-8")
    console.print(f"Written: {written}")
    return 0


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m scripts.evaluate", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a sample of the queries, in two minutes")
    parser.add_argument("--cutter", default="u2netp", help="the cutter that is evaluated")
    parser.add_argument("--embedder", default="builtin", help="the weights that are evaluated")
    parser.add_argument(
        "--held-out", action="store_true", help="the keywords kept unread too: only after the last tuning"
    )
    return parser


def _sections(asked: argparse.Namespace, places: Places, console: Console) -> Iterator[Section]:
    embedder = embedding.make(asked.embedder)
    # Keywords are answered from tags alone, so the cheapest cut will do.
    demo = Codibot(demo_sections.DEMO, places.cutter("border"), embedder, places.work)
    for file in (keywords.OPEN, keywords.HELD_OUT) if asked.held_out else (keywords.OPEN,):
        yield demo_sections.keyword_section(demo, file)
    yield demo_sections.keyword_kinds(demo, keywords.OPEN)
    if not places.there:
        console.print("The measuring data (../shared) are not here: only the demo lookbook was measured.")
        return
    cutter = places.cutter(asked.cutter)
    bench, tuning = (
        report_bench(places, QUICK_TENTHS if asked.quick else 10),
        tuning_bench(places, report=True),
    )
    systems = Systems.of(places, bench, cutter, embedder)
    yield from _garment_to_look(systems, tuning, console)
    yield catalogue_sections.colours(systems, tuning.colours)
    yield catalogue_sections.two_pieces(systems)
    yield catalogue_sections.facets(systems, QUICK_QUERIES if asked.quick else None)
    if not asked.quick:
        yield from _slow_sections(systems, Codibot(demo_sections.DEMO, cutter, embedder, places.work))


def _garment_to_look(systems: Systems, tuning: Bench, console: Console) -> Iterator[Section]:
    rows, bench = systems.rows(tuning), systems.bench
    measured = [measure(row, bench) for row in rows]
    fixed = measured[1]
    title = f"Garment to look: {len(bench.queries)} queries, {len(bench.looks)} looks"
    yield Section("garment_to_look", title, [line_of(each, fixed, bench.types) for each in measured])
    yield _by_type(measured)
    if not any("EfficientNet" in row.name for row in rows):
        console.print("Skipped: EfficientNet-Lite0 and Annoy; see scripts/evaluate/efficientnet.py.")


def _by_type(measured: Sequence[Measured]) -> Section:
    shown = [measured[1], *(each for each in measured if each.row.name == "ours whole")]
    names = sorted({name for each in shown for name in each.by_type})
    heads = [f"{each.row.name} · {each.row.sees}" for each in shown]
    lines = [
        Line(name, {head: each.by_type[name] for head, each in zip(heads, shown, strict=True)})
        for name in names
    ]
    return Section("by_type", f"{NDCG} by type", lines)


def _slow_sections(systems: Systems, demo: Codibot) -> Iterator[Section]:
    yield catalogue_sections.outfits(systems, worn_truth(systems.places.looks, report=False))
    types = systems.bench.types
    common = [each for each in sorted(set(types)) if types.count(each) >= RAREST]
    yield catalogue_sections.nothing_fits(systems, common)
    queries = [Query(garments=garments) for garments in systems.garments]
    yield demo_sections.drawn(demo, systems.bench, queries)


if __name__ == "__main__":
    sys.exit(main())
