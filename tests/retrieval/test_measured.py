"""The figure that is told in the chat is the one of the evaluation."""

from __future__ import annotations

import re
from pathlib import Path

from retrieval.measured import measured

DOCS = Path(__file__).parents[2] / "docs" / "evaluation.md"


def test_the_figure_told_is_the_evaluations() -> None:
    page = DOCS.read_text("utf-8")
    ours = re.search(r"^\| \*\*ours whole\*\* \| noisy tags \|[^|]+\| ([\d.]+) \|", page, re.MULTILINE)
    random = re.search(r"^\| random \| \|[^|]+\| ([\d.]+) \|", page, re.MULTILINE)
    assert ours
    assert random
    assert (float(ours[1]), float(random[1])) == (measured().ours, measured().random)
    assert f"Queries: {measured().queries} photos" in page
