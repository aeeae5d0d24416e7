"""The one doorway from the event loop to the models' process."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import logging
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.figures.measures import MODELS
from bot.models.doors import Ahead, Models, ModelsFault, WorkerBusy, WorkerError, WorkerLost, unheard
from bot.models.messages import Request, See, Value, is_quick, with_photos
from bot.models.pipe import ModelsPipe, ProcessEnded
from bot.models.sent_photo import Picture, data_of
from bot.settings import Settings

__all__ = ["ModelsFault", "ModelsWorker", "WorkerBusy", "WorkerError", "WorkerLost"]

ATTEMPTS = 2
"""A photo whose process dies under it is tried once more: a second death is the photo's own doing."""

log = logging.getLogger(__name__)


@dataclass(order=True, slots=True)
class _Job:
    """A request in line. Re-ranking takes milliseconds, so it goes before photos, which take hundreds."""

    urgency: int
    number: int
    request: Request = field(compare=False)
    answer: asyncio.Future[Value] = field(compare=False)


class ModelsWorker(Models):
    """A bounded line before a process that answers one request at a time and comes back when it dies."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._jobs: asyncio.PriorityQueue[_Job] = asyncio.PriorityQueue()
        self._standing: Counter[type[Request]] = Counter()
        self._numbers = itertools.count()
        self._line: list[Ahead] = []  # who hears how many photos are before theirs
        self._pipe: ModelsPipe | None = None
        self._serving: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Loads the models. Raises retrieval's errors, ModelsFault or WorkerLost where that fails."""
        try:
            self._pipe = await ModelsPipe.spawn(self._settings)
        except ProcessEnded:
            raise WorkerLost("The models' process ended while it loaded its models.") from None
        self._serving = asyncio.create_task(self._serve(), name="models worker")

    async def close(self) -> None:
        """Ends the process in order; whoever still waits gets WorkerLost."""
        if self._serving:
            self._serving.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._serving
        while not self._jobs.empty():
            _fail(self._jobs.get_nowait(), WorkerLost("codibot is closing."))
        if self._pipe:
            await self._pipe.close()

    async def answer(self, request: Request, ahead: Ahead = unheard) -> Value:
        """The answer to a whole request, in its turn. Raises as `see` does, but for what fetching raises."""
        if not isinstance(request, See):
            return await self._in_line(request)
        self._require_room(See)
        self._line.append(ahead)
        ahead(len(self._line) - 1)
        try:
            return await self._in_line(request)
        finally:
            self._step_out(ahead)

    @property
    def waiting(self) -> int:
        """Photos in line, the one under work included: a new one has this many before it."""
        return len(self._line)

    @property
    def running(self) -> bool:
        """Whether a request would be taken now."""
        return self._serving is not None and not self._serving.done() and self._pipe is not None

    @property
    def memory(self) -> int:
        """Resident memory of the models' process in bytes, as of its latest answer."""
        return self._pipe.memory if self._pipe else 0

    async def _ask(self, request: Request, photos: Sequence[Picture] = (), ahead: Ahead = unheard) -> Value:
        return await self.answer(with_photos(request, [await data_of(each) for each in photos]), ahead)

    async def _in_line(self, request: Request) -> Value:
        if self._serving is None or self._serving.done():
            raise WorkerLost("The models' process is not running.")
        kind = type(request)
        self._require_room(kind)
        answer: asyncio.Future[Value] = asyncio.get_running_loop().create_future()
        self._standing[kind] += 1
        self._jobs.put_nowait(_Job(not is_quick(request), next(self._numbers), request, answer))
        try:
            with MODELS.timed(kind.__name__):
                return await answer
        finally:
            self._standing[kind] -= 1

    def _require_room(self, kind: type[Request]) -> None:
        if self._standing[kind] >= self._settings.queue:
            raise WorkerBusy(self._standing[kind])

    def _step_out(self, ahead: Ahead) -> None:
        """One less before everybody behind."""
        place = next(place for place, other in enumerate(self._line) if other is ahead)
        del self._line[place]
        for before, behind in enumerate(self._line[place:], place):
            behind(before)

    async def _serve(self) -> None:
        while True:
            job = await self._next_job()
            # Whoever asked may have gone. A request under work is finished all the same: replies stay paired.
            if not job.answer.done():
                await self._answer(job)

    async def _next_job(self) -> _Job:
        getting = asyncio.ensure_future(self._jobs.get())
        try:
            while self._pipe and not getting.done():
                await asyncio.wait({getting, self._pipe.ended}, return_when=asyncio.FIRST_COMPLETED)
                if self._pipe.ended.done():
                    await self._come_back()
            return await getting
        finally:
            getting.cancel()

    async def _come_back(self) -> None:
        """Spawns anew a process that died idle; where that fails the next request tries again."""
        log.warning("the models' process ended; starting it again")
        self._pipe = None
        try:
            self._pipe = await ModelsPipe.spawn(self._settings)
        except Exception as error:
            log.warning("the models' process does not come back: %r", error)

    async def _answer(self, job: _Job) -> None:
        for _ in range(ATTEMPTS):
            try:
                pipe = await self._alive()
                _succeed(job, await pipe.ask(job.request))
                return
            except ProcessEnded:
                log.warning("the models' process ended under a request")
            except Exception as error:  # whoever asked must hear of it, and the line must go on
                _fail(job, error)
                return
            except asyncio.CancelledError:
                _fail(job, WorkerLost("codibot is closing."))
                raise
        _fail(job, WorkerLost("The models' process ended twice under the same request."))

    async def _alive(self) -> ModelsPipe:
        if self._pipe is None or self._pipe.ended.done():
            self._pipe = None
            self._pipe = await ModelsPipe.spawn(self._settings)
        return self._pipe


def _succeed(job: _Job, value: Value) -> None:
    if not job.answer.done():
        job.answer.set_result(value)


def _fail(job: _Job, error: Exception) -> None:
    if not job.answer.done():
        job.answer.set_exception(error)
