"""One run: every section in order, shown as it comes, then written as JSON and as pages."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console

from retrieval import embedding
from retrieval.embedding import Embedder
from retrieval.types import Garment, Query
from scripts.evaluate import blind, catalogue_sections, demo_sections, keywords, report, type_guesses
from scripts.evaluate.bench import Bench, report_bench, tuning_bench, worn_looks
from scripts.evaluate.garment_rows import WHOLE, Systems
from scripts.evaluate.garment_to_look import NDCG, Measured, line_of, measure
from scripts.evaluate.ours import Codibot
from scripts.evaluate.places import Places
from scripts.evaluate.rows import PICTURES
from scripts.evaluate.section import Line, Section, as_json, show

QUICK_TENTHS = 3
QUICK_QUERIES = 20
"""Of the quick run, put under every facet."""
RAREST = 10
"""A type with fewer queries is not taken out of the catalogue."""
BEFORE = "ours: the cutout's box, cosine"
"""How codibot compared pictures before it told worn pieces apart."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for on the command line."""

    quick: bool
    held_out: bool
    cutter: str
    embedder: str


@dataclass(slots=True)
class Evaluation:
    """What one run has measured so far."""

    asked: Asked
    places: Places
    console: Console
    sections: list[Section] = field(default_factory=list)
    measured: list[Measured] = field(default_factory=list)
    systems: Systems | None = None

    def run(self) -> None:
        """Everything that can be measured here, in order; each table is shown as soon as it is known."""
        embedder = embedding.make(self.asked.embedder)
        self._keep(self._keywords(embedder))
        if self.places.there:
            self._keep(self._street(embedder))
        else:
            self.console.print("The measuring data (../shared) are not here: only the demo lookbook counts.")

    def write(self) -> list[Path]:
        """JSON, the report and the blind page, in the folder that git ignores."""
        name = "quick" if self.asked.quick else "evaluation"
        figures = self.places.work / f"{name}.json"
        figures.parent.mkdir(parents=True, exist_ok=True)
        figures.write_text(json.dumps(as_json(self.sections), ensure_ascii=False, indent=1), "utf-8")
        folder = self.places.work / "report" / name
        written = [figures, report.write(self.sections, self._cases(), folder)]
        if self.systems is not None:
            rows = {each.row.name: each.row for each in self.measured if each.row.sees == PICTURES}
            patterned = [_patterned(garments) for garments in self.systems.garments]
            written.append(blind.write(rows[BEFORE], rows[WHOLE], self.systems.bench, patterned, folder))
        return written

    def _cases(self) -> Systems | None:
        """What may be looked at for what to mend: never the report part, so the tuning garments and looks."""
        if self.systems is None:
            return None
        return Systems.of(self.places, tuning_bench(self.places), self.systems.cutter, self.systems.embedder)

    def _keep(self, sections: Iterator[Section]) -> None:
        for section in sections:
            show(section, self.console)
            self.sections.append(section)

    def _keywords(self, embedder: Embedder) -> Iterator[Section]:
        # Keywords are answered from tags alone, so the cheapest cut will do.
        demo = Codibot(demo_sections.DEMO, self.places.cutter("border"), embedder, self.places.work)
        yield demo_sections.keyword_section(demo, keywords.OPEN)
        yield demo_sections.keyword_kinds(demo, keywords.OPEN)
        if self.asked.held_out:
            yield demo_sections.keyword_section(demo, keywords.HELD_OUT)

    def _street(self, embedder: Embedder) -> Iterator[Section]:
        quick, cutter = self.asked.quick, self.places.cutter(self.asked.cutter)
        bench = report_bench(self.places, QUICK_TENTHS if quick else 10)
        tuning = tuning_bench(self.places, report=True)
        self.systems = systems = Systems.of(self.places, bench, cutter, embedder)
        yield type_guesses.types(systems)
        yield from self._garment_to_look(systems, tuning)
        yield catalogue_sections.colours(systems, tuning.colours)
        yield catalogue_sections.two_pieces(systems)
        yield catalogue_sections.facets(systems, QUICK_QUERIES if quick else None)
        if not quick:
            yield from _slow(systems, Codibot(demo_sections.DEMO, cutter, embedder, self.places.work))

    def _garment_to_look(self, systems: Systems, tuning: Bench) -> Iterator[Section]:
        bench = systems.bench
        self.measured = [measure(row, bench) for row in systems.rows(tuning)]
        fixed = self.measured[1]
        title = f"Garment to look: {len(bench.queries)} queries, {len(bench.looks)} looks"
        yield Section("garment_to_look", title, [line_of(each, fixed, bench.types) for each in self.measured])
        yield _by_type([fixed, *(each for each in self.measured if each.row.name == WHOLE)])
        if not any("EfficientNet" in each.row.name for each in self.measured):
            self.console.print("Skipped: EfficientNet-Lite0 and Annoy; see scripts/evaluate/efficientnet.py.")


def _patterned(garments: Sequence[Garment]) -> bool:
    return garments[0].pattern not in (None, "solid")


def _by_type(shown: list[Measured]) -> Section:
    names = sorted({name for each in shown for name in each.by_type})
    heads = [f"{each.row.name} · {each.row.sees}" for each in shown]
    lines = [
        Line(name, {head: each.by_type[name] for head, each in zip(heads, shown, strict=True)})
        for name in names
    ]
    return Section("by_type", f"{NDCG} by type", lines)


def _slow(systems: Systems, demo: Codibot) -> Iterator[Section]:
    yield catalogue_sections.outfits(systems, worn_looks(systems.places, report=False))
    types = systems.bench.types
    common = [each for each in sorted(set(types)) if types.count(each) >= RAREST]
    yield catalogue_sections.nothing_fits(systems, common)
    queries = [Query(garments=garments) for garments in systems.garments]
    yield demo_sections.drawn(demo, systems.bench, queries)
