"""Trouble on demand: what a bot sees of each fault, and whether its call had an effect."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.playground.faults import KINDS, Faults
from bot.playground.server import create_app
from tests.bot.playground.clocks import ManualClock
from tests.bot.playground.conftest import serving
from tests.bot.playground.stage import BOT, PERSON, Refusal, Stage, outcome, picture

BROKEN = (httpx.RemoteProtocolError, httpx.ReadError)


@pytest.fixture
async def wired(tmp_path: Path) -> AsyncIterator[Stage]:
    """A stage behind real sockets, which can break."""
    faults, clock = Faults(), ManualClock()
    app = create_app(tmp_path, faults, clock)
    async with serving(app) as port, httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as client:
        stage = Stage(app.state.playground, clock, client)
        await stage.call("getMe")
        await stage.write("/start")
        yield stage


async def ask_for(stage: Stage, kind: str, method: str = "sendMessage", **more: Any) -> None:
    answer = await stage.client.post("/api/faults", json={"kind": kind, "method": method} | more)
    assert answer.status_code == 200


def said_by_bot(stage: Stage) -> int:
    return sum(message.outgoing for message in stage.playground.world.messages)


async def send(stage: Stage) -> httpx.Response:
    return await stage.call("sendMessage", chat_id=PERSON, text="안녕")


@pytest.mark.parametrize(
    ("kind", "status"), [("internal_error", 500), ("bad_gateway", 502), ("too_large", 413)]
)
async def test_html_from_a_proxy(stage: Stage, kind: str, status: int) -> None:
    await ask_for(stage, kind)
    answer = await send(stage)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "text/html; charset=utf-8")
    assert said_by_bot(stage) == 0


@pytest.mark.parametrize(
    ("kind", "refusal"),
    [
        ("flood", Refusal(429, "Too Many Requests: retry after 7")),
        ("blocked", Refusal(403, "Forbidden: bot was blocked by the user")),
        (
            "expired_query",
            Refusal(400, "Bad Request: query is too old and response timeout expired or query ID is invalid"),
        ),
        (
            "conflict",
            Refusal(
                409,
                "Conflict: terminated by other getUpdates request; "
                "make sure that only one bot instance is running",
            ),
        ),
    ],
)
async def test_refusals(stage: Stage, kind: str, refusal: Refusal) -> None:
    await ask_for(stage, kind, seconds=7)
    assert outcome(await send(stage)) == refusal
    assert said_by_bot(stage) == 0


async def test_a_fault_meets_as_many_calls_as_asked_for(stage: Stage) -> None:
    await ask_for(stage, "flood", times=2, method="SENDMESSAGE")
    assert [(await send(stage)).status_code for _ in range(3)] == [429, 429, 200]


async def test_a_fault_of_another_bot_or_method_waits(stage: Stage) -> None:
    await ask_for(stage, "flood", method="sendPhoto")
    await ask_for(stage, "flood", bot_id=BOT + 1)
    assert (await send(stage)).status_code == 200
    assert len((await stage.client.get("/api/faults")).json()) == 2
    await stage.client.delete("/api/faults")
    assert stage.playground.faults.coming() == []


async def test_dropped_before_the_effect(wired: Stage) -> None:
    await ask_for(wired, "drop_before")
    with pytest.raises(BROKEN):
        await send(wired)
    assert said_by_bot(wired) == 0


async def test_dropped_after_the_effect(wired: Stage) -> None:
    await ask_for(wired, "drop_after")
    with pytest.raises(BROKEN):
        await send(wired)
    assert said_by_bot(wired) == 1


async def test_dropped_after_an_album(wired: Stage) -> None:
    await ask_for(wired, "drop_after", "sendMediaGroup")
    media = [{"type": "photo", "media": f"attach://{name}"} for name in "ab"]
    with pytest.raises(BROKEN):
        await wired.call("sendMediaGroup", chat_id=PERSON, media=media, files={n: picture() for n in "ab"})
    assert said_by_bot(wired) == 2


async def test_torn_poll_loses_nothing(wired: Stage) -> None:
    await ask_for(wired, "torn", "getUpdates")
    with pytest.raises(BROKEN):
        await wired.call("getUpdates")
    assert len(await wired.updates()) == 1


async def test_duplicated_update(stage: Stage) -> None:
    await stage.write("한 번")
    first = await stage.updates()
    await ask_for(stage, "duplicate", "getUpdates")
    assert await stage.updates(offset=first[-1]["update_id"] + 1) == first
    assert await stage.updates(offset=first[-1]["update_id"] + 1) == []


async def test_slow_upload(stage: Stage) -> None:
    await ask_for(stage, "slow", seconds=30)
    call = asyncio.create_task(send(stage))
    assert await stage.clock.slept() == 30
    assert not call.done()
    await stage.clock.advance(30)
    assert (await call).status_code == 200


async def test_unknown_faults_are_refused(stage: Stage) -> None:
    answer = await stage.client.post("/api/faults", json={"kind": "meteor", "method": "getMe"})
    assert answer.status_code == 400
    assert all(kind in answer.json()["description"] for kind in KINDS)
