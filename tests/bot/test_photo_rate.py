"""A person's photos in a minute have a limit; other people do not feel it."""

from __future__ import annotations

import pytest

from bot import photo_rate
from bot.errors import Sorry
from bot.photo_rate import PhotoRate


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_one_more_than_the_limit_is_asked_to_wait_and_others_are_not() -> None:
    clock = Clock()
    rate = PhotoRate(2, clock)
    rate.require(1)
    clock.now = 10
    rate.require(1)
    with pytest.raises(Sorry) as sorry:
        rate.require(1)
    assert (sorry.value.key, sorry.value.values) == ("too-many-photos", {"seconds": 50})
    rate.require(2)
    clock.now = 60
    rate.require(1)


def test_photos_sent_together_count_each() -> None:
    rate = PhotoRate(3, Clock())
    rate.require(1, photos=3)
    with pytest.raises(Sorry):
        rate.require(1)


def test_memory_does_not_grow_with_the_people(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(photo_rate, "PEOPLE", 5)
    clock = Clock()
    rate = PhotoRate(2, clock)
    for person in range(100):
        clock.now = person * 100
        rate.require(person)
    assert len(rate._sent) <= 6
