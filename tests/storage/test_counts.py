"""Counts, the lookbook's history, and agreements."""

from __future__ import annotations

from datetime import UTC, datetime

from storage.agreements import NOTICES
from storage.types import Choices


async def test_counts_of_a_day_add_up(store):
    await store.count(["photos", "answers"])
    await store.count(["photos"], by=2)
    found = {each.name: each.value for each in await store.counts(7)}
    assert found == {"answers": 1, "photos": 3}
    assert {each.day for each in await store.counts(7)} == {datetime.now(UTC).date()}


async def test_a_name_is_cut_to_its_column(store):
    await store.count(["x" * 300])
    assert [len(each.name) for each in await store.counts(1)] == [64]


async def test_people_and_most_saved_looks(store):
    await store.keep_choices(1, Choices(gender="men"))
    await store.keep_choices(2, Choices())
    await store.save(1, ["a", "b"])
    await store.save(2, ["b"])
    assert await store.people() == 2
    assert await store.most_saved(1) == (("b", 2),)


async def test_the_history_tells_the_newest_first(store):
    await store.note("import", "book", {"added": 3})
    await store.note("removal", "look1")
    removal, import_ = await store.history(5)
    assert (removal.kind, removal.subject, removal.details) == ("removal", "look1", {})
    assert import_.details == {"added": 3}
    assert removal.at >= import_.at


async def test_agreements_can_be_taken_back_and_are_forgotten(store):
    assert await store.agree(1, NOTICES)
    assert not await store.agree(1, NOTICES)
    await store.agree(2, NOTICES)
    await store.agree(3, NOTICES)
    await store.disagree(2, NOTICES)
    assert await store.agreed(NOTICES) == (1, 3)
    assert "agreements" in await store.everything_of(1)
    await store.forget(1)
    assert await store.agreed(NOTICES) == (3,)
