"""What is counted, and how the owner's numbers come of it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from telegram import Chat, Message, PhotoSize, Update, User

from bot.figures.stats import stats
from bot.figures.tally import Tally, wait_name
from bot.pages.stats_page import stats_page
from retrieval.types import Answer, Recommendation
from storage.errors import StorageFull
from storage.store import Store

FOUND = Answer((Recommendation("a", 1, 1.0, (), ()),), (), 1)
EMPTY = Answer((), (), 0)


@pytest.fixture
async def store(tmp_path):
    store = await Store.open(f"sqlite+aiosqlite:///{tmp_path / 'codibot.db'}")
    yield store
    await store.close()


def update(number, text=None, photo=()):
    who = User(1, "x", False)
    return Update(number, Message(number, datetime.now(UTC), Chat(1, "private"), who, text=text, photo=photo))


async def test_a_day_in_numbers(store):
    tally = Tally()
    tally.came(first := update(1, photo=[PhotoSize("a", "a", 1, 1)]))
    tally.answered(first, FOUND, ["데님"])
    tally.came(update(2, text="/save 3"))
    tally.came(update(3, text="/saved"))
    tally.answered(update(4), EMPTY, ["망토", "제 번호는 010"])
    await tally.flush(store)
    await tally.flush(store)
    numbers = await stats(store, days=7)
    assert [numbers.total(name) for name in ("photos", "answers", "empty answers", "saves")] == [1, 2, 1, 1]
    assert numbers.missed == (("망토", 1),)
    assert numbers.wait == 1
    assert "half of the answers came within 1 s" in stats_page(numbers)
    assert len(numbers.days) == len(numbers.daily["photos"]) == 7
    assert "망토" in stats_page(numbers)


async def test_numbers_of_nothing(store):
    numbers = await stats(store, days=2)
    assert (numbers.people, numbers.wait, numbers.missed) == (0, None, ())
    assert "came within" not in stats_page(numbers)


async def test_a_wait_beyond_all_spans_is_not_called_a_number(store):
    await store.count([wait_name(99)], 3)
    await store.count([wait_name(2)], 1)
    numbers = await stats(store, days=1)
    assert numbers.wait is None
    assert "came within" not in stats_page(numbers)


@pytest.mark.parametrize(("seconds", "name"), [(0.2, "waited 1"), (2.0, "waited 2"), (99, "waited longer")])
def test_waits_are_counted_by_their_span(seconds, name):
    assert wait_name(seconds) == name


async def test_what_storage_refuses_is_counted_later(store, monkeypatch):
    tally = Tally()
    tally.answered(None, FOUND, [])

    async def refuse(*args):
        raise StorageFull("full")

    with monkeypatch.context() as broken:
        broken.setattr(Store, "count", refuse)
        await tally.flush(store)
    await tally.flush(store)
    assert (await stats(store, 1)).total("answers") == 1
