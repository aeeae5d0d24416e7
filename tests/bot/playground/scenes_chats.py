"""Scenes about chats: who may speak where, privacy, profile, limits."""

from __future__ import annotations

from typing import Any

from tests.bot.playground.stage import OTHER_BOT, OTHER_TOKEN, PERSON, Scene, Stage, outcome

NAMES = ("description", "short_description", "name")


def commands(*names: str, description: str = "뜻", **fields: Any) -> Scene:
    """The bot sets commands; those it has then."""

    async def scene(stage: Stage) -> Any:
        given = [{"command": name, "description": description} for name in names]
        answer = outcome(await stage.call("setMyCommands", commands=given, **fields))
        return answer if answer is not True else [c["command"] for c in await stage.result("getMyCommands")]

    return scene


async def broken_list_changes_nothing(stage: Stage) -> Any:
    """One bad command rejects the whole call."""
    await commands("start")(stage)
    refused = await commands("help", "No")(stage)
    return refused, [c["command"] for c in await stage.result("getMyCommands")]


async def menu_falls_back(stage: Stage) -> Any:
    """A Korean person's menu: of the default scope, then in Korean, then of private chats."""
    menus = []
    for name, more in (
        ("one", {}),
        ("two", {"language_code": "ko"}),
        ("three", {"scope": {"type": "all_private_chats"}}),
        ("four", {"language_code": "en"}),
    ):
        await commands(name, **more)(stage)
        address = f"/api/bots/{TOKEN_ID}/chats/{PERSON}/commands"
        menus.append(
            [c["command"] for c in (await stage.client.get(address, params={"person": PERSON})).json()]
        )
    return menus


TOKEN_ID = 4_200_000_001


def profile(what: str, method: str, length: int) -> Scene:
    """The bot sets a text of its profile that is one character too long, then one that fits."""

    async def scene(stage: Stage) -> Any:
        answers = [await stage.call(f"set{method}", **{what: "가" * n}) for n in (length + 1, length)]
        return [outcome(answer) for answer in answers], len((await stage.result(f"get{method}"))[what])

    return scene


async def flood(stage: Stage) -> Any:
    """The sixth message of one moment in a private chat; the words, the parameter and the header agree."""
    stage.playground.limits.enabled = True
    for _ in range(5):
        await stage.say()
    answer = await stage.call("sendMessage", chat_id=PERSON, text="x")
    return outcome(answer), answer.json()["parameters"], answer.headers["retry-after"]


async def flood_of_albums(stage: Stage) -> Any:
    """An album of three counts as three."""
    stage.playground.limits.enabled = True
    for _ in range(3):
        await stage.say()
    file_id = None
    stage.playground.limits.enabled = False
    file_id = (await stage.show())["photo"][0]["file_id"]
    stage.playground.limits.enabled = True
    media = [{"type": "photo", "media": file_id}] * 3
    await stage.result("sendMediaGroup", chat_id=PERSON, media=media)
    return await stage.call("sendMessage", chat_id=PERSON, text="x")


async def flood_of_forwards(stage: Stage) -> Any:
    """A forwarded message counts like any other."""
    stage.playground.limits.enabled = True
    fields = {"chat_id": PERSON, "from_chat_id": PERSON, "message_id": await stage.say()}
    for _ in range(4):
        await stage.result("forwardMessage", **fields)
    return await stage.call("forwardMessage", **fields)


async def flood_is_over_when_it_says(stage: Stage) -> Any:
    """After `retry_after` there is room for what was asked; an album asks for more of it than a text."""
    file_id = (await stage.show())["photo"][0]["file_id"]
    album = {"chat_id": PERSON, "media": [{"type": "photo", "media": file_id}] * 3}
    text = {"chat_id": PERSON, "text": "x"}
    stage.playground.limits.enabled = True
    await stage.say()
    await stage.clock.advance(1)
    for _ in range(2):
        await stage.result("sendMediaGroup", **album)
    first = await pause_of(stage, "sendMessage", **text)
    await stage.clock.advance(first)
    said = (await stage.result("sendMessage", **text))["text"]
    for _ in range(4):
        await stage.clock.advance(1)
        await stage.say()
    pauses = [await pause_of(stage, "sendMessage", **text), await pause_of(stage, "sendMediaGroup", **album)]
    return first, said, pauses


async def pause_of(stage: Stage, method: str, **fields: Any) -> int:
    """How long a refused call is to wait."""
    return int((await stage.call(method, **fields)).json()["parameters"]["retry_after"])


