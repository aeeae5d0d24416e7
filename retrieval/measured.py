"""How good the answers are, as measured last: the one figure that is told to people (docs/evaluation.md)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_JSON = Path(__file__).parent / "builtin" / "measured.json"


@dataclass(frozen=True, slots=True)
class Measured:
    """Share of the first ten looks that wear a piece of the type asked for (0 to 1), ours and by chance."""

    queries: int
    ours: float
    random: float


@cache
def measured() -> Measured:
    """The figure that ships."""
    told = json.loads(_JSON.read_text("utf-8"))
    return Measured(told["queries"], told["ours"], told["random"])
