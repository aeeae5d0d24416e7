"""Scenes about messages: text, keyboards, edits, deletions, taps, inline queries."""

from __future__ import annotations

from typing import Any

from tests.bot.playground.scenes_updates import choose
from tests.bot.playground.stage import BOT, OTHER_TOKEN, PERSON, Scene, Stage, keyboard, outcome, picture

DAY = 24 * 3600


def text(said: str, **fields: Any) -> Scene:
    """The bot sends a text; its text and entities as (type, offset, length)."""

    async def scene(stage: Stage) -> Any:
        found = outcome(await stage.call("sendMessage", chat_id=PERSON, text=said, **fields))
        if not isinstance(found, dict):
            return found
        marks = [(e["type"], e["offset"], e["length"]) for e in found.get("entities", [])]
        return found["text"], marks

    return scene


def markup(reply_markup: Any) -> Scene:
    """The bot sends a message with a keyboard; the keyboard that is shown."""

    async def scene(stage: Stage) -> Any:
        answer = await stage.call("sendMessage", chat_id=PERSON, text="x", reply_markup=reply_markup)
        found = outcome(answer)
        return found.get("reply_markup") if isinstance(found, dict) else found

    return scene


def edit(method: str, sent: dict[str, Any] | None = None, **fields: Any) -> Scene:
    """The bot edits a text message that it sent."""

    async def scene(stage: Stage) -> Any:
        message_id = await stage.say("안녕", **(sent or {}))
        return await stage.call(method, chat_id=PERSON, message_id=message_id, **fields)

    return scene


async def edit_removes_keyboard(stage: Stage) -> Any:
    message_id = await stage.say(reply_markup=keyboard())
    edited = await stage.result("editMessageText", chat_id=PERSON, message_id=message_id, text="새로")
    return edited["text"], "reply_markup" in edited, "edit_date" in edited


async def same_photo_again(stage: Stage) -> Any:
    shown = await stage.show()
    media = {"type": "photo", "media": shown["photo"][-1]["file_id"]}
    return await stage.call("editMessageMedia", chat_id=PERSON, message_id=shown["message_id"], media=media)


async def edit_of_persons_message(stage: Stage) -> Any:
    message_id = await stage.write("내 말")
    return await stage.call("editMessageText", chat_id=PERSON, message_id=message_id, text="x")


async def text_edit_of_photo(stage: Stage) -> Any:
    message_id = (await stage.show())["message_id"]
    return await stage.call("editMessageText", chat_id=PERSON, message_id=message_id, text="x")


async def edit_by_two_names(stage: Stage) -> Any:
    """Where a chat is given, inline_message_id is not looked at; alone it is."""
    named = {"chat_id": PERSON, "message_id": await stage.say(), "inline_message_id": "unknown"}
    edited = await stage.result("editMessageText", text="새로", **named)
    alone = await stage.call("editMessageText", text="x", inline_message_id="unknown")
    return [edited["text"], alone.json()["description"].removeprefix("Bad Request: ")]


async def old_edit_is_allowed(stage: Stage) -> Any:
    message_id = await stage.say()
    await stage.clock.advance(30 * DAY)
    return (await stage.result("editMessageText", chat_id=PERSON, message_id=message_id, text="x"))["text"]


async def delete_twice(stage: Stage) -> Any:
    message_id = await stage.say()
    await stage.result("deleteMessage", chat_id=PERSON, message_id=message_id)
    return await stage.call("deleteMessage", chat_id=PERSON, message_id=message_id)


async def delete_old(stage: Stage) -> Any:
    message_id = await stage.say()
    await stage.clock.advance(2 * DAY + 1)
    return await stage.call("deleteMessage", chat_id=PERSON, message_id=message_id)


async def delete_of_person(stage: Stage) -> Any:
    """In a private chat a bot may delete what the person wrote."""
    message_id = await stage.write("x")
    return await stage.call("deleteMessage", chat_id=PERSON, message_id=message_id)


async def delete_in_group(stage: Stage) -> Any:
    """In a group it may not, unless it is an administrator."""
    answers = []
    for status in ("member", "administrator"):
        group = await stage.group(status)
        message_id = await stage.write("x", chat=group)
        answers.append(outcome(await stage.call("deleteMessage", chat_id=group, message_id=message_id)))
    return answers


async def delete_many(stage: Stage) -> Any:
    """Ids that are not there are skipped."""
    ids = [await stage.say(), 999_999, await stage.say()]
    await stage.result("deleteMessages", chat_id=PERSON, message_ids=ids)
    state = (await stage.client.get("/api/state")).json()
    return [message["message_id"] for message in state["messages"] if message["message_id"] in ids]


async def answer_in_time(stage: Stage) -> Any:
    query = await stage.tap()
    await stage.clock.advance(15)
    return await stage.call("answerCallbackQuery", callback_query_id=query, cache_time=10**9)


async def answer_late(stage: Stage) -> Any:
    query = await stage.tap()
    await stage.clock.advance(16)
    return await stage.call("answerCallbackQuery", callback_query_id=query)


async def answer_twice(stage: Stage) -> Any:
    query = await stage.tap()
    await stage.result("answerCallbackQuery", callback_query_id=query)
    return await stage.call("answerCallbackQuery", callback_query_id=query)


