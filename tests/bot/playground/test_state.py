"""What a killed playground remembers."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.playground.errors import FolderInUse
from bot.playground.records import Person
from bot.playground.server import create_app
from bot.playground.shelf import Shelf, Table
from tests.bot.playground.scenes_messages import article
from tests.bot.playground.stage import BOT, ORIGIN, PERSON, TOKEN, Stage, keyboard, picture

SERVER = """
import asyncio, sys, uvicorn
from pathlib import Path
from bot.playground.server import create_app
server = uvicorn.Server(uvicorn.Config(create_app(Path(sys.argv[1])), port=0, log_level="critical"))
async def run():
    task = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.01)
    print(server.servers[0].sockets[0].getsockname()[1], flush=True)
    await task
asyncio.run(run())
"""


@asynccontextmanager
async def killed_in_the_end(folder: Path) -> AsyncIterator[httpx.AsyncClient]:
    """A playground in a process of its own that ends by kill -9."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", SERVER, str(folder), stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    port = int(await process.stdout.readline())
    try:
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=20) as client:
            yield client
    finally:
        os.kill(process.pid, signal.SIGKILL)
        await process.wait()


async def result(client: httpx.AsyncClient, method: str, **fields: Any) -> Any:
    answer = (await client.post(f"/bot{TOKEN}/{method}", json=fields)).json()
    assert answer["ok"], answer
    return answer["result"]


async def test_everything_survives_a_kill(tmp_path: Path) -> None:
    room = f"/api/bots/{BOT}/chats/{PERSON}"
    async with killed_in_the_end(tmp_path) as client:
        await result(client, "getMe")
        await client.post(f"{room}/text", json={"person": PERSON, "text": "/start"})
        sent = await result(client, "sendMessage", chat_id=PERSON, text="골라요", reply_markup=keyboard())
        tap = {"person": PERSON, "message_id": sent["message_id"], "data": "go"}
        query = (await client.post(f"{room}/tap", json=tap)).json()["query_id"]
        files = {"photo": ("a.jpg", picture(), "image/jpeg")}
        answer = await client.post(f"/bot{TOKEN}/sendPhoto", data={"chat_id": PERSON}, files=files)
        file_id = answer.json()["result"]["photo"][0]["file_id"]
    async with killed_in_the_end(tmp_path) as client:
        updates = await result(client, "getUpdates")
        assert [sorted(update)[0] for update in updates] == ["message", "callback_query"]
        assert await result(client, "answerCallbackQuery", callback_query_id=query)
        link = (await result(client, "getFile", file_id=file_id))["file_path"]
        assert (await client.get(f"/file/bot{TOKEN}/{link}")).content[:2] == b"\xff\xd8"
        texts = [m.get("text") for m in (await client.get("/api/state")).json()["messages"]]
        assert texts == ["/start", "골라요", None]


async def test_what_nobody_can_use_any_more_is_forgotten(stage: Stage) -> None:
    """Queries, links, and answers, an hour after they held."""
    file_id = (await stage.show())["photo"][0]["file_id"]

    async def use_everything() -> None:
        await stage.tap()
        query = (await stage.page(f"{PERSON}/inline", query=f"{stage.clock.now()}"))["query_id"]
        await stage.result("answerInlineQuery", inline_query_id=query, results=[article()], cache_time=0)
        await stage.result("getFile", file_id=file_id)

    world = stage.playground.world
    for _ in range(3):
        await use_everything()
        await stage.clock.advance(3600)
        assert [len(world.queries), len(world.links), len(world.inline_answers)] == [2, 1, 1]


async def test_a_result_is_chosen_after_its_answer_ran_out(stage: Stage) -> None:
    """It still stands on the screen."""
    query = (await stage.page(f"{PERSON}/inline", query="코트"))["query_id"]
    fields = {"results": [article()], "cache_time": 0}
    await stage.result("answerInlineQuery", inline_query_id=query, **fields)
    await stage.clock.advance(600)
    other = (await stage.page(f"{PERSON}/inline", query="니트"))["query_id"]
    await stage.result("answerInlineQuery", inline_query_id=other, **fields)
    await stage.page(f"{PERSON}/choose", query_id=query, result_id="1")
    assert stage.queued()[-1]["message"]["text"] == "코트!"


def test_uncommitted_changes_are_forgotten(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "state")
    people = Table(shelf, "people", Person)
    people.put(Person(1, "하나", "ko"))
    shelf.commit()
    people.put(Person(2, "둘", "ko"))
    shelf.close()
    assert [person.id for person in Table(Shelf(tmp_path / "state"), "people", Person)] == [1]


def test_what_the_file_does_not_take_is_not_in_memory_either(tmp_path: Path) -> None:
    people = Table(Shelf(tmp_path / "state"), "people", Person)
    with pytest.raises(UnicodeEncodeError):
        people.put(Person(1, "\ud83d", "ko"))
    assert people.get(1) is None


def test_a_changed_record_keeps_its_place(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "state")
    people = Table(shelf, "people", Person)
    for number in (1, 2, 3):
        people.put(Person(number, "이름", "ko"))
    people.put(Person(1, "새 이름", "ko"))
    people.remove(Person(2, "", ""))
    shelf.commit()
    assert [person.first_name for person in Table(shelf, "people", Person)] == ["새 이름", "이름"]


def test_fields_of_another_time_are_left_aside(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "state")
    shelf.put("people", "1", {"id": 1, "first_name": "하나", "language_code": "ko", "shoe_size": 42})
    assert [person.id for person in Table(shelf, "people", Person)] == [1]


def test_two_playgrounds_do_not_share_a_folder(tmp_path: Path) -> None:
    app = create_app(tmp_path)
    with pytest.raises(FolderInUse):
        create_app(tmp_path)
    app.state.playground.world.shelf.close()


async def test_reset_forgets_chats_and_keeps_people_and_bots(tmp_path: Path) -> None:
    app = create_app(tmp_path)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=ORIGIN) as client:
        await result(client, "getMe")
        room = f"/api/bots/{BOT}/chats/{PERSON}"
        files = {"file": ("a.jpg", picture(), "image/jpeg")}
        await client.post(f"{room}/files", data={"person": PERSON, "kind": "photo"}, files=files)
        await client.post("/api/reset")
        state = (await client.get("/api/state")).json()
    assert (state["messages"], len(state["bots"]), len(state["people"])) == ([], 1, 2)
    assert not list((tmp_path / "files").iterdir())
    app.state.playground.world.shelf.close()
