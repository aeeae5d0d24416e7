"""`codibot check`: everything to mend in a lookbook before it is indexed, and a page about all of it."""

from __future__ import annotations

import re
from pathlib import Path

from rich.console import Console
from rich.text import Text

from bot.commands.errors import CommandError
from bot.commands.progress import bar
from bot.pages.lookbook_page import HEADINGS, lookbook_page
from bot.settings import Settings
from retrieval.index import known
from retrieval.lookbook.mending import mend
from retrieval.lookbook.review import Review, review

MOST_TOLD = 20
FEW_TOLD = 3


def run(settings: Settings, lookbook: Path, fix: bool, report: Path | None) -> int:
    """Prints what was found and writes the page. Raises CommandError where something must be mended."""
    console = Console(highlight=False, soft_wrap=True)
    if fix:
        _mend(lookbook, console)
    seen = known.sights(settings.index_dir, lookbook)
    with bar("checking") as tell:
        found = review(lookbook, seen, tell)
    _tell(found, console)
    page = report or settings.data / "check" / f"{_file_name(lookbook)}.html"
    _write(page, lookbook_page(found, seen))
    console.print(Text(f"The page about it: {page}"))
    if must := sum(finding.must for finding in found.findings):
        things = "thing" if must == 1 else "things"
        way = "mend by hand what --fix left" if fix else "--fix mends what is safe"
        raise CommandError(f"{lookbook} has {must:,} {things} to mend; {way}.")
    console.print(Text(f"{lookbook} is ready: codibot index {lookbook}"))
    return 0


def _mend(lookbook: Path, console: Console) -> None:
    mended = mend(lookbook)
    for sentence in mended.done:
        console.print(Text(f"  {sentence}"))
    console.print(
        Text(f"The table before: {mended.backup}" if mended.backup else "Nothing to mend by itself.")
    )


def _tell(found: Review, console: Console) -> None:
    for kind, heading in HEADINGS.items():
        findings = found.of(kind)
        if not findings:
            continue
        most = MOST_TOLD if findings[0].must else FEW_TOLD
        console.print(Text(f"{heading}: {len(findings):,}"))
        for finding in findings[:most]:
            console.print(Text(f"  {finding.text}"))
        if len(findings) > most:
            console.print(Text(f"  and {len(findings) - most:,} more"))


def _write(page: Path, html: str) -> None:
    try:
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(html, encoding="utf-8")
    except OSError as error:
        raise CommandError(f"{page} cannot be written ({error.strerror or error}).") from error


def _file_name(lookbook: Path) -> str:
    return re.sub(r"[^\w.-]", "_", lookbook.expanduser().resolve().name) or "lookbook"
