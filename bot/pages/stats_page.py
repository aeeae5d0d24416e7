"""The page that `codibot stats` writes: the owner's numbers, day by day."""

from __future__ import annotations

from collections.abc import Iterator

from bot.figures.stats import COUNTED, Stats
from bot.pages import svg
from bot.pages.page import figure, page


def stats_page(numbers: Stats) -> str:
    """The whole page."""
    wait = "" if numbers.wait is None else f"; half of the answers came within {numbers.wait} s"
    about = f"{numbers.people:,} people{wait}."
    return page("codibot in numbers", about, [f'<div class="plots">{"".join(_plots(numbers))}</div>'])


def _plots(numbers: Stats) -> Iterator[str]:
    days = [day.strftime("%m-%d") for day in numbers.days]
    for name in COUNTED:
        values = list(zip(days, map(float, numbers.daily[name]), strict=True))
        yield figure(f"{name.capitalize()}: {numbers.total(name):,}", svg.line(values))
    yield figure("Words that found nothing", svg.bars(numbers.missed))
    yield figure("Looks that most people saved", svg.bars(numbers.most_saved))
