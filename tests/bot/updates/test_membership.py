"""Several processes of a bot: each chat is answered by one, in order; what one leaves another takes up."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from types import SimpleNamespace
from typing import Any, cast

import pytest
from telegram import Update

from bot.context import Codibot
from bot.updates import membership
from bot.updates.inbox import InOrder
from bot.updates.membership import Member, belonging
from bot.updates.shared_inbox import SharedInbox
from storage.errors import StorageUnavailable
from storage.store import Store
from tests.bot.updates.test_inbox import BOT, ME, update


class Process:
    """As much of a bot's process as takes updates and answers them, slowly where it is told to."""

    def __init__(self, store: Store, said: list[tuple[str, int]], name: str) -> None:
        self.store, self.said, self.name = store, said, name
        self.inbox = SharedInbox(store)
        self.order = InOrder(store, self.inbox)
        self.may_answer = asyncio.Event()
        self.may_answer.set()
        self._work: set[asyncio.Task[Any]] = set()

    @property
    def application(self) -> Codibot:
        services = SimpleNamespace(store=self.store)
        return cast(
            Codibot,
            SimpleNamespace(services=services, bot=BOT, update_queue=self.inbox, update_processor=self.order),
        )

    async def fetch(self) -> None:
        while True:
            item = await self.inbox.get()
            assert isinstance(item, Update)
            task = asyncio.create_task(self.order.process_update(item, self._answer(item)))
            self._work.add(task)
            task.add_done_callback(self._work.discard)

    async def _answer(self, item: Update) -> None:
        await self.may_answer.wait()
        self.said.append((self.name, item.update_id))

    async def die(self) -> None:
        """Without a word."""
        for task in self._work:
            task.cancel()
        await asyncio.wait(self._work)


@pytest.fixture(autouse=True)
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(membership, "BEAT_SECONDS", 0.05)
    monkeypatch.setattr(membership, "DEAD_SECONDS", 1.0)


@pytest.fixture
def url(postgres: Any) -> str:
    return str(postgres.url())


@pytest.fixture
async def pair(url: str) -> AsyncIterator[tuple[Process, Process]]:
    said: list[tuple[str, int]] = []
    stores = [await Store.open(url) for _ in range(2)]
    one, other = (Process(store, said, name) for store, name in zip(stores, "AB", strict=True))
    fetching = [asyncio.create_task(each.fetch()) for each in (one, other)]
    for each in (one, other):
        await each.inbox.reopen(BOT)
    yield one, other
    for task in fetching:
        task.cancel()
    for each in (one, other):
        if each._work:
            await each.die()
    for store in stores:
        await store.close()


async def until(process: Process, count: int) -> list[tuple[str, int]]:
    async with asyncio.timeout(60):
        while len(process.said) < count:
            await asyncio.sleep(0.02)
    return process.said


async def test_one_chat_is_answered_in_order_whichever_process_hears_of_it(
    pair: tuple[Process, Process],
) -> None:
    one, other = pair
    async with belonging(one.application), belonging(other.application):
        one.may_answer.clear()
        for number in range(1, 7):
            await (one, other)[number % 2 == 0].inbox.put(update(number))
        await other.inbox.put(update(9, chat=2))
        assert await until(one, 1) == [("B", 9)]
        one.may_answer.set()
        assert (await until(one, 7))[1:] == [("A", number) for number in range(1, 7)]
        await asyncio.sleep(0.2)
        assert len(one.said) == 7


async def test_an_update_that_comes_to_both_is_answered_once(pair: tuple[Process, Process]) -> None:
    one, other = pair
    async with belonging(one.application), belonging(other.application):
        await asyncio.gather(*(each.inbox.put(update(n)) for n in range(1, 6) for each in pair))
        await until(one, 5)
        await asyncio.sleep(0.3)
        assert sorted(number for _, number in one.said) == [1, 2, 3, 4, 5]
    assert await one.store.open_updates(ME.id) == ()


