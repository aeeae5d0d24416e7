"""What a bot answers to a tap is told to whoever tapped, and for how long a key waits."""

from __future__ import annotations

import pytest
from playwright.sync_api import Route, expect

from tests.e2e.page.scene import Scene, keyboard

pytestmark = pytest.mark.browser


def test_a_second_tap_is_answered_after_the_time_of_the_first(scene: Scene) -> None:
    scene.page.clock.install()
    scene.open()
    scene.message(scene.say("고르세요", reply_markup=keyboard("하나"))["message_id"])
    key = scene.page.get_by_role("button", name="하나")
    key.click()
    scene.call("answerCallbackQuery", callback_query_id=scene.taps()[-1])
    expect(key).to_have_attribute("aria-busy", "false")
    scene.page.clock.fast_forward(10_000)
    key.click()
    expect(key).to_have_attribute("aria-busy", "true")
    second = scene.taps()[-1]
    scene.page.clock.fast_forward(6_000)
    assert key.get_attribute("aria-busy") == "true"
    scene.call("answerCallbackQuery", callback_query_id=second, text="둘째", show_alert=True)
    expect(scene.page.get_by_role("dialog", name="둘째")).to_be_visible()


def test_a_key_that_nobody_answers_waits_fifteen_seconds(scene: Scene) -> None:
    scene.page.clock.install()
    scene.open()
    scene.message(scene.say("고르세요", reply_markup=keyboard("하나"))["message_id"])
    key = scene.page.get_by_role("button", name="하나")
    with scene.page.expect_response("**/tap"):
        key.click()
    scene.page.clock.fast_forward(14_000)
    assert key.get_attribute("aria-busy") == "true"
    scene.page.clock.fast_forward(2_000)
    expect(key).to_have_attribute("aria-busy", "false")


def test_answers_that_overtake_their_taps_find_them(scene: Scene) -> None:
    """Two taps whose responses are late; only the second is answered."""
    scene.open()
    scene.message(scene.say("고르세요", reply_markup=keyboard("하나", "둘"))["message_id"])
    held: list[Route] = []
    scene.page.route("**/tap", lambda route: held.append(route))
    for name in ("하나", "둘"):
        scene.page.get_by_role("button", name=name).click()
    while len(held) < 2:
        scene.page.wait_for_timeout(20)
    answers = [route.fetch() for route in held]
    scene.call("answerCallbackQuery", callback_query_id=scene.taps()[-1], text="둘이요")
    scene.page.wait_for_timeout(200)
    for route, answer in zip(held, answers, strict=True):
        route.fulfill(response=answer)
    expect(scene.toast).to_have_text("둘이요")
    expect(scene.page.get_by_role("button", name="둘")).to_have_attribute("aria-busy", "false")
    assert scene.page.get_by_role("button", name="하나").get_attribute("aria-busy") == "true"
