"""What people do in chats, and what nobody can do there."""

from __future__ import annotations

from typing import Any

from tests.bot.playground.stage import BOT, PERSON, Stage, picture


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