async def flood_of_group(stage: Stage) -> Any:
    """Twenty a minute in a group."""
    stage.playground.limits.enabled = True
    group = await stage.group()
    for _ in range(20):
        await stage.clock.advance(1)
        await stage.result("sendMessage", chat_id=group, text="x")
    refused = outcome(await stage.call("sendMessage", chat_id=group, text="x"))
    await stage.clock.advance(41)
    return refused, outcome(await stage.call("sendMessage", chat_id=group, text="x"))["text"]


async def flood_everywhere(stage: Stage) -> Any:
    """Thirty a second over all chats."""
    stage.playground.limits.enabled = True
    people = [PERSON] + [await newcomer(stage) for _ in range(10)]
    answers = [await stage.call("sendMessage", chat_id=p, text="x") for p in people * 3]
    return [answer.status_code for answer in answers[28:32]]


async def newcomer(stage: Stage) -> int:
    person = (
        await stage.client.post("/api/people", json={"first_name": "새", "language_code": "ko"})
    ).json()["id"]
    await stage.page(f"{person}/text", person=person, text="/start")
    return int(person)


async def blocked(stage: Stage) -> Any:
    await stage.page(f"{PERSON}/status", status="kicked")
    return await stage.call("sendMessage", chat_id=PERSON, text="x")


async def deactivated(stage: Stage) -> Any:
    await stage.client.post(f"/api/people/{PERSON}/deactivate", json={})
    return await stage.call("sendMessage", chat_id=PERSON, text="x")


async def stranger(stage: Stage) -> Any:
    await stage.call("getMe", token=OTHER_TOKEN)
    return await stage.call("sendMessage", token=OTHER_TOKEN, chat_id=PERSON, text="x")


def thrown_out(status: str, supergroup: bool) -> Scene:
    """The bot writes to a group in which it has become this."""

    async def scene(stage: Stage) -> Any:
        group = await stage.group()
        if supergroup:
            group = (await stage.page(f"{group}/upgrade"))["id"]
        await stage.page(f"{group}/status", status=status)
        return await stage.call("sendMessage", chat_id=group, text="x")

    return scene


async def upgraded(stage: Stage) -> Any:
    group = await stage.group()
    fresh = (await stage.page(f"{group}/upgrade"))["id"]
    answer = await stage.call("sendMessage", chat_id=group, text="x")
    messages = [update["message"] for update in await stage.updates() if "message" in update]
    told = [m.get("migrate_to_chat_id") or m.get("migrate_from_chat_id") for m in messages[-2:]]
    return (
        outcome(answer),
        answer.json()["parameters"] == {"migrate_to_chat_id": fresh},
        told == [fresh, group],
    )


async def heard_in_group(stage: Stage, status: str) -> Any:
    """What of a group's talk reaches the bot."""
    group = await stage.group(status)
    name = (await stage.result("getMe"))["username"]
    for text in ("안녕", f"@{name} 안녕", "/help", f"/help@{name}", "/help@another_bot"):
        await stage.write(text, chat=group)
    await stage.write("to a person", chat=group, reply_to=await stage.write("x", chat=group))
    own = (await stage.result("sendMessage", chat_id=group, text="봇"))["message_id"]
    await stage.write("to the bot", chat=group, reply_to=own)
    await stage.write("/plain", chat=group)
    updates = [update["message"] for update in await stage.updates() if "message" in update]
    return [m.get("text", "(added)").replace(name, "bot") for m in updates]


async def privacy(stage: Stage) -> Any:
    return await heard_in_group(stage, "member")


async def another_bot_spoke(stage: Stage) -> Any:
    """A plain command is for the bot that spoke last."""
    group = await stage.group()
    await stage.call("getMe", token=OTHER_TOKEN)
    other = {"person": PERSON, "status": "member"}
    await stage.client.post(f"/api/bots/{OTHER_BOT}/chats/{group}/status", json=other)
    stage.queued()
    await stage.result("sendMessage", chat_id=group, text="x")
    await stage.write("/mine", chat=group)
    await stage.call("sendMessage", token=OTHER_TOKEN, chat_id=group, text="x")
    await stage.write("/theirs", chat=group)
    return [update["message"]["text"] for update in stage.queued()]


async def no_privacy(stage: Stage) -> Any:
    return len(await heard_in_group(stage, "administrator"))


async def deep_link(stage: Stage) -> Any:
    """A good payload arrives; others are no links at all."""
    await stage.page(f"{PERSON}/start", payload="look-12_A")
    text = (await stage.updates())[-1]["message"]["text"]
    bad = [f"/api/bots/{TOKEN_ID}/chats/{PERSON}/start", {"person": PERSON}]
    statuses = [
        (await stage.client.post(bad[0], json=bad[1] | {"payload": p})).status_code
        for p in ("", "가", "x" * 65)
    ]
    return text, statuses
