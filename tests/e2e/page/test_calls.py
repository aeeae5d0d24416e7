"""The drawer of calls: one more call leaves the lines, the focus and the reader's place alone."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.e2e.page.scene import Scene

pytestmark = pytest.mark.browser


def test_a_call_is_added_to_those_that_are_there(scene: Scene) -> None:
    for _ in range(60):
        scene.call("getMyName")
    scene.open()
    scene.page.locator("#calls-toggle").click()
    calls = scene.page.locator("#calls li")
    calls.first.wait_for()
    scene.page.locator("#calls input").focus()
    scene.page.evaluate(
        """const list = document.querySelector('#calls ol'); list.scrollTop = 400;
        window.line = list.children[20]; window.height = line.getBoundingClientRect().top"""
    )
    scene.call("getMyDescription")
    expect(calls.first.locator("code")).to_have_text("getMyDescription")
    expect(scene.page.locator("#calls input")).to_be_focused()
    assert scene.page.evaluate("line.isConnected && Math.abs(line.getBoundingClientRect().top - height) < 2")


def test_polls_are_shown_on_demand_alone(scene: Scene) -> None:
    scene.open()
    scene.page.locator("#calls-toggle").click()
    scene.call("getUpdates", timeout=0)
    scene.call("getMyDescription")
    newest = scene.page.locator("#calls li code").first
    expect(newest).to_have_text("getMyDescription")
    scene.page.get_by_label("getUpdates도 보기").check()
    scene.call("getUpdates", timeout=0)
    expect(newest).to_have_text("getUpdates")
