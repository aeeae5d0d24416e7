"""`codibot collect`: the looks of a site whose owner permits it become a lookbook."""

from __future__ import annotations

import re
from pathlib import Path

from bot.commands import history, import_
from bot.commands.errors import CommandError
from bot.commands.progress import bar
from bot.settings import Settings

try:
    from retrieval.lookbook.collecting.collect import collect
    from retrieval.lookbook.collecting.profile import Profile
except ModuleNotFoundError as error:
    raise CommandError(
        f"Collecting needs {error.name}, which is not installed. Type: .venv/bin/pip install "
        "-c constraints.txt -e '.[collect]'"
    ) from error


def run(settings: Settings, profile: Path, lookbook: Path | None, limit: int | None) -> int:
    """Collects and tells what became of it. Raises LookbookError, CommandError."""
    site = Profile.of(profile)
    name = re.sub(r"[^\w.-]", "_", site.name)
    job, made = settings.data / "collect" / name, lookbook or settings.data / "lookbooks" / name
    with bar("importing") as tell:
        report = collect(site, job, made, limit, tell)
    counted = {"added": report.added, "known": report.known, "left_out": len(report.skipped)}
    history.note(settings, "collect", str(made), site=site.name, permission=site.permission, **counted)
    import_.tell(report, "collect", made)
    return 0
