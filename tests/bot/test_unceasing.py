"""What listens and watches goes on after a surprise."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import Any, cast

import pytest

from bot import unceasing
from bot.updates import membership
from bot.updates.membership import Member


async def test_it_begins_anew_and_tells_what_broke_it_off(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(unceasing, "PAUSE_SECONDS", 0.0)
    begun = [asyncio.Event(), asyncio.Event()]

    async def watch() -> None:
        begun[begun[0].is_set()].set()
        if not begun[1].is_set():
            raise ZeroDivisionError
        await asyncio.Event().wait()

    watching = asyncio.create_task(unceasing.unceasing(watch))
    await begun[1].wait()
    assert "watch broke off" in caplog.text
    watching.cancel()
    await asyncio.wait({watching})
    assert watching.cancelled()


async def test_a_process_that_a_surprise_keeps_silent_stops_its_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(membership, "BEAT_SECONDS", 0.0)
    monkeypatch.setattr(membership, "SILENT_SECONDS", 0.0)
    let_go: list[bool] = []

    class Store:
        async def beat(self, *of_process: int) -> None:
            raise ZeroDivisionError

    application = SimpleNamespace(services=SimpleNamespace(store=Store()), bot=SimpleNamespace(id=7))
    order = SimpleNamespace(open=1, let_go=lambda: let_go.append(True))
    member = Member(cast(Any, application), cast(Any, SimpleNamespace(process=1)), cast(Any, order))
    with pytest.raises(ZeroDivisionError):
        await member.live()
    assert let_go
