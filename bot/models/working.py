"""`codibot worker`: does the jobs of bots that share its database, beside as many others as there are."""

from __future__ import annotations

import asyncio
import hashlib
import logging
import signal
import sys
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass
from typing import Any

from telegram.ext import ExtBot

from bot.calls import telegram_requests
from bot.calls.introducing import introduced
from bot.calls.patience import Patience
from bot.errors import Sorry, StartError
from bot.models import records
from bot.models.doors import ModelsFault, WorkerError
from bot.models.elsewhere import KEPT, PHOTOS, QUICK, TASK
from bot.models.messages import Broke, Brought, Done, Lost, Refused, Request, See, Unfetched, with_photos
from bot.models.sent_photo import fetched
from bot.models.worker import ModelsWorker
from bot.settings import Settings
from retrieval.errors import RetrievalError
from retrieval.index import folders, manifest
from storage.errors import StorageError
from storage.queue import Arguments, Queue
from storage.store import Store

INDEX_TASK, INDEXING = "codibot.index", "indexing"
AT_ONCE = {QUICK: 4, PHOTOS: 2}
"""Jobs in hand, so that one is fetched while another is looked at. Indexing has a place of its own."""
RESCUE_SECONDS = 3.0
NICENESS = 10

_log = logging.getLogger(__name__)


def main(settings: Settings) -> None:
    """Works until SIGINT or SIGTERM. Raises StartError, StorageError, RetrievalError, WorkerError."""
    asyncio.run(_run(settings))


async def _run(settings: Settings) -> None:
    if settings.telegram_token is None:
        raise StartError("TELEGRAM_TOKEN is not set: photos are fetched from Telegram with it.")
    async with AsyncExitStack() as opened:
        store = await Store.open(settings.database_url)
        opened.push_async_callback(store.close)
        queue = await Queue.open(settings.database_url)
        opened.push_async_callback(queue.close)
        models = ModelsWorker(settings)
        opened.push_async_callback(models.close)
        await models.start()
        bot = _bot(settings)
        opened.push_async_callback(_farewell, bot)
        await introduced(bot.initialize)
        worker = Worker(settings, store, queue, models, bot)
        _log.info("codibot's worker is ready")
        await _until_told_to_stop(worker)


@dataclass(frozen=True, slots=True)
class Worker:
    """Takes jobs out of the queue, and puts what was found where it is waited for."""

    settings: Settings
    store: Store
    queue: Queue
    models: ModelsWorker
    bot: ExtBot[Any]

    async def work(self) -> None:
        """Until it is cancelled."""
        await asyncio.gather(
            self.queue.work(TASK, AT_ONCE, self.answer),
            self.queue.work(INDEX_TASK, {INDEXING: 1}, self.index),
            self.rescue(),
        )

    async def answer(self, task: str, arguments: Arguments) -> None:
        """One question of the conversation; whatever becomes of it is said to whoever asked."""
        brought = await self._brought(arguments)
        await self.store.keep_result(str(arguments["name"]), records.dumps(brought))

    async def index(self, task: str, arguments: Arguments) -> None:
        """Lookbooks, in a process of their own that gives way to photos. What is known is not seen again."""
        command = [sys.executable, "-m", "bot.cli", "index", "--data", str(self.settings.data), "--"]
        process = await asyncio.create_subprocess_exec(
            "nice", f"-n{NICENESS}", *command, *arguments["lookbooks"], stdout=asyncio.subprocess.DEVNULL
        )
        try:
            code = await process.wait()
        except asyncio.CancelledError:
            with suppress(ProcessLookupError):
                process.terminate()
            raise
        _log.log(logging.WARNING if code else logging.INFO, "indexing ended with %d", code)

    async def rescue(self) -> None:
        """What dead workers left is given out again; what is given up is said."""
        while True:
            await asyncio.sleep(RESCUE_SECONDS)
            with suppress(StorageError):
                for arguments in await self.queue.rescue():
                    if "name" in arguments:
                        lost = records.dumps(Lost("Several workers died under it."))
                        await self.store.keep_result(str(arguments["name"]), lost)
                await self.store.prune_results()

    async def _brought(self, arguments: Arguments) -> Brought:
        try:
            photos = [await self._photo(str(place)) for place in arguments["photos"]]
            request: Request = with_photos(records.record(arguments["request"]), photos)
            return await self._seen(request) if isinstance(request, See) else await self._done(request)
        except Sorry:
            return Unfetched()
        except RetrievalError as error:
            return Refused(error)
        except WorkerError as error:
            return Lost(str(error))
        except ModelsFault as fault:
            return Broke(str(fault))
        except Exception:
            _log.exception("a job met a surprise")
            return Broke("a worker met a surprise, which is in its log")

    async def _photo(self, place: str) -> bytes:
        if not place.startswith(KEPT):
            return await fetched(self.bot, place)
        kept = await self.store.result(place)
        if kept is None:
            raise Sorry("download-failed")
        return kept

    async def _done(self, request: Request) -> Done:
        return Done(await self.models.answer(request), self.models.memory)

    async def _seen(self, request: See) -> Done:
        """The same photo, looked at by the same models a moment ago, is not looked at again."""
        name = f"{hashlib.sha256(request.data).hexdigest()} {request.whole} {self._version()}"
        known = await self.store.result(name)
        if known is not None:
            return Done(records.loads(known), self.models.memory)
        done = await self._done(request)
        await self.store.keep_result(name, records.dumps(done.value), tell=False)
        return done

    def _version(self) -> str:
        """What a sight depends on, besides its photo."""
        used = manifest.read(folders.current(self.settings.index_dir))
        what = f"{used.embedder} {used.cutter} {self.settings.cutout} {self.settings.models}"
        return hashlib.sha256(what.encode()).hexdigest()[:16]


def _bot(settings: Settings) -> ExtBot[Any]:
    assert settings.telegram_token is not None
    return ExtBot(
        settings.telegram_token.get_secret_value(),
        base_url=f"{settings.telegram_api_url}/bot",
        base_file_url=f"{settings.telegram_api_url}/file/bot",
        request=telegram_requests.CallsAndUploads(),
        get_updates_request=telegram_requests.polling(),
        rate_limiter=Patience(),
    )


async def _farewell(bot: ExtBot[Any]) -> None:
    await bot.shutdown()


async def _until_told_to_stop(worker: Worker) -> None:
    loop, stop = asyncio.get_running_loop(), asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    working, stopping = asyncio.create_task(worker.work()), asyncio.create_task(stop.wait())
    await asyncio.wait({working, stopping}, return_when=asyncio.FIRST_COMPLETED)
    for task in (working, stopping):
        task.cancel()
    await asyncio.wait({working, stopping})
    if not working.cancelled():
        working.result()
