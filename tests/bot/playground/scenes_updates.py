"""Scenes about updates: polling, filters, retention, webhooks."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import httpx

from tests.bot.playground.clocks import settled
from tests.bot.playground.stage import BOT, ORIGIN, PERSON, TOKEN, Refusal, Stage, keyboard, outcome

HOOK = "http://127.0.0.1:9/hook"


async def hold(stage: Stage, **fields: Any) -> asyncio.Task[httpx.Response]:
    """A getUpdates that waits."""
    task = asyncio.create_task(stage.call("getUpdates", timeout=30, **fields))
    await settled()
    assert not task.done()
    return task


async def hook(stage: Stage, *answers: httpx.Response, **fields: Any) -> list[httpx.Request]:
    """A webhook that gives these answers in turn, then 200; returns the requests that reached it."""
    waiting, reached = list(answers), []

    def receive(request: httpx.Request) -> httpx.Response:
        reached.append(request)
        return waiting.pop(0) if waiting else httpx.Response(200)

    stage.playground.webhooks.start(httpx.MockTransport(receive))
    await stage.clock.advance(60)
    await stage.result("setWebhook", url=HOOK, **fields)
    return reached


def texts(reached: list[httpx.Request]) -> list[str]:
    return [json.loads(request.content)["message"]["text"] for request in reached]


async def poll_with_webhook(stage: Stage) -> Any:
    await stage.result("setWebhook", url=HOOK)
    return await stage.call("getUpdates")


async def two_polls(stage: Stage) -> Any:
    """What the older poll gets, and that the newer one gets the update."""
    older, newer = await hold(stage), await hold(stage)
    await stage.write("안녕")
    return outcome(await older), len(outcome(await newer))


async def poll_then_quick_call(stage: Stage) -> Any:
    """A poll that is not held cannot be killed: nobody gets a 409."""
    return await stage.updates(), await stage.updates()


async def poll_and_set_webhook(stage: Stage) -> Any:
    poll = await hold(stage)
    await stage.result("setWebhook", url=HOOK)
    return await poll


async def second_conflict_is_late(stage: Stage) -> Any:
    """How long the second 409 within three seconds waits."""
    await stage.result("setWebhook", url=HOOK)
    await stage.call("getUpdates")
    late = asyncio.create_task(stage.call("getUpdates"))
    waited = await stage.clock.slept()
    await stage.clock.advance(waited)
    return waited, (await late).status_code


async def poll_waits_at_most_fifty(stage: Stage) -> Any:
    poll = asyncio.create_task(stage.call("getUpdates", timeout=9999))
    waited = await stage.clock.slept()
    await stage.clock.advance(waited)
    return waited, outcome(await poll)


async def limit_is_clamped(stage: Stage) -> Any:
    for text in "abc":
        await stage.write(text)
    return (
        len(await stage.updates(limit=-5)),
        len(await stage.updates(limit=5000)),
        len(await stage.updates()),
    )


async def hasty_poll_waits(stage: Stage) -> Any:
    await stage.updates(offset=0)
    again = asyncio.create_task(stage.call("getUpdates", offset=0))
    waited = await stage.clock.slept()
    await stage.clock.advance(waited)
    return waited, outcome(await again)


async def rushed_poll_gets_one(stage: Stage) -> Any:
    for text in "abc":
        await stage.write(text)
    return len(await stage.result("getUpdates")), len(await stage.result("getUpdates"))


async def offset_confirms(stage: Stage) -> Any:
    for text in "abc":
        await stage.write(text)
    first = (await stage.updates())[0]["update_id"]
    kept = await stage.updates(offset=first + 1)
    return said(kept), said(await stage.updates())


async def negative_offset(stage: Stage) -> Any:
    for text in "abc":
        await stage.write(text)
    return said(await stage.updates(offset=-2)), said(await stage.updates())


async def zero_confirms_nothing(stage: Stage) -> Any:
    await stage.write("a")
    return said(await stage.updates(offset=0)), said(await stage.updates())


async def stale_offset(stage: Stage) -> Any:
    await stage.write("a")
    first = (await stage.updates())[0]["update_id"]
    return said(await stage.updates(offset=first + 1000)), said(await stage.updates(offset=first + 1))


async def ids_after_a_week(stage: Stage) -> Any:
    """Sequential ids, then a new start after a week without updates."""
    await stage.write("a")
    await stage.write("b")
    first, second = [update["update_id"] for update in await stage.updates()]
    await stage.clock.advance(8 * 24 * 3600)
    await stage.write("c")
    third = (await stage.updates())[-1]["update_id"]
    return second - first, third != second + 1, first > 1


async def kept_after(stage: Stage, seconds: float) -> list[str]:
    """Which kinds of update are still there after some time."""
    await stage.tap()
    await stage.write("a")
    await stage.page(f"{PERSON}/inline", query="ㅋ")
    await stage.clock.advance(seconds)
    return sorted(kinds(stage.queued()))


async def retention(stage: Stage) -> Any:
    return [await kept_after(stage, seconds) for seconds in (29, 120, 3600, 24 * 3600)]


async def chosen_lasts_ten_minutes(stage: Stage) -> Any:
    await choose(stage)
    await stage.clock.advance(590)
    before = kinds(await stage.updates())
    await stage.clock.advance(10)
    return "chosen_inline_result" in before, "chosen_inline_result" in kinds(await stage.updates())


async def choose(stage: Stage) -> None:
    query = (await stage.page(f"{PERSON}/inline", query="코트"))["query_id"]
    article = {
        "type": "article",
        "id": "1",
        "title": "코트",
        "input_message_content": {"message_text": "코트!"},
    }
    results = [article | {"reply_markup": keyboard("more")}]
    await stage.result("answerInlineQuery", inline_query_id=query, results=results)
    await stage.page(f"{PERSON}/choose", query_id=query, result_id="1")


async def filters(stage: Stage) -> Any:
    """What the filter is after each of: a list, absent, malformed, unknown names only, an empty list."""
    seen = []
    for given in ('["message","fork"]', "", "[broken", '["fork"]', '["callback_query"]', "[]"):
        await stage.updates(offset=-1, allowed_updates=given)
        info = await stage.result("getWebhookInfo")
        seen.append(info.get("allowed_updates"))
    return seen


async def filter_at_creation(stage: Stage) -> Any:
    """What was created under one filter is handed out under the next."""
    await stage.updates(allowed_updates='["callback_query"]')
    await stage.write("hidden")
    await stage.tap()
    return kinds(await stage.updates(allowed_updates='["message"]'))


async def four_megabytes(stage: Stage) -> Any:
    """Long updates come in two answers, all of them."""
    bot = stage.playground.world.bots.get(BOT)
    assert bot is not None
    for _ in range(5):
        stage.playground.updates.create(bot, "message", {"text": "x" * 2**20}, PERSON)
    first = await stage.updates()
    rest = await stage.updates(offset=first[-1]["update_id"] + 1)
    return len(first), len(rest)


async def secret_is_sent(stage: Stage) -> Any:
    reached = await hook(stage, secret_token="s-1")
    await stage.write("a")
    await settled()
    return reached[0].headers["X-Telegram-Bot-Api-Secret-Token"]


async def delivery_is_tried_again(stage: Stage) -> Any:
    """The pauses after failures: as asked by Retry-After, then doubling; then it arrives."""
    answers = [
        httpx.Response(500),
        httpx.Response(500),
        httpx.Response(500),
        httpx.Response(503, headers={"Retry-After": "40"}),
    ]
    reached = await hook(stage, *answers)
    await stage.write("a")
    pauses = []
    for _ in answers:
        pauses.append(await stage.clock.slept())
        await stage.clock.advance(pauses[-1])
    return pauses, len(reached), (await stage.result("getWebhookInfo"))["pending_update_count"]


async def delivery_gives_up(stage: Stage) -> Any:
    """After a day of failures the update is dropped and the next one arrives."""
    failing = [httpx.Response(500)]
    reached = await hook(stage, *failing)
    await stage.write("old")
    await stage.clock.slept()
    await stage.clock.advance(24 * 3600 + 1)
    await stage.write("new")
    await settled()
    return texts(reached)


async def gone_closes(stage: Stage) -> Any:
    """410 for 23 hours takes the webhook away."""
    await hook(stage, *[httpx.Response(410, headers={"Retry-After": "3600"})] * 30)
    await stage.write("a")
    for _ in range(23):
        await stage.clock.slept()
        before = (await stage.result("getWebhookInfo"))["url"]
        await stage.clock.advance(3600)
    return before, (await stage.result("getWebhookInfo"))["url"]


async def order_of_chats(stage: Stage) -> Any:
    """The head of one chat's queue blocks that chat only."""
    other = PERSON + 1
    reached = await hook(stage, httpx.Response(500))
    await stage.write("1")
    await settled()
    await stage.write("2")
    await stage.client.post(f"/api/bots/{BOT}/chats/{other}/text", json={"person": other, "text": "other"})
    await settled()
    blocked = texts(reached)
    await stage.clock.advance(await stage.clock.slept())
    await settled()
    return blocked, texts(reached)


