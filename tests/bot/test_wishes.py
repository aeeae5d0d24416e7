"""News of what was wished for reach everybody once, also where the models fail at somebody."""

from __future__ import annotations

import asyncio
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from bot import upkeep, wishes
from bot.context import Context
from bot.models import ModelsFault, WorkerLost
from bot.wishes import Wishes
from storage.errors import StorageUnavailable
from storage.types import KeptPiece


class Store:
    """Two people with a wish; the looks `learned` come at once."""

    def __init__(self) -> None:
        self.learned: list[tuple[str, ...]] = [("a", "b")]
        self.away = False

    async def learn_looks(self, look_ids: list[str]) -> tuple[str, ...]:
        return self.learned.pop() if self.learned else ()

    async def wishes(self) -> dict[int, list[KeptPiece]]:
        if self.away:
            raise StorageUnavailable("gone")
        return {1: [], 2: []}


@pytest.fixture
def context() -> Context:
    services = SimpleNamespace(store=Store(), catalogue=SimpleNamespace(looks=()))
    return cast(Context, SimpleNamespace(services=services))


@pytest.fixture
def trouble() -> dict[int, Exception]:
    """Why somebody cannot be told."""
    return {}


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch, trouble: dict[int, Exception]) -> list[tuple[int, frozenset[str]]]:
    """Who was told of what."""
    heard: list[tuple[int, frozenset[str]]] = []

    async def tell(context: Context, person_id: int, pieces: object, new: frozenset[str]) -> None:
        if person_id in trouble:
            raise trouble[person_id]
        heard.append((person_id, new))

    monkeypatch.setattr(wishes, "_tell", tell)
    return heard


@pytest.mark.parametrize("error", [WorkerLost("died"), ModelsFault("traceback"), StorageUnavailable("gone")])
async def test_who_could_not_be_told_is_told_later_and_nobody_twice(
    context: Context, told: list[Any], trouble: dict[int, Exception], error: Exception
) -> None:
    news, looks = Wishes(), frozenset("ab")
    trouble[1] = error
    await news.tell(context)
    assert told == [(2, looks)]
    assert news.owing
    trouble.clear()
    context.services.store.learned.append(("c",))  # type: ignore[attr-defined]
    await news.tell(context)
    assert told == [(2, looks), (1, looks | {"c"}), (2, {"c"})]
    assert not news.owing
    await news.tell(context)
    assert len(told) == 3


async def test_pieces_of_another_version_keep_nobody_else_from_hearing(
    context: Context, told: list[Any], trouble: dict[int, Exception]
) -> None:
    trouble[1] = ValueError("features of version 0, not 1")
    news = Wishes()
    await news.tell(context)
    assert told == [(2, frozenset("ab"))]
    assert not news.owing


async def test_looks_that_are_known_before_the_wishes_could_be_read_are_told_later(
    context: Context, told: list[Any]
) -> None:
    news, store = Wishes(), cast(Store, context.services.store)
    store.away = True
    await news.tell(context)
    assert news.owing
    store.away = False
    await news.tell(context)
    assert told == [(1, frozenset("ab")), (2, frozenset("ab"))]


async def test_a_takedown_is_followed_while_wishes_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And two rounds do not meet."""
    rounds, aside, go_on = list[str](), set[asyncio.Task[None]](), asyncio.Event()

    async def slowly(news: Wishes, context: Context) -> None:
        rounds.append("begun")
        await go_on.wait()
        rounds.append("ended")

    class Application:
        def do_aside(self, work: Any, *, to_its_end: bool = False) -> None:
            assert to_its_end
            aside.add(asyncio.create_task(work))

    monkeypatch.setattr(upkeep, "Codibot", Application)
    monkeypatch.setattr(Wishes, "_look_around", slowly)
    monkeypatch.setattr(upkeep.folders, "current", lambda index_dir: Path(str(len(aside))))
    monkeypatch.setattr(upkeep.Catalogue, "open", lambda index_dir: SimpleNamespace(looks=()))
    monkeypatch.setattr(upkeep.naming, "learn", lambda looks: None)
    before = SimpleNamespace(manifest=SimpleNamespace(build_id="before"))
    context: Any = SimpleNamespace(
        services=SimpleNamespace(catalogue=before), application=Application(), catalogue=before
    )
    following = upkeep.Following(tmp_path, Wishes())
    async with asyncio.timeout(20):
        await following.follow(context)
        context.services.catalogue = before
        await following.follow(context)
        assert len(aside) == 2
        go_on.set()
        await asyncio.wait(aside)
    assert rounds == ["begun", "ended"] * 2
