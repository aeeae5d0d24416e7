"""Nothing that happens is lost, whatever the page is loading meanwhile."""

from __future__ import annotations

import httpx
import pytest
from playwright.sync_api import Route, expect

from tests.e2e.page.scene import Scene

pytestmark = pytest.mark.browser


def test_what_happens_while_the_page_loads_is_on_it(scene: Scene) -> None:
    """The state is taken, then much happens, and only then does the state arrive."""
    gone = scene.say("goes")["message_id"]
    edited = scene.say("old")["message_id"]
    said: list[str] = []

    def late(route: Route) -> None:
        answer = route.fetch()
        scene.call("deleteMessage", chat_id=scene.person, message_id=gone)
        scene.call("editMessageText", chat_id=scene.person, message_id=edited, text="new")
        said.append(f"comes {len(said)}")
        scene.say(said[-1])
        route.fulfill(response=answer)

    scene.page.route("**/api/state", late)
    scene.open()
    expect(scene.page.locator(".message:not(.own) .text")).to_have_text(["new", *said])


def test_a_bot_that_changes_costs_no_load_of_all_messages(scene: Scene) -> None:
    scene.open()
    scene.message(scene.say("there")["message_id"])
    asked: list[str] = []
    scene.page.on("request", lambda request: asked.append(request.url.removeprefix(scene.url)))
    with scene.page.expect_response("**/api/state*"):
        scene.call("setMyName", name="Codi")
    expect(scene.page.locator(".column h2")).to_have_text("Codi")
    scene.call("setMyName", name="")
    expect(scene.page.locator(".column h2")).to_have_text("codibot")
    assert "/api/state" not in asked


def test_another_bots_messages_are_not_this_ones(scene: Scene) -> None:
    """Bots count their messages each for itself: the same id is another message."""
    mine = scene.say("mine")["message_id"]
    scene.open()
    event = {
        "event": "message", "bot_id": 1,
        "message": {"message_id": mine, "chat": {"id": scene.person}, "date": 0, "text": "theirs"},
    }  # fmt: skip
    scene.page.evaluate(
        """async (event) => { const { Town } = await import('/page/town.js'); const town = new Town();
        await town.load(); town.receive(event); window.known = town.history(event.message.chat.id); }""",
        event,
    )
    assert scene.page.evaluate("known.at(-1).text") == "mine"


def test_of_two_loads_the_later_one_counts(scene: Scene) -> None:
    scene.open()
    held: list[Route] = []
    scene.page.route("**/api/state", lambda route: held.append(route))
    scene.page.evaluate(
        """async () => { const { Town } = await import('/page/town.js'); window.town = new Town();
        window.loads = [town.load(), town.load()]; }"""
    )
    while len(held) < 2:
        scene.page.wait_for_timeout(20)
    before = httpx.get(f"{scene.url}/api/state").text
    newest = scene.say("newest")["message_id"]
    after = httpx.get(f"{scene.url}/api/state").text
    held[1].fulfill(body=after, content_type="application/json")
    held[0].fulfill(body=before, content_type="application/json")
    scene.page.evaluate("Promise.all(loads)")
    assert scene.page.evaluate("person => town.history(person).at(-1).message_id", scene.person) == newest


def test_a_reset_begins_every_page_anew(scene: Scene) -> None:
    scene.open()
    scene.message(scene.say("there")["message_id"])
    httpx.post(f"{scene.url}/api/reset", json={}, headers={"Origin": scene.url})
    scene.page.locator(".start").wait_for()
    expect(scene.page.locator(".message")).to_have_count(0)