async def test_what_a_dead_process_left_is_answered_by_another_in_order(
    pair: tuple[Process, Process],
) -> None:
    one, other = pair
    one.may_answer.clear()
    for number in (1, 2, 3):
        await one.inbox.put(update(number))
    await asyncio.sleep(0.1)
    await one.die()
    async with belonging(other.application):
        await other.inbox.put(update(4))
        assert await until(other, 4) == [("B", number) for number in (1, 2, 3, 4)]


async def test_who_leaves_in_order_is_relieved_at_once(
    pair: tuple[Process, Process], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(membership, "DEAD_SECONDS", 1000.0)
    one, other = pair
    async with belonging(other.application):
        async with belonging(one.application):
            one.may_answer.clear()
            await one.inbox.put(update(1))
            await asyncio.sleep(0.1)
            one.order.give_up()
        assert await until(other, 1) == [("B", 1)]


async def test_who_was_taken_for_dead_stops_and_begins_anew(pair: tuple[Process, Process]) -> None:
    one, other = pair
    one.may_answer.clear()
    await one.inbox.put(update(1))
    await asyncio.sleep(0.1)
    before = one.inbox.process
    await other.store.adopt(ME.id, other.inbox.process, before)
    await other.inbox.take()
    async with belonging(one.application):
        assert await until(other, 1) == [("B", 1)]
        while one.inbox.process == before:
            await asyncio.sleep(0.02)
        one.may_answer.set()
        await one.inbox.put(update(2))
        assert await until(one, 2) == [("B", 1), ("A", 2)]


async def test_who_cannot_say_that_it_lives_stops_its_work_and_goes_on_later(
    pair: tuple[Process, Process], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(membership, "SILENT_SECONDS", 0.2)
    one, _ = pair
    beat, gone = one.store.beat, asyncio.Event()
    gone.set()

    async def perhaps(*of_process: int) -> Any:
        if gone.is_set():
            raise StorageUnavailable("gone")
        return await beat(*of_process)

    monkeypatch.setattr(one.store, "beat", perhaps)
    async with belonging(one.application):
        one.may_answer.clear()
        await one.inbox.put(update(1))
        while one.order.open or one.inbox._in_hand:
            await asyncio.sleep(0.02)
        assert one.said == []
        one.may_answer.set()
        gone.clear()
        assert await until(one, 1) == [("A", 1)]


async def test_who_cannot_listen_takes_nobody_for_dead(pair: tuple[Process, Process]) -> None:
    one, other = pair
    member = Member(one.application, one.inbox, one.order)
    assert member._dead({other.inbox.process: 3}) == []
    await asyncio.sleep(1.1)
    member._fall_silent()
    assert member._dead({other.inbox.process: 3}) == []
    await asyncio.sleep(1.1)
    assert member._dead({other.inbox.process: 3}) == [other.inbox.process]


async def test_an_update_that_cannot_be_read_again_holds_nothing_up(pair: tuple[Process, Process]) -> None:
    one, _ = pair
    torn = '{"update_id": 1, "callback_query": {"id": "1"}}'
    await one.store.receive_shared(ME.id, one.inbox.process, [(1, 1, torn)])
    await one.inbox.put(update(2))
    assert await until(one, 1) == [("A", 2)]


async def test_a_process_that_stops_takes_nothing_more(pair: tuple[Process, Process]) -> None:
    """Else its queue would be waited for without end."""
    one, other = pair
    async with belonging(other.application):
        async with belonging(one.application):
            one.may_answer.clear()
            await one.inbox.put(update(1))
            one.inbox.shut()
            await other.inbox.put(update(2))  # for the one that holds the chat
            await asyncio.sleep(0.3)
            assert one.inbox._in_hand == {1: 1}
            one.may_answer.set()
            assert await until(one, 1) == [("A", 1)]
        assert await until(other, 2) == [("A", 1), ("B", 2)]
