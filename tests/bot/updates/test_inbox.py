"""Received once it is stored; chats side by side, one chat in order; closed after the answer."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

import pytest
from telegram import Bot, CallbackQuery, Chat, Message, Update, User
from telegram.error import NetworkError

from bot.updates.inbox import Inbox, InOrder
from storage.errors import StorageFull
from storage.store import Store

ME = User(7, "codibot", is_bot=True)


class SilentBot(Bot):
    """Knows who it is without asking Telegram."""

    @property
    def id(self) -> int:
        return ME.id


BOT = SilentBot("7:token")


def update(number: int, chat: int = 1) -> Update:
    person = User(chat, "민지", is_bot=False)
    message = Message(number, datetime.now(UTC), Chat(chat, "private"), from_user=person, text=str(number))
    made = Update(number, message=message)
    for thing in (made, message):
        thing.set_bot(BOT)
    return made


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    opened = await Store.open(f"sqlite+aiosqlite:///{tmp_path / 'codibot.db'}")
    yield opened
    await opened.close()


async def test_an_update_stands_in_storage_before_it_is_queued(store: Store) -> None:
    inbox = Inbox(store)
    await inbox.put(update(1))
    assert [each.update_id for each in await store.open_updates(ME.id)] == [1]
    assert inbox.qsize() == 1


async def test_an_update_that_comes_twice_is_queued_once(store: Store) -> None:
    inbox = Inbox(store)
    await inbox.put(update(1))
    await inbox.put(update(1))
    assert inbox.qsize() == 1


async def test_a_poll_is_stored_in_one_go_and_each_update_queued_once(store: Store) -> None:
    inbox = Inbox(store)
    await inbox.put(update(2))
    await inbox.put_all([update(1), update(2), update(3), update(3)])
    assert [each.update_id for each in await store.open_updates(ME.id)] == [2, 1, 3]
    assert inbox.qsize() == 3


async def test_what_storage_refuses_is_not_queued_so_that_telegram_repeats_it() -> None:
    class Full:
        async def receive_all(self, *of_updates: object) -> set[int]:
            raise StorageFull("the disk is full")

    inbox = Inbox(cast(Store, Full()))
    with pytest.raises(NetworkError):
        await inbox.put(update(1))
    assert inbox.empty()


async def test_what_was_left_open_is_queued_in_order_as_it_came(store: Store) -> None:
    before = Inbox(store)
    for number in (1, 2, 3):
        await before.put(update(number))
    await store.close_update(ME.id, 2)
    inbox = Inbox(store)
    assert await inbox.reopen(BOT) == 2
    first = inbox.get_nowait()
    assert isinstance(first, Update)
    assert first.message
    assert first.message.text == "1"
    assert first.message.get_bot() is BOT


async def test_one_chat_is_answered_in_order_while_others_go_on(store: Store) -> None:
    done: list[str] = []
    slow = asyncio.Event()

    async def answer(name: str, wait: asyncio.Event | None = None) -> None:
        if wait:
            await wait.wait()
        done.append(name)

    order = InOrder(store)
    first = asyncio.create_task(order.process_update(update(1, chat=1), answer("first", slow)))
    await asyncio.sleep(0.05)
    second = asyncio.create_task(order.process_update(update(2, chat=1), answer("second")))
    await order.process_update(update(3, chat=2), answer("other chat"))
    assert done == ["other chat"]
    slow.set()
    await asyncio.gather(first, second)
    assert done == ["other chat", "first", "second"]
    assert not order._lines


async def test_an_answered_update_is_closed_and_an_interrupted_one_is_not(store: Store) -> None:
    inbox, order = Inbox(store), InOrder(store)
    await inbox.put(update(1))
    await inbox.put(update(2, chat=2))
    await order.process_update(update(1), asyncio.sleep(0))
    interrupted = asyncio.create_task(order.process_update(update(2, chat=2), asyncio.Event().wait()))
    await asyncio.sleep(0.05)
    interrupted.cancel()
    await asyncio.gather(interrupted, return_exceptions=True)
    assert [(each.update_id, each.attempts) for each in await store.open_updates(ME.id)] == [(2, 1)]


class Tap(CallbackQuery):
    """A tap that notes its answers."""

    __slots__ = ("answers",)

    async def answer(self, text: str | None = None, *_: object, **__: object) -> bool:  # type: ignore[override]
        self.answers.append(text)
        return True


def tap(number: int) -> tuple[Update, list[str | None]]:
    answers: list[str | None] = []
    query = Tap(str(number), User(1, "민지", is_bot=False), "chat", data="panel:open")
    with query._unfrozen():
        query.answers = answers
    made = Update(number, callback_query=query)
    made.set_bot(BOT)
    return made, answers


async def test_a_tap_whose_handler_is_busy_is_answered_beside_it(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.updates.inbox.PROMPT_SECONDS", 0.01)
    order, busy = InOrder(store), asyncio.Event()
    tapped, answers = tap(1)
    working = asyncio.create_task(order.process_update(tapped, busy.wait()))
    while not answers:
        await asyncio.sleep(0.01)
    assert not order.first_to_hear(1)
    busy.set()
    await working
    assert answers == [None]


async def test_a_tap_that_was_answered_is_not_answered_again(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.updates.inbox.PROMPT_SECONDS", 0.01)
    order = InOrder(store)
    tapped, answers = tap(1)
    assert order.first_to_hear(1)
    await order.process_update(tapped, asyncio.sleep(0.05))
    assert answers == []


async def test_an_answered_update_that_could_not_be_closed_is_closed_with_the_next(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    inbox = Inbox(store)
    order, close, full, done = InOrder(store, inbox), store.close_update, [True], list[int]()
    monkeypatch.setattr(inbox, "done", done.append)

    async def perhaps(bot_id: int, update_id: int, newest: int | None) -> None:
        if full[0]:
            raise StorageFull("the disk is full")
        await close(bot_id, update_id, newest)

    monkeypatch.setattr(store, "close_update", perhaps)
    for number in (1, 2):
        await inbox.put(update(number))
    await order.process_update(update(1), asyncio.sleep(0))
    assert done == []  # else it would be taken up again
    full[0] = False
    await order.process_update(update(2), asyncio.sleep(0))
    assert await store.open_updates(ME.id) == ()
    assert sorted(set(done)) == [1, 2]


async def test_an_answered_update_that_could_not_be_closed_is_closed_at_the_stop(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    inbox = Inbox(store)
    order = InOrder(store, inbox)
    await inbox.put(update(1))

    async def refuse(*_: object) -> None:
        raise StorageFull("the disk is full")

    with monkeypatch.context() as full:
        full.setattr(store, "close_update", refuse)
        await order.process_update(update(1), asyncio.sleep(0))
    assert [each.update_id for each in await store.open_updates(ME.id)] == [1]
    await order.shutdown()
    assert await store.open_updates(ME.id) == ()


async def test_an_update_that_cannot_be_read_again_holds_nothing_up(store: Store) -> None:
    await store.receive(ME.id, 1, 1, '{"update_id": 1, "callback_query": {"id": "1"}}')
    await Inbox(store).put(update(2))
    inbox = Inbox(store)
    await inbox.reopen(BOT)
    assert inbox.qsize() == 1
    assert [each.update_id for each in await store.open_updates(ME.id)] == [2]
