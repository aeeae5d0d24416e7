"""A person's photos in a minute have a limit; other people do not feel it."""

from __future__ import annotations

from datetime import timedelta
from typing import cast

import pytest

from bot import photo_rate
from bot.errors import Sorry
from bot.photo_rate import PhotoRate, SharedPhotoRate
from storage.store import Store


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


async def test_one_more_than_the_limit_is_asked_to_wait_and_others_are_not() -> None:
    clock = Clock()
    rate = PhotoRate(2, clock)
    await rate.require(1)
    clock.now = 10
    await rate.require(1)
    with pytest.raises(Sorry) as sorry:
        await rate.require(1)
    assert (sorry.value.key, sorry.value.values) == ("too-many-photos", {"seconds": 50})
    await rate.require(2)
    clock.now = 60
    await rate.require(1)


async def test_photos_sent_together_count_each() -> None:
    rate = PhotoRate(3, Clock())
    await rate.require(1, photos=3)
    with pytest.raises(Sorry):
        await rate.require(1)


async def test_memory_does_not_grow_with_the_people(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(photo_rate, "PEOPLE", 5)
    clock = Clock()
    rate = PhotoRate(2, clock)
    for person in range(100):
        clock.now = person * 100
        await rate.require(person)
    assert len(rate._sent) <= 6


async def test_several_processes_ask_the_database_that_they_share() -> None:
    class Full:
        async def look_at(self, person: int, photos: int, most: int, within: timedelta) -> float | None:
            assert (photos, most, within) == (2, 5, timedelta(minutes=1))
            return 11.2 if person == 1 else None

    rate = SharedPhotoRate(5, cast(Store, Full()))
    await rate.require(2, 2)
    with pytest.raises(Sorry) as sorry:
        await rate.require(1, 2)
    assert sorry.value.values == {"seconds": 12}
