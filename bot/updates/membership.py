"""One of several processes of a bot: it says that it lives, watches the others, takes up what one left."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

from bot.context import Codibot
from bot.unceasing import unceasing
from bot.updates.inbox import InOrder
from bot.updates.shared_inbox import SharedInbox
from storage.errors import StorageError
from storage.processes import UPDATES_CHANNEL
from storage.types import Beat

BEAT_SECONDS = 1.0
ANSWER_SECONDS = 5.0
SILENT_SECONDS = 20.0
"""A process that could not say for so long that it lives stops its work: others may be about to take it."""
DEAD_SECONDS = 30.0
"""A process that said nothing for so long, while one could listen, is dead to who listened."""

_log = logging.getLogger(__name__)


@asynccontextmanager
async def belonging(application: Codibot) -> AsyncIterator[None]:
    """Belongs to the processes while the block runs; nothing where one process has the inbox to itself."""
    inbox, order = application.update_queue, application.update_processor
    assert isinstance(order, InOrder)
    if not isinstance(inbox, SharedInbox):
        yield
        return
    member = Member(application, inbox, order)
    living = [asyncio.create_task(unceasing(work)) for work in (member.live, member.hear)]
    try:
        yield
    finally:
        for task in living:
            task.cancel()
        await asyncio.wait(living)
        await member.leave()


class Member:
    """Its beat, and those of the others as it heard them."""

    def __init__(self, application: Codibot, inbox: SharedInbox, order: InOrder) -> None:
        self._store = application.services.store
        self._bot_id = application.bot.id
        self._inbox, self._order = inbox, order
        self._called = asyncio.Event()
        self._spoke = asyncio.get_running_loop().time()
        self._heard: dict[int, tuple[int, float]] = {}  # of each other: its number of beats, since when

    async def live(self) -> None:
        """Until it is cancelled."""
        while True:
            try:
                async with asyncio.timeout(BEAT_SECONDS):
                    await self._called.wait()
            except TimeoutError:
                pass
            self._called.clear()
            try:
                async with asyncio.timeout(ANSWER_SECONDS):
                    await self._beat()
            except Exception as error:  # a surprise keeps it silent, too
                self._fall_silent()
                if not isinstance(error, StorageError | TimeoutError):
                    raise

    async def hear(self) -> None:
        """Until it is cancelled: what another process received, or left, is seen to at once."""
        async for said in self._store.heard(UPDATES_CHANNEL):
            if said in ("", str(self._inbox.process)):
                self._called.set()

    async def leave(self) -> None:
        """What is not answered is left to the others. Where storage does not answer they find out."""
        try:
            async with asyncio.timeout(ANSWER_SECONDS):
                await self._store.leave(self._bot_id, self._inbox.process)
        except (StorageError, TimeoutError) as error:
            _log.warning("the other processes could not be told: %s", error or "storage does not answer")

    async def _beat(self) -> None:
        beat = await self._store.beat(self._bot_id, self._inbox.process)
        self._spoke = asyncio.get_running_loop().time()
        if beat.known:
            await self._look_after(beat)
        else:
            await self._come_back()
        await self._inbox.take()

    async def _look_after(self, beat: Beat) -> None:
        dead = self._dead(beat.others)
        for process in [*dead, *([None] if beat.orphans and not dead else [])]:
            taken = await self._store.adopt(self._bot_id, self._inbox.process, process)
            _log.info("%d updates that another process left are answered now", taken)

    async def _come_back(self) -> None:
        """The others took it for dead, and its work with it: it goes on as a new one."""
        _log.warning("this process was taken for dead; it begins anew")
        self._order.let_go()
        self._inbox.process = await self._store.join(self._bot_id)

    def _fall_silent(self) -> None:
        self._heard.clear()  # who cannot listen knows of nobody
        silent = asyncio.get_running_loop().time() - self._spoke
        if silent > SILENT_SECONDS and self._order.open:
            _log.error("storage is gone for %.0f s; work in hand is stopped until it is back", silent)
            self._order.let_go()

    def _dead(self, others: Mapping[int, int]) -> list[int]:
        now = asyncio.get_running_loop().time()
        former, self._heard = self._heard, {}
        for process, beats in others.items():
            known, since = former.get(process, (beats, now))
            self._heard[process] = (beats, since if known == beats else now)
        return [process for process, (_, since) in self._heard.items() if now - since > DEAD_SECONDS]
