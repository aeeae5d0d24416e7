"""What was measured, a JSON line each, kept beside the vectors and told as Markdown."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any


class Figures:
    """Lines by their name; a line that is there is not measured again."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "figures.jsonl"
        lines = self._file.read_text("utf-8").splitlines() if self._file.exists() else ()
        self._lines: dict[str, dict[str, Any]] = {line["name"]: line for line in map(json.loads, lines)}

    def __contains__(self, name: str) -> bool:
        return name in self._lines

    def note(self, name: str, **figures: Any) -> None:
        """Keeps a line and prints it."""
        self._lines[name] = {"name": name, **figures}
        with self._file.open("a", encoding="utf-8") as lines:
            lines.write(json.dumps(self._lines[name], ensure_ascii=False) + "\n")
        print(name, figures, flush=True)

    def told(self) -> str:
        """A table of the facets; times as p50 / p95 in milliseconds."""
        rows = [_cells(line) for line in self._lines.values() if "inside" in line]
        head = list(rows[0]) if rows else []
        lines = [head, ["---", *["---:"] * (len(head) - 1)], *(row.values() for row in rows)]
        return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cells(line: dict[str, Any]) -> dict[str, str]:
    """A line's cells by their columns: p50 and p95 of one thing stand in one."""
    cells = {"facets": line["name"], "inside": f"{line['inside']:,}"}
    for name, figure in line.items():
        if name.endswith(" p50"):
            what = name.removesuffix(" p50")
            cells[what] = f"{figure:.0f} / {line[f'{what} p95']:.0f}"
        elif name.startswith("recall"):
            cells[name] = f"{figure:.3f}"
    return cells
