"""`codibot stats`: the owner's numbers, and a page that plots them."""

from __future__ import annotations

import asyncio
from pathlib import Path

from bot.commands.errors import CommandError
from bot.figures.stats import COUNTED, Stats, stats
from bot.pages.stats_page import stats_page
from bot.settings import Settings
from storage.store import Store


def run(settings: Settings, days: int, report: Path | None) -> int:
    """Prints the numbers and writes the page. Raises StorageError, CommandError."""
    numbers = asyncio.run(_read(settings, days))
    page = report or settings.data / "stats.html"
    try:
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(stats_page(numbers), encoding="utf-8")
    except OSError as error:
        raise CommandError(f"{page} cannot be written ({error.strerror or error}).") from error
    print(f"people: {numbers.people:,}")
    for name in COUNTED:
        print(f"{name} in {days} days: {numbers.total(name):,} (today {numbers.daily[name][-1]:,})")
    if numbers.wait is not None:
        print(f"half of the answers came within {numbers.wait} s")
    for heading, named in (("found nothing", numbers.missed), ("most saved", numbers.most_saved)):
        print(f"{heading}: {', '.join(f'{name} {count}' for name, count in named) or '-'}")
    print(f"The page about it: {page}")
    return 0


async def _read(settings: Settings, days: int) -> Stats:
    store = await Store.open(settings.database_url)
    try:
        return await stats(store, days)
    finally:
        await store.close()
