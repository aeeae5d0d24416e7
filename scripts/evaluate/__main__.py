"""`make evaluate`: how good the answers are, as tables, as JSON, and as pages to look at."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from rich.console import Console

from scripts.evaluate.evaluation import Asked, Evaluation
from scripts.evaluate.places import Places

WIDTH = 170


def main(argv: Sequence[str] | None = None) -> int:
    """Measures, shows, writes."""
    told = _arguments().parse_args(argv)
    evaluation = Evaluation(Asked(**vars(told)), Places(), Console(width=WIDTH))
    evaluation.run()
    for written in evaluation.write():
        evaluation.console.print(f"Written: {written}")
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


if __name__ == "__main__":
    sys.exit(main())
