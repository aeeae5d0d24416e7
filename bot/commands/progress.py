"""A line on stderr that says how far a long verb is, at which rate, and how long it will take.

Where stderr is no terminal it says nothing: what is written there are sentences about what went wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn


@contextmanager
def bar(doing: str) -> Iterator[Callable[[int, int], None]]:
    """Gives what to call with the things done and their total."""
    columns = (
        TextColumn(doing),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    console = Console(stderr=True)
    with Progress(*columns, console=console, disable=not console.is_terminal) as shown:
        task = shown.add_task(doing, total=None, rate="")

        def tell(done: int, total: int) -> None:
            speed = shown.tasks[0].finished_speed or shown.tasks[0].speed
            shown.update(task, completed=done, total=total, rate=f"{speed:,.0f}/s" if speed else "")

        yield tell
