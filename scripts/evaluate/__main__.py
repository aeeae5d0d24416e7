"""`make evaluate`: how good the answers are, as a table, as JSON, and as pages to look at."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from rich.console import Console

from retrieval import embedding
from scripts.evaluate.bench import report_bench, tuning_bench
from scripts.evaluate.garment_rows import Systems
from scripts.evaluate.garment_to_look import Measured, measure
from scripts.evaluate.places import Places
from scripts.evaluate.table import show_garment_to_look

QUICK_TENTHS = 3


def main(argv: Sequence[str] | None = None) -> int:
    """Measures, shows, writes."""
    asked = _arguments().parse_args(argv)
    console = Console(width=max(Console().width, 150))
    places = Places()
    if not places.there:
        console.print("The measuring data (../shared) are not here: nothing is measured.")
        return 1
    bench = report_bench(places, QUICK_TENTHS if asked.quick else 10)
    systems = Systems.of(places, bench, places.cutter(asked.cutter), embedding.make(asked.embedder))
    measured = [measure(row, bench) for row in systems.rows(tuning_bench(places, report=True))]
    title = f"Garment to look: {len(bench.queries)} queries, {len(bench.looks)} looks"
    show_garment_to_look(measured, title, console)
    places.work.mkdir(parents=True, exist_ok=True)
    written = places.work / ("quick.json" if asked.quick else "evaluation.json")
    written.write_text(json.dumps({"garment_to_look": _as_json(measured)}, indent=1), "utf-8")
    console.print(f"Written: {written}")
    return 0


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m scripts.evaluate", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a sample of the queries, in two minutes")
    parser.add_argument("--cutter", default="u2netp", help="the cutter that is evaluated")
    parser.add_argument("--embedder", default="builtin", help="the weights that are evaluated")
    return parser


def _as_json(measured: Sequence[Measured]) -> list[dict[str, Any]]:
    return [
        {
            "row": each.row.name,
            "sees": each.row.sees,
            "macro": {name: asdict(figure) for name, figure in each.macro.items()},
            "mean": {name: asdict(figure) for name, figure in each.mean.items()},
            "nDCG@10 by type": each.by_type,
        }
        for each in measured
    ]


if __name__ == "__main__":
    sys.exit(main())
