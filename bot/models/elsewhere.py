"""The models on other machines: questions go there as jobs, what is found comes back through the database."""

from __future__ import annotations

import asyncio
import hashlib
import logging
import secrets
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from bot.errors import Sorry
from bot.figures.measures import MODELS
from bot.models import records
from bot.models.doors import Ahead, Models, ModelsFault, WorkerBusy, WorkerLost, unheard
from bot.models.messages import (
    Broke,
    Done,
    Lost,
    Refused,
    Request,
    See,
    Unfetched,
    Value,
    is_quick,
)
from bot.models.sent_photo import Picture
from bot.settings import Settings
from bot.unceasing import unceasing
from storage.errors import StorageError
from storage.queue import Queue
from storage.store import Store
from storage.types import Standing
from storage.work import WORK_CHANNEL

TASK = "codibot.answer"
QUICK, PHOTOS = "questions", "photos"
"""Two queues: what takes milliseconds waits for no photo."""
LOOK_SECONDS = 1.0
ALONE_SECONDS = 60.0
"""Without a living worker for so long, whoever asked is told."""
KEPT = "kept:"
"""Begins the name of a photo that Telegram does not have: its bytes wait among the results."""

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Asked:
    """A question on its way."""

    queue: str
    ahead: Ahead
    reply: asyncio.Future[Value] = field(default_factory=lambda: asyncio.get_running_loop().create_future())
    job: int | None = None  # none: it is not in the queue yet
    since: float = 0.0  # by the loop's clock, in the queue


class ModelsElsewhere(Models):
    """Asks by jobs. No process of one's own: `codibot worker` answers, on as many machines as there are."""

    def __init__(self, settings: Settings, store: Store) -> None:
        self._settings = settings
        self._store = store
        self._queue: Queue | None = None
        self._asked: dict[str, _Asked] = {}
        self._standing = Standing((), 0)
        self._lonely_since: float | None = None
        self._tasks: list[asyncio.Task[None]] = []

    async def start(self) -> None:
        """Opens the queue; workers may come later. Raises StorageError."""
        self._queue = await Queue.open(self._settings.database_url)
        self._standing = await self._queue.standing()
        self._tasks = [asyncio.create_task(unceasing(work)) for work in (self._hear, self._watch)]

    async def close(self) -> None:
        """Hears no more; whoever still waits gets WorkerLost."""
        for task in self._tasks:
            task.cancel()
        if self._tasks:
            await asyncio.wait(self._tasks)
        self._tell_all(WorkerLost("codibot is closing."))
        if self._queue:
            await self._queue.close()

    @property
    def waiting(self) -> int:
        """Photos in line, for all processes together, as of a moment ago."""
        return sum(queue == PHOTOS for _, queue, _ in self._standing.jobs)

    @property
    def running(self) -> bool:
        """Whether a worker lives."""
        return bool(self._tasks) and self._standing.workers > 0

    @property
    def memory(self) -> int:
        """That of others."""
        return 0

    async def _ask(self, request: Request, photos: Sequence[Picture] = (), ahead: Ahead = unheard) -> Value:
        if self._queue is None or not self._tasks:
            raise WorkerLost("codibot is not connected to its workers.")
        if isinstance(request, See):
            await self._require_room()
        name, asked = secrets.token_hex(16), _Asked(QUICK if is_quick(request) else PHOTOS, ahead)
        self._asked[name] = asked
        try:
            with MODELS.timed(type(request).__name__):
                arguments = {
                    "name": name,
                    "request": records.plain(request),
                    "photos": [await self._where(each) for each in photos],
                }
                asked.job = await self._queue.defer(TASK, asked.queue, arguments)
                asked.since = asyncio.get_running_loop().time()
                if isinstance(request, See):
                    await self._look_if_possible()
                return await asked.reply
        except asyncio.CancelledError:  # nobody waits for it any more
            await asyncio.shield(self._withdraw(asked))
            raise
        finally:
            del self._asked[name]

    async def _withdraw(self, asked: _Asked) -> None:
        if self._queue is not None and asked.job is not None:
            with suppress(StorageError):
                await self._queue.cancel(asked.job)

    async def _require_room(self) -> None:
        await self._look_if_possible()
        if self.waiting >= self._settings.queue:
            raise WorkerBusy(self.waiting)

    async def _where(self, picture: Picture) -> str:
        """Where a worker finds a photo: on Telegram, or, where only codibot has it, in the database."""
        if not isinstance(picture, bytes):
            return picture.file_id
        place = f"{KEPT}{hashlib.sha256(picture).hexdigest()}"
        await self._store.keep_result(place, picture, tell=False)
        return place

    async def _hear(self) -> None:
        async for said in self._store.heard(WORK_CHANNEL):
            if not said or said in self._asked:
                await self._collect()

    async def _watch(self) -> None:
        """What the line forgot to say is found by looking."""
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            try:
                looked = asyncio.get_running_loop().time()
                await self._look()
                if self._asked:
                    standing = self._standing
                    await self._collect()
                    self._miss(standing, looked)
            except (StorageError, TimeoutError):
                self._lonely_since = None  # who cannot look knows nothing of workers

    async def _look_if_possible(self) -> None:
        with suppress(StorageError, TimeoutError):
            await self._look()

    async def _look(self) -> None:
        assert self._queue is not None
        async with asyncio.timeout(5):
            self._standing = await self._queue.standing()
        for asked in self._asked.values():
            self._tell_place(asked)

    async def _collect(self) -> None:
        """Hands out what came back."""
        try:
            for name, body in (await self._store.take_results(list(self._asked))).items():
                if (asked := self._asked.get(name)) is not None and not asked.reply.done():
                    _settle(asked.reply, _read(body))
        except StorageError as error:
            _log.warning("answers could not be fetched: %s", error)

    def _tell_place(self, asked: _Asked) -> None:
        if asked.queue == PHOTOS and asked.job is not None and not asked.reply.done():
            waits = self._standing.waits(asked.job) or not self._standing.holds(asked.job)
            asked.ahead(self._standing.before(asked.job, PHOTOS) if waits else 0)

    def _miss(self, standing: Standing, looked: float) -> None:
        """A job that was gone before its answer was looked for has none; without workers none comes."""
        self._lonely_since = None if standing.workers else self._lonely_since or looked
        if self._lonely_since is not None and looked - self._lonely_since > ALONE_SECONDS:
            self._tell_all(WorkerLost("No worker lives."))
        for asked in self._asked.values():
            if asked.job is not None and asked.since < looked and not standing.holds(asked.job):
                _give_up(asked, WorkerLost("A job vanished."))

    def _tell_all(self, error: Exception) -> None:
        for asked in self._asked.values():
            _give_up(asked, error)


def _read(body: bytes) -> Any:
    """What a worker said; of one that is of another version perhaps nothing."""
    try:
        return records.loads(body)
    except ValueError as error:
        _log.error("an answer cannot be read: %s", error)
        return Lost("A worker of another version answered.")


def _give_up(asked: _Asked, error: Exception) -> None:
    if not asked.reply.done():
        asked.reply.set_exception(error)


def _settle(reply: asyncio.Future[Value], said: Any) -> None:
    match said:
        case Done(value):
            reply.set_result(value)
        case Refused(error):
            reply.set_exception(error)
        case Unfetched():
            reply.set_exception(Sorry("download-failed"))
        case Lost(why):
            reply.set_exception(WorkerLost(why))
        case Broke(traceback):
            reply.set_exception(ModelsFault(traceback))
