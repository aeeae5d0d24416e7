"""What people do in chats, and what nobody can do there."""

from __future__ import annotations

from typing import Any

from tests.bot.playground.scenes_messages import article
from tests.bot.playground.stage import BOT, PERSON, Stage, keyboard, picture


async def refusal(stage: Stage, path: str, **body: Any) -> str:
    """Why the page may not; `path` goes on after `/api/bots/B/chats/`."""
    answer = await stage.client.post(f"/api/bots/{BOT}/chats/{path}", json={"person": PERSON} | body)
    assert answer.status_code == 400, answer.text
    return str(answer.json()["description"])


async def edited(stage: Stage, message_id: int, text: str) -> dict[str, Any]:
    """What the bot hears of an edit."""
    await stage.page(f"{PERSON}/edit", message_id=message_id, text=text)
    return dict(stage.queued()[-1]["edited_message"])


async def test_an_edited_text_keeps_no_entity_of_the_old_one(stage: Stage) -> None:
    message_id = await stage.write("짧게 말하면 https://example.com/a/long/address")
    message = await edited(stage, message_id, "짧게")
    assert (message["text"], message.get("entities")) == ("짧게", None)


async def test_an_emptied_caption_is_gone_with_its_entities(stage: Stage) -> None:
    [message_id] = await stage.upload(picture(), caption="#데님")
    message = await edited(stage, message_id, "#니트 스커트")
    assert (message["caption"], message["caption_entities"][0]["length"]) == ("#니트 스커트", 3)
    message = await edited(stage, message_id, " ")
    assert not {"caption", "caption_entities"} & message.keys()
    assert "photo" in message


async def test_a_caption_has_at_most_1024_characters(stage: Stage) -> None:
    [message_id] = await stage.upload(picture(), caption="가" * 1024)
    long = await refusal(stage, f"{PERSON}/edit", message_id=message_id, text="가" * 1025)
    assert long == "a caption has at most 1024 characters"


async def test_an_edited_reply_to_the_bot_is_heard_in_a_group(stage: Stage) -> None:
    group = await stage.group()
    own = (await stage.result("sendMessage", chat_id=group, text="어떤 옷?"))["message_id"]
    message_id = await stage.write("데님", chat=group, reply_to=own)
    unheard = await stage.write("우리끼리", chat=group)
    stage.queued()
    await stage.page(f"{group}/edit", message_id=message_id, text="니트")
    await stage.page(f"{group}/edit", message_id=unheard, text="우리끼리만")
    assert [update["edited_message"]["text"] for update in stage.queued()] == ["니트"]


ELSEWHERE = "this is another person's chat"
ACTS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("text", {"text": "x"}),
    ("status", {"status": "kicked"}),
    ("inline", {"query": "x"}),
)


async def test_nobody_acts_in_another_persons_chat(stage: Stage) -> None:
    shown = await stage.say(reply_markup=keyboard())
    other = PERSON + 1
    for act, body in (*ACTS, ("tap", {"message_id": shown, "data": "go"})):
        assert await refusal(stage, f"{PERSON}/{act}", person=other, **body) == ELSEWHERE
    assert stage.queued() == []


async def test_who_is_gone_does_nothing(stage: Stage) -> None:
    shown, written = await stage.say(reply_markup=keyboard()), await stage.write("x")
    stage.queued()
    await stage.client.post(f"/api/people/{PERSON}/deactivate", json={})
    taps = ("tap", {"message_id": shown, "data": "go"}), ("edit", {"message_id": written, "text": "y"})
    for act, body in (*ACTS, *taps):
        assert await refusal(stage, f"{PERSON}/{act}", **body) == "this person's account is gone"
    assert stage.queued() == []


async def test_who_is_not_in_a_group_does_not_tap_there(stage: Stage) -> None:
    group = await stage.group()
    shown = await stage.result("sendMessage", chat_id=group, text="x", reply_markup=keyboard())
    body = {"message_id": shown["message_id"], "data": "go", "person": PERSON + 1}
    assert await refusal(stage, f"{group}/tap", **body) == "this person is not in the group"
    assert await refusal(stage, f"{group}/upgrade", person=PERSON + 1) == "this person is not in the group"


async def test_who_blocked_the_bot_taps_nothing(stage: Stage) -> None:
    shown = await stage.say(reply_markup=keyboard())
    await stage.page(f"{PERSON}/status", status="kicked")
    blocked = await refusal(stage, f"{PERSON}/tap", message_id=shown, data="go")
    assert blocked == "this person has blocked the bot"


async def test_an_inline_message_neither_brings_the_bot_into_a_group_nor_shows_itself(stage: Stage) -> None:
    body = {"title": "모임", "members": [PERSON]}
    group = int((await stage.client.post("/api/chats", json=body)).json()["id"])
    query = (await stage.page(f"{group}/inline", query="코트"))["query_id"]
    result = article() | {"reply_markup": keyboard("more")}
    await stage.result("answerInlineQuery", inline_query_id=query, results=[result])
    stage.queued()
    message_id = (await stage.page(f"{group}/choose", query_id=query, result_id="1"))["message_id"]
    [update] = stage.queued()
    assert update["chosen_inline_result"]["result_id"] == "1"
    assert stage.playground.world.membership(BOT, group) is None
    await stage.page(f"{group}/tap", message_id=message_id, data="more")
    [tapped] = stage.queued()
    inline_id = tapped["callback_query"]["inline_message_id"]
    assert await stage.result("editMessageText", inline_message_id=inline_id, text="새로")


async def test_an_inline_message_is_sent_where_the_person_is(stage: Stage) -> None:
    query = (await stage.page(f"{PERSON}/inline", query="코트"))["query_id"]
    await stage.result("answerInlineQuery", inline_query_id=query, results=[article()])
    body = {"title": "남의 모임", "members": [PERSON + 1]}
    group = (await stage.client.post("/api/chats", json=body)).json()["id"]
    refused = await refusal(stage, f"{group}/choose", query_id=query, result_id="1")
    assert refused == "this person is not in the group"
