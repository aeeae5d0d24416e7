"""What anybody can read: links on one's own bubbles and what happened to a group, by day and by night."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.e2e.page.scene import Scene, keyboard

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_serious_barrier(scene: Scene, theme: str) -> None:
    asked = scene.say("https://example.com 또는 /help", reply_markup=keyboard("하나"))["message_id"]
    scene.write("/help https://example.com")
    group = scene.group()
    scene.page.add_init_script(f"localStorage.theme = '{theme}'")
    scene.open(group)
    scene.page.locator("textarea").last.fill("/start")
    scene.page.locator("textarea").last.press("Enter")
    scene.page.locator(".service").wait_for()
    scene.message(asked).hover()
    scene.message(asked).locator(".reply").click()
    found = Axe().run(scene.page).response["violations"]
    assert [rule["id"] for rule in found if rule["impact"] in ("serious", "critical")] == []
