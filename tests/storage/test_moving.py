"""A store moves as a whole, either way, or not at all."""

from __future__ import annotations

import pytest

from storage import moving
from storage.moving import MoveError, move
from storage.schema import metadata
from storage.store import Store
from storage.types import Choices
from tests.storage.test_privacy import OTHER, PERSON, lived_in  # noqa: F401  # a fixture


@pytest.fixture
def empty(request, tmp_path):
    """A database of the other kind."""
    if "postgresql" in request.node.callspec.params["url"]:
        return f"sqlite+aiosqlite:///{tmp_path / 'other.db'}"
    return request.getfixturevalue("postgres").url()


async def moved(source, target):
    told = []
    await move(source, target, told.append)
    return {each.table: each.rows for each in told}


async def test_everything_arrives_counted(lived_in, url, empty, monkeypatch):  # noqa: F811
    monkeypatch.setattr(moving, "ROWS_AT_ONCE", 2)
    counts = await moved(url, empty)
    assert set(counts) == {table.name for table in metadata.sorted_tables}
    assert counts["saved_looks"] == 4
    there = await Store.open(empty)
    for person in (PERSON, OTHER):
        assert await there.everything_of(person) == await lived_in.everything_of(person)
    await there.close()


async def test_numbers_go_on_where_they_were(lived_in, url, empty):  # noqa: F811
    await moved(url, empty)
    there = await Store.open(empty)
    assert await there.receive(1, 99, PERSON, "later")
    assert [each.update_id for each in await there.open_updates(1)] == [PERSON, OTHER, 99]
    await there.close()


async def test_a_target_that_holds_something_is_left_alone(lived_in, url, empty):  # noqa: F811
    there = await Store.open(empty)
    await there.keep_choices(5, Choices("men"))
    with pytest.raises(MoveError, match="choices already"):
        await moved(url, empty)
    assert (await there.choices(5)).gender == "men"
    assert await there.saved(PERSON) == ()
    await there.close()


async def test_what_reads_back_otherwise_is_not_moved(lived_in, url, empty, monkeypatch):  # noqa: F811
    seen = []

    def other_each_time(row):
        seen.append(row)
        return len(seen)

    monkeypatch.setattr(moving, "_digest", other_each_time)
    with pytest.raises(MoveError, match="otherwise"):
        await moved(url, empty)
    there = await Store.open(empty)
    assert (await there.choices(PERSON)).gender is None
    await there.close()


async def test_a_source_that_is_not_there_is_named_and_nothing_is_made(tmp_path):
    source, target = tmp_path / "nothing.db", tmp_path / "target.db"
    with pytest.raises(MoveError, match=r"no database .*nothing\.db"):
        await moved(f"sqlite:///{source}", f"sqlite:///{target}")
    assert list(tmp_path.iterdir()) == []
