"""Scenes about photos, documents, downloads and albums."""

from __future__ import annotations

import asyncio
import contextlib
import io
import random
from collections.abc import AsyncIterator
from typing import Any

from PIL import Image

from tests.bot.playground.stage import (
    BOT,
    OTHER_TOKEN,
    PERSON,
    TOKEN,
    Refusal,
    Scene,
    Stage,
    outcome,
    picture,
)

MIB = 2**20


def photo(content: bytes) -> Scene:
    """The bot sends these bytes as a photo."""

    async def scene(stage: Stage) -> Any:
        return await stage.call("sendPhoto", chat_id=PERSON, files={"photo": content})

    return scene


async def too_large_body(stage: Stage) -> Any:
    async def body() -> AsyncIterator[bytes]:
        for _ in range(51):
            yield b"x" * MIB

    headers = {"content-type": "application/json"}
    return await stage.client.post(f"/bot{TOKEN}/sendMessage", content=body(), headers=headers)


async def too_many_files(stage: Stage) -> Any:
    files = [(f"f{n}", b"x") for n in range(51)]
    return await stage.call("sendMediaGroup", chat_id=PERSON, media=[], files=files)


async def too_many_fields(stage: Stage) -> Any:
    return await stage.call("sendMessage", chat_id=PERSON, text="x" * (MIB + 1), files={"a": b"x"})


async def sizes_of_photo(stage: Stage) -> Any:
    """Several JPEGs, smallest first, upright and without EXIF."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010E] = "where I live"
    shown = await stage.result("sendPhoto", chat_id=PERSON, files={"photo": picture(2000, 1500, exif=exif)})
    sizes = [(size["width"], size["height"]) for size in shown["photo"]]
    largest = Image.open(io.BytesIO(await download(stage, shown["photo"][-1]["file_id"])))
    return sizes, largest.format, largest.size, dict(largest.getexif())


async def document_keeps_bytes(stage: Stage) -> Any:
    shown = (await stage.attach())["document"]
    return shown["file_name"], shown["mime_type"], await download(stage, shown["file_id"])


async def download(stage: Stage, file_id: str) -> bytes:
    path = (await stage.result("getFile", file_id=file_id))["file_path"]
    return (await stage.client.get(f"/file/bot{TOKEN}/{path}")).content


async def wrong_kind(stage: Stage) -> Any:
    file_id = (await stage.attach())["document"]["file_id"]
    return await stage.call("sendPhoto", chat_id=PERSON, photo=file_id)


async def large_download(stage: Stage) -> Any:
    await stage.upload(b"x" * (20 * MIB + 1), kind="document")
    file_id = (await stage.updates())[-1]["message"]["document"]["file_id"]
    return await stage.call("getFile", file_id=file_id)


async def link_expires(stage: Stage) -> Any:
    """A relative path; it works for an hour, then answers 404."""
    shown = await stage.show()
    path = (await stage.result("getFile", file_id=shown["photo"][0]["file_id"]))["file_path"]
    statuses = []
    for seconds in (3599, 2):
        await stage.clock.advance(seconds)
        statuses.append((await stage.client.get(f"/file/bot{TOKEN}/{path}")).status_code)
    return path.startswith("/"), statuses


async def wrong_paths(stage: Stage) -> Any:
    """Nothing is walked: climbing, absolute, with a NUL, or another bot's link."""
    shown = await stage.show()
    path = (await stage.result("getFile", file_id=shown["photo"][0]["file_id"]))["file_path"]
    await stage.call("getMe", token=OTHER_TOKEN)
    tried = [
        f"{TOKEN}/..%2fplayground.sqlite3",
        f"{TOKEN}//etc/passwd",
        f"{TOKEN}/a%00b",
        f"{OTHER_TOKEN}/{path}",
    ]
    return {outcome(await stage.client.get(f"/file/bot{way}")) for way in tried}


async def names_of_files(stage: Stage) -> Any:
    """Another file_id each time, the same unique id; a unique id opens nothing, another bot's id neither."""
    first = (await stage.show())["photo"][0]
    again = (await stage.result("sendPhoto", chat_id=PERSON, photo=first["file_id"]))["photo"][0]
    await stage.call("getMe", token=OTHER_TOKEN)
    by_unique = await stage.call("getFile", file_id=first["file_unique_id"])
    by_other = await stage.call("getFile", token=OTHER_TOKEN, file_id=first["file_id"])
    same = first["file_unique_id"] == again["file_unique_id"]
    return first["file_id"] != again["file_id"], same, outcome(by_unique), outcome(by_other)


