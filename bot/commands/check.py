"""`codibot check`: everything to mend in a lookbook before it is indexed."""

from __future__ import annotations

from pathlib import Path

from bot.commands.errors import CommandError
from retrieval.lookbook.check import check


def run(lookbook: Path) -> int:
    """Prints every problem, a line each. Raises CommandError where there is one."""
    problems = check(lookbook)
    for problem in problems:
        print(problem)
    if problems:
        count = f"{len(problems)} thing{'s' if len(problems) > 1 else ''}"
        raise CommandError(f"{lookbook} has {count} to mend.")
    print(f"{lookbook} is ready: codibot index {lookbook}")
    return 0
