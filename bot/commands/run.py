"""`codibot run`: an index where none fits, a playground where there is no token, then the bot."""

from __future__ import annotations

import shlex
import subprocess
import sys
import webbrowser
from pathlib import Path

from pydantic import SecretStr

from bot import app, data_folder, logs
from bot.commands import playground
from bot.commands.errors import CommandError
from bot.settings import PLAYGROUND_TOKEN, Settings, has_desktop
from retrieval.errors import IndexMismatch, IndexMissing
from retrieval.index.catalogue import Catalogue
from retrieval.lookbook import schema


def run(settings: Settings) -> int:
    """Runs until Ctrl-C. Raises what `app.main` does, and CommandError."""
    logs.to_stderr(settings)
    data_folder.make(settings.data)  # before the playground and the index make their own in it
    if settings.telegram_token:
        _serve(settings)
        return 0
    with playground.beside(settings) as address:
        print(f"No TELEGRAM_TOKEN is set, so codibot is in its playground: {address}", flush=True)
        if settings.open_browser and has_desktop():
            webbrowser.open(address)
        _serve(in_playground(settings, address))
    return 0


def in_playground(settings: Settings, address: str) -> Settings:
    """The same settings with the playground in Telegram's place."""
    there = {"telegram_token": SecretStr(PLAYGROUND_TOKEN), "telegram_api_url": address}
    return settings.model_copy(update=there)


def _serve(settings: Settings) -> None:
    if _nothing_fits(settings):
        _index(settings)
    try:
        app.main(settings)
    except IndexMismatch:
        # Another embedder was chosen. Only our own lookbooks are indexed anew without being asked.
        if not _indexed_are_configured(settings):
            raise
        _index(settings)
        app.main(settings)


def _nothing_fits(settings: Settings) -> bool:
    """Whether nothing is indexed yet, or a lookbook of the settings or the engine changed since."""
    try:
        about = Catalogue.open(settings.index_dir).manifest
    except IndexMissing:
        return True
    indexed = about.lookbooks
    configured = _roots(settings)
    indexed = tuple(each for each in indexed if Path(each.root) != settings.posts_dir)  # follow by themselves
    mine = [lookbook for lookbook in indexed if Path(lookbook.root) in configured]
    return len(mine) == len(indexed) and (
        about.engine != settings.index
        or any(schema.read(Path(each.root)).digest != each.digest for each in mine)
    )


def _indexed_are_configured(settings: Settings) -> bool:
    indexed = Catalogue.open(settings.index_dir).manifest.lookbooks
    return {Path(each.root) for each in indexed} <= _roots(settings) | {settings.posts_dir}


def _roots(settings: Settings) -> set[Path]:
    return {path.expanduser().resolve() for path in settings.lookbooks}


def _index(settings: Settings) -> None:
    """In a process of its own: the bot's never loads TensorFlow. Where workers are, it is theirs to do."""
    if settings.work == "jobs":
        lookbooks = shlex.join(map(str, settings.lookbooks))
        raise CommandError(
            f"No index fits, and CODIBOT_WORK=jobs leaves the models to workers: type "
            f"`codibot index {lookbooks}` where one runs, then start again."
        )
    command = [sys.executable, "-m", "bot.cli", "index", "--data", str(settings.data)]
    done = subprocess.run([*command, "--", *map(str, settings.lookbooks)], stdout=sys.stderr, check=False)
    if done.returncode:
        raise CommandError("The lookbooks could not be indexed; the sentence above says why.")