async def equal_uploads(stage: Stage) -> Any:
    """Large uploads of one size queue up half a second apart; after eleven the queue is too long."""
    stage.playground.limits.enabled = True
    content = random.Random(1).randbytes(100_001)
    answers = []
    for _ in range(12):
        media = {"document": ("a", content)}
        task = stage.call("sendDocument", chat_id=PERSON, files=media)
        answers.append(await waited(stage, task))
    return answers[0], answers[1], answers[-1]


async def equal_albums(stage: Stage) -> Any:
    """The files of a request count together: once, and by their sum."""
    stage.playground.limits.enabled = True
    content = random.Random(1).randbytes(100_001)
    media = [item(name, "document") for name in "ab"]
    pauses = []
    for files in ({"a": content, "b": content}, {"a": content, "b": content}, {"a": content, "b": b"x"}):
        pauses.append(
            await waited(stage, stage.call("sendMediaGroup", chat_id=PERSON, media=media, files=files))
        )
    return pauses


async def waited(stage: Stage, call: Any) -> Any:
    """How long a call is made to wait, or how it is refused; the clock does not move in between."""
    task = asyncio.create_task(call)
    while not task.done() and not stage.clock.sleeping:
        await asyncio.sleep(0)
    if task.done():
        answer = outcome(task.result())
        return answer if isinstance(answer, Refusal) else 0.0
    pause = await stage.clock.slept()
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task
    return pause


def album(*items: dict[str, Any], **fields: Any) -> Scene:
    """The bot sends an album; its files are called a, b, c."""

    async def scene(stage: Stage) -> Any:
        files = {name: picture() for name in "abc"}
        return await stage.call("sendMediaGroup", chat_id=PERSON, media=list(items), files=files, **fields)

    return scene


def item(name: str = "a", kind: str = "photo", **more: Any) -> dict[str, Any]:
    return {"type": kind, "media": f"attach://{name}"} | more


async def album_is_an_array(stage: Stage) -> Any:
    """One string media_group_id for all, the caption where it was put; the keyboard given is dropped."""
    markup = {"inline_keyboard": [[{"text": "x", "callback_data": "x"}]]}
    scene = album(item("a", caption="첫째"), item("b"), item("c"), reply_markup=markup)
    messages = outcome(await scene(stage))
    groups = {message["media_group_id"] for message in messages}
    captions = [message.get("caption") for message in messages]
    return len(groups), {type(g) for g in groups}, captions, any("reply_markup" in m for m in messages)


async def album_of_person(stage: Stage) -> Any:
    """Separate updates, one group, caption on the first; every second album is split over two batches."""
    batches = []
    for _ in range(2):
        await stage.upload(picture(), picture(), caption="둘")
        batch = await stage.updates()
        batches.append(len(batch))
        rest = await stage.updates(offset=batch[-1]["update_id"] + 1)
        messages = [update["message"] for update in [*batch, *rest]]
        if rest:
            await stage.updates(offset=rest[-1]["update_id"] + 1)
    groups = {message["media_group_id"] for message in messages}
    return batches, len(groups), [message.get("caption") for message in messages]


async def photo_into_document_album(stage: Stage) -> Any:
    messages = outcome(await album(item("a"), item("b"))(stage))
    return await stage.call(
        "editMessageMedia",
        chat_id=PERSON,
        message_id=messages[0]["message_id"],
        media=item("c", "document"),
        files={"c": b"words"},
    )


async def page_file(stage: Stage) -> Any:
    """What the page gets for a document: never something that a browser would run."""
    page = b"<script>alert(1)</script>"
    files = [("file", ("x.html", page, "text/html"))]
    data = {"person": PERSON, "kind": "document"}
    await stage.client.post(f"/api/bots/{BOT}/chats/{PERSON}/files", data=data, files=files)
    file_id = (await stage.updates())[-1]["message"]["document"]["file_id"]
    answer = await stage.client.get(f"/api/bots/{BOT}/files/{file_id}")
    return answer.headers["content-type"], answer.headers["content-disposition"].split(";")[0]
