"""`codibot doctor`: everything codibot needs, tried one after another; each fine, or what to do."""

from __future__ import annotations

import asyncio
import shutil
import time
from collections.abc import Callable
from functools import cached_property
from pathlib import Path

from rich.console import Console
from rich.text import Text

from bot.commands import telegram_checks
from bot.commands.errors import CommandError
from bot.settings import Settings, SettingsError, load
from retrieval import cutout, embedding
from retrieval.cutout import REMBG_SIDES, Cutter, ReadingCutter
from retrieval.embedding import Embedder
from retrieval.errors import LookbookError, RetrievalError
from retrieval.index import engines
from retrieval.index.catalogue import Catalogue
from retrieval.index.engine import Engine
from retrieval.index.manifest import IndexedLookbook
from retrieval.lookbook import schema
from retrieval.recommender import Recommender
from retrieval.types import Query
from storage.database import named
from storage.errors import StorageError
from storage.store import Store

LEAST_FREE = 500_000_000
"""Bytes that a few thousand looks, their caches and the database take together."""


def run(data: Path | None) -> int:
    """Prints a line for each check; 1 when one of them asks for something to be done."""
    console = Console(highlight=False, soft_wrap=True)
    try:
        settings = load(data=data)
    except SettingsError as error:
        _print(console, "settings", False, str(error))
        return 1
    checks = Examination(settings).checks()
    return 0 if all([_passed(console, name, check) for name, check in checks]) else 1


def _passed(console: Console, name: str, check: Callable[[], str]) -> bool:
    try:
        told, fine = check(), True
    except (CommandError, RetrievalError, StorageError) as error:
        told, fine = str(error), False
    _print(console, name, fine, told)
    return fine


def _print(console: Console, name: str, fine: bool, told: str) -> None:
    mark = ("fine  ", "green") if fine else ("mend  ", "bold red")
    console.print(Text.assemble(mark, f"{name:<11}{told}"))


class Examination:
    """The checks over one set of settings; the models are loaded once for all of them."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def checks(self) -> tuple[tuple[str, Callable[[], str]], ...]:
        """Every check by its name, in the order of a photo's way."""
        telegram = telegram_checks
        return (
            ("settings", self.settings),
            ("disk", self.disk),
            ("database", self.database),
            ("weights", self.weights),
            ("cutout", self.cutout),
            ("index", self.index),
            ("photo", self.photo),
            ("getMe", lambda: telegram.get_me(self._settings)),
            ("webhook", lambda: telegram.webhook(self._settings)),
        )

    def settings(self) -> str:
        """They were read; where codibot keeps its files."""
        return f"data in {self._settings.data.resolve()}"

    def disk(self) -> str:
        """Room where codibot writes."""
        place = self._settings.data.resolve()
        while not place.exists():
            place = place.parent
        free = shutil.disk_usage(place).free
        if free < LEAST_FREE:
            needed = f"make room for {LEAST_FREE / 1e6:.0f}"
            raise CommandError(f"{free / 1e6:.0f} MB are free in {place}: {needed}.")
        return f"{free / 1e9:.1f} GB free"

    def database(self) -> str:
        """The database opens, is up to date, and takes a row."""

        async def try_it() -> None:
            store = await Store.open(self._settings.database_url)
            try:
                await store.prune()
            finally:
                await store.close()

        asyncio.run(try_it())
        return named(self._settings.database_url)

    def weights(self) -> str:
        """VGG16 loads."""
        return f"{self._embedder.name}, {self._embedder.side} px, {self._embedder.checksum[:12]}"

    def cutout(self) -> str:
        """The cutter asked for is the one that runs."""
        asked, cutter = self._settings.cutout, self._cutter
        if not isinstance(cutter, ReadingCutter):
            return cutter.name
        if cutter.lying is None and asked != "parser":
            mend = "connect once to the internet, or type `make run`, which fetches u2netp"
            if asked not in REMBG_SIDES:
                mend = f"CODIBOT_CUTOUT may be {', '.join(REMBG_SIDES)}, parser, border, or an ONNX file"
            raise CommandError(f"{asked} cannot be had, so the parser cuts alone, more coarsely: {mend}.")
        return f"{cutter.lying.name} and {cutter.name}" if cutter.lying else cutter.name

    def index(self) -> str:
        """The index fits the embedder, its engine holds it, and the lookbooks are as they were indexed."""
        manifest = Catalogue.open(self._settings.index_dir).manifest
        manifest.require(self._embedder)
        held_by = self._engine.examine(manifest)
        for lookbook in manifest.lookbooks:
            _require_unchanged(lookbook, manifest.command)
        counts = f"{manifest.looks:,} looks, {manifest.garments:,} garments"
        return f"{counts}, built {manifest.built_at[:16]}, {held_by}"

    def photo(self) -> str:
        """A photo goes all the way: a look's own, which is there wherever there is an index."""
        recommender = Recommender.open(self._settings.index_dir, self._cutter, self._embedder, self._engine)
        photo = next((look.photo for look in recommender.catalogue.looks if look.photo.is_file()), None)
        if photo is None:
            raise CommandError("None of the indexed photos is there any more: put the lookbook back.")
        recommender.see(photo)  # the first one warms the network up
        started = time.perf_counter()
        found = recommender.recommend(Query(garments=recommender.see(photo).garments)).recommendations
        if not found:
            raise CommandError(f"{photo} finds no look: build the index anew.")
        return f"{len(found)} looks in {time.perf_counter() - started:.2f} s"

    @cached_property
    def _embedder(self) -> Embedder:
        return embedding.make(self._settings.embedder)

    @cached_property
    def _engine(self) -> Engine:
        return engines.make(self._settings.index, self._settings.database_url)

    @cached_property
    def _cutter(self) -> Cutter:
        return cutout.make(self._settings.cutout)


def _require_unchanged(lookbook: IndexedLookbook, command: str) -> None:
    try:
        now = schema.read(Path(lookbook.root)).digest
    except LookbookError as error:
        raise CommandError(f"{error} Then: {command}") from error
    if now != lookbook.digest:
        raise CommandError(f"The lookbook {lookbook.root} changed since it was indexed: {command}")