async def order_of_a_chat(stage: Stage) -> Any:
    """In a group what one person wrote holds up what the next one writes."""
    body = {"title": "모임", "members": [PERSON, PERSON + 1]}
    group = (await stage.client.post("/api/chats", json=body)).json()["id"]
    await stage.page(f"{group}/status", status="administrator")
    stage.queued()
    reached = await hook(stage, httpx.Response(500))
    await stage.write("1", chat=group)
    await settled()
    await stage.write("2", chat=group, person=PERSON + 1)
    await settled()
    blocked = texts(reached)
    await stage.clock.advance(await stage.clock.slept())
    return blocked, texts(reached)


async def taps_have_an_order_of_their_own(stage: Stage) -> Any:
    """A message that does not arrive holds up neither taps nor inline queries of the same person."""
    shown = await stage.say(reply_markup=keyboard())
    reached = await hook(stage, httpx.Response(500))
    await stage.write("1")
    await settled()
    await stage.page(f"{PERSON}/tap", message_id=shown, data="go")
    await stage.page(f"{PERSON}/inline", query="코트")
    await settled()
    return kinds([json.loads(request.content) for request in reached])


async def reply_with_method(stage: Stage) -> Any:
    """A method in the answer is carried out, but for those that are ignored there."""
    asked = [
        {"method": "sendMessage", "chat_id": PERSON, "text": "대답"},
        {"method": "deleteWebhook"},
        {"method": "getMe"},
    ]
    await hook(stage, *[httpx.Response(200, json=body) for body in asked])
    for text in "abc":
        await stage.write(text)
        await settled()
    state = (await stage.client.get("/api/state")).json()
    said_by_bot = [m["text"] for m in state["messages"] if m["from"]["is_bot"]]
    called = [entry["method"] for entry in state["calls"]].count("getMe")
    return said_by_bot, called, (await stage.result("getWebhookInfo"))["url"]


