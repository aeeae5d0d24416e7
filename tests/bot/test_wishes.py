"""News of what was wished for reach everybody once, also where the models fail at somebody."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from bot import upkeep, wishes
from bot.context import Context
from bot.models.doors import ModelsFault, WorkerLost
from bot.wishes import Wishes
from storage.errors import StorageUnavailable
from storage.store import Store
from storage.types import KeptPiece


async def wish(store: Store, person_id: int) -> None:
    await store.keep_piece(person_id, "photo", 0, b"features", b"webp")
    (piece,) = await store.wardrobe(person_id)
    await store.wish(person_id, piece.id, True)


def holding(store: Store, *look_ids: str) -> Context:
    """A bot whose lookbook holds these looks."""
    looks = [SimpleNamespace(id=look_id) for look_id in look_ids]
    services = SimpleNamespace(store=store, catalogue=SimpleNamespace(looks=looks))
    return cast(Context, SimpleNamespace(services=services))


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    """Two people with a wish, and a look that was there before."""
    store = await Store.open(f"sqlite+aiosqlite:///{tmp_path / 'codibot.db'}")
    await store.learn_looks(["old"])
    for person_id in (1, 2):
        await wish(store, person_id)
    yield store
    await store.close()


@pytest.fixture
def trouble() -> dict[int, BaseException]:
    """Why somebody cannot be told."""
    return {}


Told = list[tuple[int, frozenset[str]]]


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch, trouble: dict[int, BaseException]) -> Told:
    """Who was told of what."""
    heard: Told = []

    async def tell(
        context: Context, person_id: int, pieces: Sequence[KeptPiece], arrivals: Mapping[str, int]
    ) -> None:
        if person_id in trouble:
            raise trouble[person_id]
        (piece,) = pieces
        new = frozenset(look for look, arrival in arrivals.items() if arrival > piece.told_until)
        heard.append((person_id, new))

    monkeypatch.setattr(wishes, "_tell", tell)
    return heard


@pytest.mark.parametrize("error", [WorkerLost("died"), ModelsFault("traceback"), StorageUnavailable("gone")])
async def test_who_could_not_be_told_is_told_later_and_nobody_twice(
    store: Store, told: Told, trouble: dict[int, BaseException], error: Exception
) -> None:
    news, looks = Wishes(), frozenset("ab")
    trouble[1] = error
    await news.tell(holding(store, "old", "a", "b"))
    assert told == [(2, looks)]
    assert news.owing
    trouble.clear()
    await news.tell(holding(store, "old", "a", "b", "c"))
    assert told == [(2, looks), (1, looks | {"c"}), (2, {"c"})]
    assert not news.owing
    await news.tell(holding(store, "old", "a", "b", "c"))
    assert len(told) == 3


async def test_a_bot_that_was_killed_while_it_told_tells_the_others_at_its_start(
    store: Store, told: Told, trouble: dict[int, BaseException]
) -> None:
    trouble[1] = trouble[2] = asyncio.CancelledError()
    with pytest.raises(asyncio.CancelledError):
        await Wishes().tell(holding(store, "old", "a"))
    trouble.clear()
    await Wishes().tell(holding(store, "old", "a"))
    assert told == [(2, {"a"})]  # whom it was telling may have heard, and is not told twice


async def test_two_processes_tell_everybody_once(store: Store, told: Told) -> None:
    bots = [(Wishes(), holding(store, "old", "a")) for _ in range(2)]
    await asyncio.gather(*(news.tell(context) for news, context in bots))
    assert sorted(told) == [(1, {"a"}), (2, {"a"})]


async def test_pieces_of_another_version_keep_nobody_else_from_hearing(
    store: Store, told: Told, trouble: dict[int, BaseException]
) -> None:
    trouble[1] = ValueError("features of version 0, not 1")
    news = Wishes()
    await news.tell(holding(store, "old", "a", "b"))
    assert told == [(2, frozenset("ab"))]
    assert not news.owing


@pytest.mark.parametrize("method", ["learn_looks", "wishes", "arrivals", "take_news", "owe_news"])
async def test_a_store_that_fails_at_any_step_loses_no_news(
    store: Store,
    told: Told,
    trouble: dict[int, BaseException],
    method: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def gone(*_: object) -> None:
        raise StorageUnavailable("gone")

    news = Wishes()
    trouble[1] = WorkerLost("died")
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(store, method, gone)
        await news.tell(holding(store, "old", "a", "b"))
    assert news.owing
    trouble.clear()
    await news.tell(holding(store, "old", "a", "b"))
    assert sorted(told) == [(1, frozenset("ab")), (2, frozenset("ab"))]
    assert not news.owing


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
