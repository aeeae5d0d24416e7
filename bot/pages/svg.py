"""Plain plots in SVG: bars for counts, a line for days. Their colours are the page's."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

WIDTH = 320
ROW = 18
NAMES = 110
"""Pixels for the names beside the bars."""
COUNTS = 46
HEIGHT = 120

Counted = Sequence[tuple[str, float]]


def bars(counted: Counted, colours: Sequence[str] = ()) -> str:
    """Named counts as horizontal bars, in the order given; `colours` (CSS) in place of the page's."""
    most = max((value for _, value in counted), default=0) or 1
    rows = [_bar(row, name, value / most, value, colours) for row, (name, value) in enumerate(counted)]
    told = ", ".join(f"{name} {value:,.0f}" for name, value in counted)
    return _svg(ROW * max(1, len(counted)), told, rows)


def line(days: Counted) -> str:
    """A value for each day, oldest first, from zero."""
    most = max((value for _, value in days), default=0) or 1
    floor, room = HEIGHT - 20, HEIGHT - 36
    step = (WIDTH - 20) / max(1, len(days) - 1)
    points = [(10 + step * at, floor - room * value / most) for at, (_, value) in enumerate(days)]
    drawn = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    marks = [f'<circle class="bar" cx="{x:.1f}" cy="{y:.1f}" r="2.5"/>' for x, y in points]
    first, last = (days[0][0], days[-1][0]) if days else ("", "")
    words = [
        f'<text class="soft" x="10" y="{HEIGHT - 4}">{escape(first)}</text>',
        f'<text class="soft" x="{WIDTH - 10}" y="{HEIGHT - 4}" text-anchor="end">{escape(last)}</text>',
        f'<text class="soft" x="10" y="11">{most:,.0f}</text>',
    ]
    told = ", ".join(f"{day} {value:,.0f}" for day, value in days)
    return _svg(HEIGHT, told, [f'<polyline class="line" points="{drawn}"/>', *marks, *words])


def _bar(row: int, name: str, share: float, value: float, colours: Sequence[str]) -> str:
    y, room = row * ROW, WIDTH - NAMES - COUNTS
    fill = f' style="fill:{colours[row]};stroke:var(--soft)"' if colours else ""
    width = max(1.0, room * share) if value else 0.0
    return (
        f'<text x="{NAMES - 6}" y="{y + 13}" text-anchor="end">{escape(name[:16])}</text>'
        f'<rect class="bar"{fill} x="{NAMES}" y="{y + 3}" width="{width:.1f}" height="{ROW - 6}" rx="2"/>'
        f'<text class="soft" x="{NAMES + width + 5:.1f}" y="{y + 13}">{value:,.0f}</text>'
    )


def _svg(height: int, told: str, parts: Sequence[str]) -> str:
    """Told in words, too, for whoever does not see it."""
    inside = "".join(parts)
    return f'<svg viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{escape(told)}">{inside}</svg>'