async def answer_of_other_bot(stage: Stage) -> Any:
    query = await stage.tap()
    await stage.call("getMe", token=OTHER_TOKEN)
    return await stage.call("answerCallbackQuery", token=OTHER_TOKEN, callback_query_id=query)


async def answers_crossed(stage: Stage) -> Any:
    """A tap answered as an inline query, and the reverse."""
    typed = (await stage.page(f"{PERSON}/inline", query="코트"))["query_id"]
    by_tap = await stage.call("answerInlineQuery", inline_query_id=await stage.tap(), results=[])
    return [outcome(by_tap), outcome(await stage.call("answerCallbackQuery", callback_query_id=typed))]


async def answer_long(stage: Stage) -> Any:
    return await stage.call("answerCallbackQuery", callback_query_id=await stage.tap(), text="x" * 201)


async def tap_on_deleted(stage: Stage) -> Any:
    """The tap was on its way when the message went."""
    message_id = await stage.say(reply_markup=keyboard())
    await stage.result("deleteMessage", chat_id=PERSON, message_id=message_id)
    await stage.page(f"{PERSON}/tap", message_id=message_id, data="go")
    message = (await stage.updates())[-1]["callback_query"]["message"]
    return message["date"], message["message_id"] == message_id, sorted(message)


def article(name: str = "1") -> dict[str, Any]:
    return {
        "type": "article",
        "id": name,
        "title": "코트",
        "input_message_content": {"message_text": "코트!"},
    }


def inline(results: list[dict[str, Any]], **fields: Any) -> Scene:
    """The bot answers an inline query."""

    async def scene(stage: Stage) -> Any:
        query = (await stage.page(f"{PERSON}/inline", query="코트"))["query_id"]
        return await stage.call("answerInlineQuery", inline_query_id=query, results=results, **fields)

    return scene


async def long_query(stage: Stage) -> Any:
    """Nobody can type more than 256 characters after a bot's name."""
    body = {"person": PERSON, "query": "x" * 257}
    return (await stage.client.post(f"/api/bots/{BOT}/chats/{PERSON}/inline", json=body)).status_code


async def inline_cache(stage: Stage) -> Any:
    """How often the bot is asked: cached for 300 seconds unless it says otherwise, at most a day."""
    asked = []
    for fields in ({}, {"cache_time": 0}, {"cache_time": 10**9}):
        query = f"코트 {len(asked)}"
        await ask_and_answer(stage, query, **fields)
        asked.append([await is_asked(stage, query, after) for after in (299, 2, DAY)])
    return asked


async def ask_and_answer(stage: Stage, query: str, **fields: Any) -> None:
    query_id = (await stage.page(f"{PERSON}/inline", query=query))["query_id"]
    await stage.result("answerInlineQuery", inline_query_id=query_id, results=[article()], **fields)
    stage.queued()


async def is_asked(stage: Stage, query: str, after: float) -> bool:
    await stage.clock.advance(after)
    await stage.page(f"{PERSON}/inline", query=query)
    return any("inline_query" in update for update in stage.queued())


async def inline_message(stage: Stage) -> Any:
    """A chosen result comes by way of the bot; its button and its edit go by inline_message_id."""
    await choose(stage)
    chosen, message = (await stage.updates())[-2:]
    inline_id = chosen["chosen_inline_result"]["inline_message_id"]
    message_id = message["message"]["message_id"]
    await stage.page(f"{PERSON}/tap", message_id=message_id, data="more")
    tapped = (await stage.updates())[-1]["callback_query"]
    edited = await stage.result("editMessageText", inline_message_id=inline_id, text="새로")
    via = message["message"]["via_bot"]["id"] == BOT
    return via, tapped["inline_message_id"] == inline_id, "message" in tapped, edited


async def upload_into_inline(stage: Stage) -> Any:
    await choose(stage)
    inline_id = (await stage.updates())[-2]["chosen_inline_result"]["inline_message_id"]
    await stage.result("editMessageText", inline_message_id=inline_id, text="x")
    media = {"type": "photo", "media": "attach://a"}
    return await stage.call(
        "editMessageMedia", inline_message_id=inline_id, media=media, files={"a": picture()}
    )


async def reply_to_missing(stage: Stage) -> Any:
    """Refused, unless it may go without."""
    answers = []
    for lenient in (False, True):
        reply = {"message_id": 999_999, "allow_sending_without_reply": lenient}
        answer = outcome(await stage.call("sendMessage", chat_id=PERSON, text="x", reply_parameters=reply))
        answers.append(answer["text"] if isinstance(answer, dict) else answer)
    return answers


async def ids_of_messages(stage: Stage) -> Any:
    """Rising ids; one counter for private chats, another for each supergroup; people beyond 32 bits."""
    other = PERSON + 1
    body = {"person": other, "text": "x"}
    mine = await stage.write("a")
    theirs = (await stage.client.post(f"/api/bots/{BOT}/chats/{other}/text", json=body)).json()["message_id"]
    group = await stage.group()
    fresh = (await stage.page(f"{group}/upgrade"))["id"]
    first = (await stage.result("sendMessage", chat_id=fresh, text="x"))["message_id"]
    return mine < theirs, first, str(fresh)[:4], PERSON > 2**32
