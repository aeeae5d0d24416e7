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
        """A table of the facets."""
        rows = [line for line in self._lines.values() if "inside" in line]
        columns = [column for column in rows[0] if column != "name"] if rows else []
        head = f"| facets | {' | '.join(columns)} |\n|---{'|---:' * len(columns)}|"
        return "\n".join(
            [head, *(f"| {row['name']} | {' | '.join(str(row[each]) for each in columns)} |" for row in rows)]
        )