async def set_twice(stage: Stage) -> Any:
    await stage.call("setWebhook", url=HOOK)
    return await stage.call("setWebhook", url=HOOK)


async def what_counts_as_setting(stage: Stage) -> Any:
    """Only accepted calls with an address are counted, and nothing else is refused for haste."""
    statuses = []
    for pause, url in ((0, "http://["), (0, ""), (0, HOOK), (0, ""), (0.6, HOOK), (0.3, HOOK), (0.2, HOOK)):
        await stage.clock.advance(pause)
        statuses.append((await stage.call("setWebhook", url=url)).status_code)
    return statuses


async def set_again_dropping(stage: Stage) -> Any:
    """What the same settings are answered with where waiting updates go: set anew, or nothing to delete."""
    await stage.result("setWebhook", url=HOOK)
    await stage.clock.advance(2)
    again = await stage.call("setWebhook", url=HOOK, drop_pending_updates=True)
    await stage.result("deleteWebhook")
    deleted = await stage.call("deleteWebhook", drop_pending_updates=True)
    return [answer.json()["description"] for answer in (again, deleted)]


async def answers_of_webhooks(stage: Stage) -> Any:
    """The sentences that come with success."""
    told = []
    for fields in ({"url": HOOK}, {"url": HOOK}, {"url": ""}, {"url": ""}):
        await stage.clock.advance(2)
        told.append((await stage.call("setWebhook", **fields)).json()["description"])
    return told


async def drop_pending(stage: Stage) -> Any:
    """How many wait after setWebhook and after deleteWebhook, both dropping."""
    counts = []
    for method in ("setWebhook", "deleteWebhook"):
        await stage.write("a")
        await stage.clock.advance(2)
        await stage.result(method, url=HOOK, drop_pending_updates=True)
        counts.append((await stage.result("getWebhookInfo"))["pending_update_count"])
    return counts


async def on_is_not_true(stage: Stage) -> Any:
    """Only true, yes and 1 are true."""
    counts = []
    for flag in ("on", "yes"):
        await stage.write("a")
        await stage.result("deleteWebhook", drop_pending_updates=flag)
        counts.append((await stage.result("getWebhookInfo"))["pending_update_count"])
    return counts


async def connections_are_clamped(stage: Stage) -> Any:
    await stage.result("setWebhook", url=HOOK, max_connections=5000)
    high = (await stage.result("getWebhookInfo"))["max_connections"]
    await stage.clock.advance(2)
    await stage.result("setWebhook", url=HOOK)
    return high, (await stage.result("getWebhookInfo"))["max_connections"]


async def by_any_verb(stage: Stage) -> Any:
    """The same call by query, JSON, form and multipart, in any case and by any verb."""
    fields = {"chat_id": str(PERSON), "text": "안녕"}
    address = f"{ORIGIN}/bot{TOKEN}"
    answers = [
        await stage.client.get(f"{address}/sendmessage", params=fields),
        await stage.client.put(f"{address}/SENDMESSAGE", json=fields | {"chat_id": PERSON}),
        await stage.client.post(f"{address}/sendMessage", data=fields),
        await stage.client.patch(f"{address}/SendMessage", files={k: (None, v) for k, v in fields.items()}),
    ]
    return [outcome(answer)["text"] for answer in answers]


def said(updates: list[dict[str, Any]]) -> list[str]:
    return [update["message"]["text"] for update in updates]


def kinds(updates: list[dict[str, Any]]) -> list[str]:
    return [next(kind for kind in update if kind != "update_id") for update in updates]


TERMINATED = Refusal(
    409, "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
)
