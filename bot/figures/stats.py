"""The owner's numbers, out of the counts of days."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from bot.figures.tally import ANSWERS, EMPTY, MISSED, PHOTOS, SAVES, WAITED, WAITS
from storage.store import Store
from storage.types import DailyCount

DAYS = 30
MOST_NAMED = 10
COUNTED = (PHOTOS, ANSWERS, EMPTY, SAVES)


@dataclass(frozen=True, slots=True)
class Stats:
    """Some days' numbers. `daily`: for each of COUNTED its value on each day, oldest first."""

    days: tuple[date, ...]
    people: int
    daily: dict[str, tuple[int, ...]]
    wait: int | None  # seconds that half of the answers came within; none where that cannot be said
    missed: tuple[tuple[str, int], ...]
    most_saved: tuple[tuple[str, int], ...]

    def total(self, name: str) -> int:
        """Of all days."""
        return sum(self.daily[name])


async def stats(store: Store, days: int = DAYS) -> Stats:
    """The numbers of the last days. Raises StorageError."""
    counts = await store.counts(days)
    today = datetime.now(UTC).date()
    each_day = tuple(today - timedelta(days=back) for back in range(days - 1, -1, -1))
    return Stats(
        days=each_day,
        people=await store.people(),
        daily={name: _of(counts, name, each_day) for name in COUNTED},
        wait=_median_wait(counts),
        missed=_missed(counts),
        most_saved=await store.most_saved(MOST_NAMED),
    )


def _of(counts: Sequence[DailyCount], name: str, days: Sequence[date]) -> tuple[int, ...]:
    on = {each.day: each.value for each in counts if each.name == name}
    return tuple(on.get(day, 0) for day in days)


def _median_wait(counts: Sequence[DailyCount]) -> int | None:
    """Of no answers nothing can be said, nor where half of them took longer than the longest span."""
    waits = _sums(counts, WAITED)
    half, so_far = sum(waits.values()) / 2, 0
    for span in WAITS:
        so_far += waits[str(span)]
        if half and so_far >= half:
            return span
    return None


def _missed(counts: Sequence[DailyCount]) -> tuple[tuple[str, int], ...]:
    return tuple(_sums(counts, MISSED).most_common(MOST_NAMED))


def _sums(counts: Sequence[DailyCount], prefix: str) -> Counter[str]:
    sums: Counter[str] = Counter()
    for each in counts:
        if each.name.startswith(prefix):
            sums[each.name.removeprefix(prefix)] += each.value
    return sums
