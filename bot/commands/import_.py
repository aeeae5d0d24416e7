"""`codibot import`: a lookbook made of what is something else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from rich.console import Console
from rich.text import Text

from bot.commands import history
from bot.commands.errors import CommandError
from bot.commands.progress import bar
from bot.settings import Settings
from retrieval.lookbook.column_map import ColumnMap
from retrieval.lookbook.csv_table import import_csv
from retrieval.lookbook.deepfashion import import_deepfashion
from retrieval.lookbook.fashion_products import import_products
from retrieval.lookbook.folder import import_folder
from retrieval.lookbook.importing import LEFT_OUT, ImportReport, Tell
from retrieval.lookbook.json_lines import import_jsonl
from retrieval.lookbook.kfashion import import_kfashion
from retrieval.types import LookGender

Kind = Literal["folder", "csv", "jsonl", "kfashion", "fashion-products", "deepfashion"]
MOST_REASONS_TOLD = 10


@dataclass(frozen=True, slots=True)
class Wishes:
    """What was typed beside kind, source and lookbook; each importer takes what concerns it."""

    kids: bool = False
    gender: LookGender | None = None
    maps: tuple[str, ...] = ()
    fixed: tuple[str, ...] = ()


def run(settings: Settings, kind: Kind, source: Path, lookbook: Path, wishes: Wishes) -> int:
    """Imports and tells what became of it. Raises LookbookError, CommandError."""
    bring = _importer(kind, source, lookbook, wishes)
    with bar("importing") as progress:
        try:
            report = bring(progress)
        except KeyboardInterrupt:
            raise CommandError("Stopped. What was taken is kept: the same command goes on there.") from None
    counted = {"added": report.added, "known": report.known, "left_out": len(report.skipped)}
    history.note(settings, "import", str(lookbook), importer=kind, source=str(source), **counted)
    tell(report, kind, lookbook)
    return 0


def _importer(kind: Kind, source: Path, lookbook: Path, wishes: Wishes) -> Callable[[Tell], ImportReport]:
    match kind:
        case "folder":
            return lambda tell: import_folder(source, lookbook, tell)
        case "csv":
            return lambda tell: import_csv(source, lookbook, _columns(wishes), tell)
        case "jsonl":
            return lambda tell: import_jsonl(source, lookbook, _columns(wishes), tell)
        case "kfashion":
            return lambda tell: import_kfashion(source, lookbook, wishes.gender or "women", tell)
        case "fashion-products":
            return lambda tell: import_products(source, lookbook, wishes.kids, tell)
        case "deepfashion":
            return lambda tell: import_deepfashion(source, lookbook, tell)


def _columns(wishes: Wishes) -> ColumnMap:
    gender = (f"gender={wishes.gender}",) if wishes.gender else ()
    return ColumnMap.of(wishes.maps, (*gender, *wishes.fixed))


def tell(report: ImportReport, kind: str, lookbook: Path) -> None:
    """Prints what an import added, and what it left out and why."""
    console = Console(highlight=False, soft_wrap=True)
    for reason, count in report.reasons[:MOST_REASONS_TOLD]:
        where = next(where for where, why in report.skipped if why == reason)
        others = f" and {count - 1:,} more" if count > 1 else ""
        console.print(Text(f"  left out {where}{others}: {reason}"))
    if report.skipped:
        console.print(Text(f"  {lookbook / LEFT_OUT} names each of them."))
    console.print(
        Text(
            f"Added {report.added:,} looks to {lookbook}; "
            f"{report.known:,} were there already, {len(report.skipped):,} were left out."
        )
    )
    fill = f"Fill in gender and seasons in {lookbook / 'looks.csv'}, then: " if kind == "folder" else "Next: "
    console.print(Text(f"{fill}codibot check {lookbook}"))
