"""The page's interface: its state, its events, and what people can and cannot do."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.playground import samples
from tests.bot.playground.clocks import settled
from tests.bot.playground.stage import BOT, PERSON, Stage, keyboard, picture

ROOM = f"/api/bots/{BOT}/chats/{PERSON}"


async def heard(stage: Stage, *acts: Any) -> list[dict[str, Any]]:
    """The events that these acts cause, but for the calls."""
    with stage.playground.events.subscribed() as queue:
        for act in acts:
            await act
        found = [queue.get_nowait() for _ in range(queue.qsize())]
    return [event for event in found if event["event"] != "call"]


async def test_state_has_everything(stage: Stage) -> None:
    await stage.result("setMyCommands", commands=[{"command": "start", "description": "시작"}])
    group = await stage.group()
    state = (await stage.client.get("/api/state")).json()
    [bot] = state["bots"]
    assert bot["commands"] == [{"command": "start", "description": "시작"}]
    assert [person["language_code"] for person in state["people"]] == ["ko", "en"]
    private, _, last = state["chats"]
    assert private == {"id": PERSON, "type": "private", "members": [PERSON]}
    assert last == {"id": group, "type": "group", "title": "룩북 모임", "members": [PERSON]}
    assert {message["bot_id"] for message in state["messages"]} == {BOT}
    assert {"time", "method", "ms", "status"} <= state["calls"][0].keys()


async def test_events_of_a_message(stage: Stage) -> None:
    message_id = await stage.say(reply_markup=keyboard())
    fields = {"chat_id": PERSON, "message_id": message_id}
    events = await heard(
        stage,
        stage.result("editMessageText", text="새로", **fields),
        stage.result("deleteMessage", **fields),
        stage.result("sendChatAction", chat_id=PERSON, action="typing"),
    )
    edited, deleted, action = events
    assert (edited["event"], edited["bot_id"], edited["message"]["text"]) == ("edited", BOT, "새로")
    assert deleted == {"event": "deleted", "bot_id": BOT, "chat_id": PERSON, "message_id": message_id}
    assert action == {"event": "action", "bot_id": BOT, "chat_id": PERSON, "action": "typing"}


async def test_event_of_an_answered_tap(stage: Stage) -> None:
    query = await stage.tap()
    answer = stage.result("answerCallbackQuery", callback_query_id=query, text="좋아요", show_alert=True)
    [event] = await heard(stage, answer)
    assert (event["event"], event["query_id"], event["text"]) == ("callback_answer", query, "좋아요")
    assert event["show_alert"] is True


async def test_calls_tell_of_refusals(stage: Stage) -> None:
    await stage.call("sendMessage", chat_id=PERSON, text="")
    last = stage.playground.events.calls[-1]
    assert (last["method"], last["status"]) == ("sendMessage", 400)
    assert last["description"] == "Bad Request: message text is empty"


async def test_events_are_a_stream(stage: Stage) -> None:
    """The first event that a page reads over HTTP."""
    app = stage.client._transport.app  # type: ignore[attr-defined]
    sent: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
    scope = {
        "type": "http", "method": "GET", "path": "/api/events", "query_string": b"", "root_path": "",
        "headers": [(b"host", b"127.0.0.1:8090")],
    }  # fmt: skip

    async def receive() -> dict[str, Any]:
        await asyncio.Event().wait()
        return {}

    page = asyncio.create_task(app(scope, receive, sent.put))
    await settled()
    await stage.write("안녕")
    while b"data: " not in (message := await sent.get()).get("body", b""):
        pass
    event = json.loads(message["body"].removeprefix(b"data: "))
    assert (event["event"], event["message"]["text"]) == ("message", "안녕")
    page.cancel()
    await asyncio.gather(page, return_exceptions=True)


@pytest.mark.parametrize(
    ("path", "body"),
    [
        (f"{ROOM}/text", {"person": PERSON, "text": "   "}),
        (f"{ROOM}/text", {"person": PERSON, "text": "가" * 4097}),
        (f"{ROOM}/text", {"person": 1, "text": "x"}),
        (f"{ROOM}/text", [1]),
        (f"/api/bots/{BOT}/chats/99/text", {"person": PERSON, "text": "x"}),
        (f"/api/bots/99/chats/{PERSON}/text", {"person": PERSON, "text": "x"}),
        (f"{ROOM}/tap", {"person": PERSON, "message_id": 1, "data": "never shown"}),
        (f"{ROOM}/edit", {"person": PERSON, "message_id": 999, "text": "x"}),
        (f"{ROOM}/forward", {"person": PERSON, "message_id": 999, "from_chat": PERSON}),
        (f"{ROOM}/status", {"person": PERSON, "status": "emperor"}),
        (f"{ROOM}/upgrade", {"person": PERSON}),
        (f"{ROOM}/inline", {"person": PERSON, "query": "x" * 257}),
        (f"{ROOM}/choose", {"person": PERSON, "query_id": "x", "result_id": "x"}),
        ("/api/people", {"first_name": ""}),
        ("/api/chats", {"title": "모임", "members": [1]}),
    ],
)
async def test_what_nobody_can_do(stage: Stage, path: str, body: Any) -> None:
    answer = await stage.client.post(path, json=body)
    assert answer.status_code == 400
    assert answer.json()["description"]


async def test_refused_files_say_why(stage: Stage) -> None:
    files = {"file": ("a.jpg", b"no picture", "image/jpeg")}
    answer = await stage.client.post(f"{ROOM}/files", data={"person": PERSON, "kind": "photo"}, files=files)
    assert (answer.status_code, answer.json()) == (400, {"description": "Bad Request: IMAGE_PROCESS_FAILED"})


async def test_eleven_photos_are_no_album(stage: Stage) -> None:
    files = [("file", ("a.jpg", picture(), "image/jpeg"))] * 11
    answer = await stage.client.post(f"{ROOM}/files", data={"person": PERSON, "kind": "photo"}, files=files)
    assert (answer.status_code, answer.json()) == (400, {"description": "an album has 1 to 10 files"})


async def test_too_many_files_and_no_form_at_all_say_why(stage: Stage) -> None:
    files = [("file", ("a.txt", b"x", "text/plain"))] * 51
    for body in ({"files": files, "data": {"person": PERSON, "kind": "document"}}, {"json": {}}):
        answer = await stage.client.post(f"{ROOM}/files", **body)
        assert answer.status_code == 400
        assert answer.json()["description"]


async def test_bodies_are_counted_whatever_their_headers_say(stage: Stage) -> None:
    """In chunks, without a length."""

    async def large(start: bytes) -> AsyncIterator[bytes]:
        yield start
        for _ in range(60):
            yield b"x" * 2**20

    part = b'--b\r\ncontent-disposition: form-data; name="file"; filename="a"\r\n\r\n'
    form = "multipart/form-data; boundary=b"
    for path, kind, start in (("files", form, part), ("text", "application/json", b'"')):
        headers = {"content-type": kind}
        answer = await stage.client.post(f"{ROOM}/{path}", content=large(start), headers=headers)
        assert answer.status_code == 400
        assert "too much for the playground" in answer.json()["description"]


async def test_edited_and_forwarded_messages_reach_the_bot(stage: Stage) -> None:
    message_id = await stage.write("데님")
    await stage.page(f"{PERSON}/edit", message_id=message_id, text="니트")
    await stage.page(f"{PERSON}/forward", message_id=message_id, from_chat=PERSON)
    _, edited, forwarded = stage.queued()
    assert edited["edited_message"]["text"] == "니트"
    assert forwarded["message"]["text"] == "니트"
    assert forwarded["message"]["forward_origin"]["sender_user"]["id"] == PERSON


async def test_blocking_tells_the_bot_and_closes_the_chat(stage: Stage) -> None:
    await stage.page(f"{PERSON}/status", status="kicked")
    [update] = stage.queued()
    assert update["my_chat_member"]["new_chat_member"]["status"] == "kicked"
    answer = await stage.client.post(f"{ROOM}/text", json={"person": PERSON, "text": "x"})
    assert answer.json() == {"description": "this person has blocked the bot"}


async def test_pictures_of_the_page(stage: Stage) -> None:
    file_id = (await stage.show())["photo"][0]["file_id"]
    answer = await stage.client.get(f"/api/bots/{BOT}/files/{file_id}")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/jpeg")
    assert (await stage.client.get(f"/api/bots/{BOT}/files/unknown")).status_code == 404


async def test_samples(stage: Stage, tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("knit.png", "unlisted.png"):
        (tmp_path / name).write_bytes(picture(form="PNG"))
    (tmp_path / "samples.csv").write_text("file,title_ko,title_en\nknit.png,니트,A knit\n", encoding="utf-8")
    monkeypatch.setattr(samples, "SAMPLES", tmp_path)
    listed = (await stage.client.get("/api/samples")).json()
    assert listed == [{"name": "knit.png", "title_ko": "니트", "title_en": "A knit"}]
    assert (await stage.client.get("/api/samples/knit.png")).headers["content-type"] == "image/png"
    assert (await stage.client.get("/api/samples/unlisted.png")).status_code == 404


async def test_pictures_may_be_kept_by_the_browser(stage: Stage) -> None:
    file_id = (await stage.show())["photo"][0]["file_id"]
    answer = await stage.client.get(f"/api/bots/{BOT}/files/{file_id}")
    assert answer.headers["cache-control"].startswith("private, max-age=")


async def test_the_page_itself(stage: Stage) -> None:
    answer = await stage.client.get("/")
    assert answer.headers["content-type"].startswith("text/html")
