"""One life of the models' process, as the event loop sees it: spawn, ask, close."""

from __future__ import annotations

import asyncio
import contextlib
import pickle
import sys
from asyncio.subprocess import PIPE, Process
from typing import Any

from bot.errors import ModelsFault
from bot.models.messages import LENGTH, Broke, Done, Refused, Reply, Request, Value, framed
from bot.settings import Settings

OPENING_SECONDS = 300.0  # a model may have to be downloaded first
CLOSING_SECONDS = 10.0


class ProcessEnded(Exception):
    """The process ended, or was ended because it did not answer in time."""


class ModelsPipe:
    """A running models' process. One request at a time: the caller sees to that."""

    def __init__(self, process: Process, seconds: float) -> None:
        self._process = process
        self._seconds = seconds
        self.memory = 0
        self.ended = asyncio.ensure_future(process.wait())

    @classmethod
    async def spawn(cls, settings: Settings) -> ModelsPipe:
        """Starts the process and waits until its models are loaded.

        Raises retrieval's errors where they cannot be, ModelsFault on a surprise, ProcessEnded if it dies.
        """
        command = (sys.executable, "-m", "bot.models.process")
        process = await asyncio.create_subprocess_exec(*command, stdin=PIPE, stdout=PIPE)
        pipe = cls(process, settings.photo_seconds)
        try:
            await pipe._exchange(settings, OPENING_SECONDS)
        except BaseException:
            await pipe.kill()
            raise
        return pipe

    async def ask(self, request: Request) -> Value:
        """The answer to one request. Raises as `spawn` does."""
        return await self._exchange(request, self._seconds)

    async def close(self) -> None:
        """Lets the process finish and go; one that does not go is killed."""
        if self._process.stdin:
            self._process.stdin.close()
        try:
            await asyncio.wait_for(asyncio.shield(self.ended), CLOSING_SECONDS)
        except TimeoutError:
            await self.kill()

    async def kill(self) -> None:
        """Ends the process at once."""
        with contextlib.suppress(ProcessLookupError):
            self._process.kill()
        await self.ended

    async def _exchange(self, message: Any, seconds: float) -> Value:
        try:
            async with asyncio.timeout(seconds):
                reply = await self._round_trip(message)
        except TimeoutError:
            await self.kill()
            raise ProcessEnded from None
        except (EOFError, ConnectionError):
            await self.kill()
            raise ProcessEnded from None
        return self._value(reply)

    async def _round_trip(self, message: Any) -> Reply:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(framed(message))
        await self._process.stdin.drain()
        (length,) = LENGTH.unpack(await self._process.stdout.readexactly(LENGTH.size))
        reply: Reply = pickle.loads(await self._process.stdout.readexactly(length))
        return reply

    def _value(self, reply: Reply) -> Value:
        match reply:
            case Done(value, memory):
                self.memory = memory
                return value
            case Refused(error):
                raise error
            case Broke(traceback):
                raise ModelsFault(traceback)
