"""`codibot index`: lookbooks become the index that is searched."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn
from rich.progress import Progress as Bar
from rich.text import Text

from bot import data_folder
from bot.commands import history
from bot.commands.errors import CommandError
from bot.settings import Settings
from retrieval import cutout, embedding
from retrieval.errors import IndexWriteError
from retrieval.index import engines, folders
from retrieval.index.build import BuildReport, build
from retrieval.index.sights import Progress
from retrieval.lookbook import schema

MOST_SKIPPED_TOLD = 20


def roll_back(settings: Settings) -> int:
    """Switches to the build before the served one. Raises IndexMissing, IndexWriteError."""
    try:
        build_id = folders.roll_back(settings.index_dir)
    except OSError as error:
        raise IndexWriteError(f"{settings.index_dir} cannot be written ({error.strerror}).") from error
    history.note(settings, "rollback", build_id)
    print(f"The build {build_id} serves again; a running bot takes it up by itself.")
    return 0


def run(settings: Settings, lookbooks: Sequence[Path], lines: bool = False) -> int:
    """Builds the index and tells what became of it; `lines` tells how far it is as `DONE TOTAL`.

    Raises LookbookError, IndexWrong, IndexWriteError, IndexUnavailable, StartError, CommandError.
    """
    lookbooks = with_posts(settings, lookbooks)
    for lookbook in lookbooks:
        schema.read(lookbook)  # what must be mended is told at once, not after the models are loaded
    data_folder.make(settings.data)
    store = engines.make(settings.index, settings.database_url)
    cutter, embedder = cutout.make(settings.cutout), embedding.make(settings.embedder)
    with _bar() as (bar, task):

        def show(progress: Progress) -> None:
            if lines:
                print(progress.done, progress.total, flush=True)
            bar.update(task, completed=progress.done, total=progress.total, speed=_speed(progress))

        try:
            report = build(lookbooks, settings.index_dir, cutter, embedder, show, store)
        except KeyboardInterrupt:
            raise CommandError("Stopped. What was seen is kept: the same command goes on there.") from None
    known, left = report.reused, len(report.skipped)
    history.note(settings, "index", report.build_id, looks=report.indexed, known=known, skipped=left)
    _tell(report)
    return 0


def with_posts(settings: Settings, lookbooks: Sequence[Path]) -> list[Path]:
    """The lookbooks, and last that of people's own looks where there are any: every index holds it."""
    others = [each for each in lookbooks if each.expanduser().resolve() != settings.posts_dir]
    posts = settings.posts_dir
    return [*others, posts] if (posts / schema.TABLE).exists() else others


@contextmanager
def _bar() -> Iterator[tuple[Bar, TaskID]]:
    columns = (
        TextColumn("indexing"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[speed]}"),
    )
    with Bar(*columns, console=Console(stderr=True)) as bar:
        yield bar, bar.add_task("indexing", total=None, speed="")


def _speed(progress: Progress) -> str:
    return f"{progress.rate:.1f} looks/s, {_time(progress.seconds_left)} left" if progress.rate else ""


def _time(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"


def _tell(report: BuildReport) -> None:
    console = Console(highlight=False, soft_wrap=True)
    console.print(
        f"Indexed {report.indexed:,} looks in {_time(report.seconds)}; "
        f"{report.reused:,} were known from before, {len(report.skipped):,} were skipped."
    )
    for look_id, reason in report.skipped[:MOST_SKIPPED_TOLD]:
        console.print(Text(f"  skipped {look_id}: {reason}"))
    if len(report.skipped) > MOST_SKIPPED_TOLD:
        console.print(f"  and {len(report.skipped) - MOST_SKIPPED_TOLD:,} more; `codibot check` names them.")
