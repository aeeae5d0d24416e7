"""`codibot import`: a lookbook made of photos that are something else."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console
from rich.text import Text

from retrieval.lookbook.folder import ImportReport, import_folder


def run(source: Path, lookbook: Path) -> int:
    """Imports a folder of photos and tells what became of it. Raises LookbookError."""
    report = import_folder(source, lookbook)
    console = Console(highlight=False, soft_wrap=True)
    for path, reason in report.skipped:
        console.print(Text(f"  skipped {path}: {reason}"))
    console.print(Text(_sentence(report, lookbook)))
    table = lookbook / "looks.csv"
    console.print(Text(f"Fill in gender and seasons in {table}, then: codibot index {lookbook}"))
    return 0


def _sentence(report: ImportReport, lookbook: Path) -> str:
    return (
        f"Added {report.added:,} photos to {lookbook}; "
        f"{report.known:,} were there already, {len(report.skipped):,} were skipped."
    )
